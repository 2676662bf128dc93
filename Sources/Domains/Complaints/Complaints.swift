import Cases
import Kernel
import Ledger
import People
import Store
import Web

/// Reports of citizens: what is broken, dirty or wrong in the city, on a map, live to its end. Each
/// is a case of the engine; this domain shows its public side.
public struct Complaints: Domain {
    public static let name = "complaints"
    private let tools: ComplaintTools

    public init(tools: ComplaintTools) { self.tools = tools }

    public var permissions: [Permission] { [.keepReports] }

    public static var migrations: MigrationSet { ComplaintMigrations.all }

    public var routes: [Route] {
        ListPages(tools: tools).routes + ReportPages(tools: tools).routes
            + ReportingPages(desk: ReportingDesk(tools: tools)).routes
            + SendingPages(desk: ReportingDesk(tools: tools)).routes
            + Open311Pages(tools: tools).routes + Open311RequestPages(tools: tools).routes
            + Open311PostPages(tools: tools).routes
    }

    public var dialects: [ErrorDialect] { [Open311Answer.dialect] }

    public var navigation: [NavItem] {
        [
            NavItem("complaints.nav.report", ComplaintURL.new.filled(), in: .visitor, order: 20),
            NavItem("complaints.nav.list", ComplaintURL.list.filled(), in: .visitor, order: 25),
        ]
    }

    public var readers: [LedgerReader] { [KeepReports(tools: tools).reader] }

    public var timers: [TimerTask] {
        [
            TimerTask("complaints.unsent", every: 3_600) {
                try await ReportingDesk(tools: tools).sweep()
            },
            TimerTask("complaints.open311", every: 3_600) {
                try await Open311Desk(tools: tools).sweep()
            },
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
    public var scripts: [String] { Scripts.embedded(Embedded.files) }
}
