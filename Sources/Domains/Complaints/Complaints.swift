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

    public var permissions: [Permission] { [.keepReports, .identifyReporters] }

    public static var migrations: MigrationSet { ComplaintMigrations.all }

    public var routes: [Route] {
        let desk = ReportingDesk(tools: tools)
        return ListPages(tools: tools).routes + FollowPages(tools: tools).routes
            + ReportPages(tools: tools).routes + MapPages(tools: tools).routes
            + ReportingPages(desk: desk).routes + SendingPages(desk: desk).routes
            + QueuePages(desk: desk).routes + AppPages(tools: tools).routes
            + FigurePages(tools: tools).routes + Open311Pages(tools: tools).routes
            + Open311RequestPages(tools: tools).routes + Open311PostPages(tools: tools).routes
            + deskRoutes
    }

    /// Pages of officers.
    private var deskRoutes: [Route] {
        DeskPages(tools: tools).routes + MergePages(tools: tools).routes
            + ShownPages(tools: tools).routes + BoxPages(tools: tools).routes
            + BlockPages(tools: tools).routes + DismissPages(tools: tools).routes
            + IdentifyPages(tools: tools).routes + RoundPages(tools: tools).routes
            + FieldPages(tools: tools).routes + BoardPages(tools: tools).routes
            + PartnerPages(tools: tools).routes
    }

    public var dialects: [ErrorDialect] { [Open311Answer.dialect] }

    public var navigation: [NavItem] {
        [
            NavItem("complaints.nav.report", ComplaintURL.new.filled(), in: .visitor, order: 20),
            NavItem("complaints.nav.list", ComplaintURL.list.filled(), in: .visitor, order: 25),
            NavItem(
                "complaints.nav.desk", DeskURL.list.filled(), in: .officer, order: 56,
                needing: .keepReports),
        ]
    }

    public var readers: [LedgerReader] { [KeepReports(tools: tools).reader] }

    public var jobs: [String: JobHandler] {
        pushes.map { [PushReports.job: $0.handler] } ?? [:]
    }

    private var pushes: PushReports? {
        tools.outside.partners.map { PushReports(tools: tools, link: $0) }
    }

    public var timers: [TimerTask] {
        [
            TimerTask("complaints.partners", every: 60) {
                try await PullReports(tools: tools).runDue()
            },
            TimerTask("complaints.partners.late", every: 3_600) {
                try await pushes?.catchUp()
            },
            TimerTask("complaints.unsent", every: 3_600) {
                try await ReportingDesk(tools: tools).sweep()
            },
            TimerTask("complaints.floods", every: 3_600) {
                try await tools.store.write("report.floods") { [tools] tx in
                    try FloodRows.sweep(at: tools.world.now, in: tx)
                    try FieldActRows.sweep(at: tools.world.now, in: tx)
                }
            },
            TimerTask("complaints.open311", every: 3_600) {
                try await Open311Desk(tools: tools).sweep()
            },
        ]
    }

    public var words: [WordList] { ComplaintWords.lists }
    // Its scripts, and the styles of the map, are loaded by its own pages alone.
    public var styles: [String] {
        Styles.embedded(Embedded.files.filter { $0.name.hasPrefix("Assets/") })
    }
    public var scripts: [String] {
        Scripts.embedded(
            Embedded.files.filter {
                $0.name.hasSuffix("boxes.js") || $0.name.hasSuffix("round.js")
            })
    }
    public var pageAssets: [PageAsset] { ComplaintFiles.all }
}
