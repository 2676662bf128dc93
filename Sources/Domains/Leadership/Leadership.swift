import Cases
import Kernel
import Ledger
import People
import Store
import Web

/// What mayor, secretary, managers and inspectorate see: figures that the ledger keeps,
/// each opening to its cases.
public struct Leadership: Domain {
    public static let name = "leadership"
    private let tools: LeadershipTools

    public init(tools: LeadershipTools) { self.tools = tools }

    public static var migrations: MigrationSet { LeadershipMigrations.all }

    public var permissions: [Permission] { [.readFigures] }

    public var routes: [Route] {
        FigurePages(tools: tools).routes + LoadPages(tools: tools).routes
            + SignalPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem(
                "leadership.nav.city", LeadershipURL.city.filled(), in: .officer, order: 20,
                needing: .readFigures),
            NavItem(
                "leadership.nav.unit", LeadershipURL.unit.filled(), in: .officer, order: 22,
                needing: .leadCases),
            NavItem(
                "leadership.nav.load", LeadershipURL.load.filled(), in: .officer, order: 24,
                needing: .leadCases),
            NavItem(
                "leadership.nav.signals", LeadershipURL.signals.filled(), in: .officer, order: 61,
                needing: .inspect),
        ]
    }

    public var readers: [LedgerReader] { [tools.keeper.reader, tools.signals.reader] }

    public var timers: [TimerTask] {
        [
            TimerTask("leadership.build", every: 60) { try await tools.keeper.build() },
            TimerTask("leadership.check", every: 86_400) {
                try await tools.keeper.check()
                try await tools.sweepPairs()
            },
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
