import Kernel
import Ledger
import People
import Store
import Web

/// The ledger as everybody may check it: tiles, checkpoints and proofs for programs, a page for
/// people, and counts of acts that nobody can be found in.
public struct PublicLedger: Domain {
    public static let name = "public-ledger"
    private let desk: LedgerDesk
    private let audit: NightlyAudit

    public init(desk: LedgerDesk, audit: NightlyAudit) {
        self.desk = desk
        self.audit = audit
    }

    public static var migrations: MigrationSet { CountMigrations.all }

    public var routes: [Route] { LogPages(desk: desk).routes + LedgerPages(desk: desk).routes }

    public var navigation: [NavItem] {
        [NavItem("ledger.title", LedgerURL.page.filled(), in: .footer, order: 45)]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }

    public var timers: [TimerTask] {
        [
            TimerTask("ledger.counts", every: 600) { try await desk.count() },
            TimerTask("ledger.prune", every: 86_400) { try await desk.log.prune() },
            TimerTask("ledger.audit", every: 1_800) { try await audit.runIfDue() },
        ]
    }
}
