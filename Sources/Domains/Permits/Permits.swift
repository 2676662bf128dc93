import Cases
import Kernel
import Ledger
import People
import Store
import Web

/// The register of permits: what holds, what ended and why; supervision; intake from
/// national systems.
public struct Permits: Domain {
    public static let name = "permits"
    private let tools: PermitTools

    public init(tools: PermitTools) { self.tools = tools }

    public var permissions: [Permission] { [.keepPermits] }

    public static var migrations: MigrationSet { PermitMigrations.all }

    public var routes: [Route] {
        PublicPages(tools: tools).routes + OwnPages(tools: tools).routes
            + OfficePages(tools: tools).routes + VisitPages(tools: tools).routes
            + SystemPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem("permits.nav.register", PermitURL.list.filled(), in: .visitor, order: 40),
            NavItem("permits.nav.own", PermitURL.own.filled(), in: .citizen, order: 25),
            NavItem(
                "permits.nav.desk", PermitURL.desk.filled(), in: .officer, order: 66,
                needing: .keepPermits),
        ]
    }

    public var readers: [LedgerReader] {
        [KeepGranted(tools: tools).reader] + (reports.map { [$0.reader] } ?? [])
    }

    public var jobs: [String: JobHandler] {
        reports.map { [ReportStates.job: $0.handler] } ?? [:]
    }

    private var reports: ReportStates? {
        tools.link.map { ReportStates(tools: tools, link: $0) }
    }

    public var timers: [TimerTask] {
        [
            TimerTask("permit-reminders", every: 3_600) {
                try await RemindHolders(tools: tools).run()
            },
            TimerTask("permit-ended", every: 600) { try await tools.markEnded() },
            TimerTask("permit-risks", every: 3_600) { try await tools.keepRisks() },
            TimerTask("permit-words", every: 3_600) { try await tools.keepWords() },
            TimerTask("permit-erased", every: 86_400) { try await tools.forgetErased() },
            TimerTask("permit-messages", every: 60) {
                guard let link = tools.link else { return }
                try await PullMessages(tools: tools, link: link).runDue()
            },
            TimerTask("permit-reports", every: 3_600) { try await reports?.catchUp() },
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
