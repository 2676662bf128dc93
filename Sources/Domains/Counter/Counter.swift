import Kernel
import People
import Store
import Web

/// Serving the person in front of the counter: find or create, form at speed, scans,
/// receipts, paper sheets.
public struct Counter: Domain {
    public static let name = "counter"
    private let desk: ServingDesk

    public init(tools: CounterTools) { desk = ServingDesk(tools: tools) }

    public static var migrations: MigrationSet { CounterMigrations.all }
    public var permissions: [Permission] { [.serve] }

    public var routes: [Route] {
        DeskPages(desk: desk).routes + PersonPages(desk: desk).routes
            + FormPages(desk: desk).routes + FormUploadPages(desk: desk).routes
            + ReceiptPages(desk: desk).routes + SheetPages(desk: desk).routes
            + ClaimPages(desk: desk).routes + OverviewPages(desk: desk).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem(
                "counter.nav", CounterURL.desk.filled(), in: .officer, order: 20, needing: .serve)
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
    public var scripts: [String] { Scripts.embedded(Embedded.files) }

    /// Whether a number stands on a sheet of paper that waits to be entered.
    public func isOnPaper(_ number: TrackingCode) async throws -> Bool {
        try await desk.isOnPaper(number)
    }
}
