import Contracts
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
            + HandoverPages(desk: desk).routes + ScanPages(desk: desk).routes
            + ClaimPages(desk: desk).routes
            + OverviewPages(desk: desk).routes
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

    public var jobs: [String: JobHandler] { [ServingDesk.job: desk.scanHandler] }

    public var timers: [TimerTask] {
        [TimerTask("counter.sweep", every: 86_400) { try await desk.sweepScans() }]
    }

    /// Whether a number stands on a sheet of paper that waits to be entered.
    public func isOnPaper(_ number: TrackingCode) async throws -> Bool {
        try await desk.isOnPaper(number)
    }

    /// For the demo: a form that an officer has open for somebody.
    package func begin(
        _ service: ServiceCode, for person: AccountID, by officer: Officer
    ) async throws {
        _ = try await desk.begin(service, for: person, sheet: nil, by: officer)
    }

    /// For the demo: what came from a scanner.
    package func scan(_ files: [[UInt8]], by officer: Officer) async throws {
        let sent = files.map {
            UploadedFile(
                field: "pindaian", name: "pindaian.pdf", type: "application/pdf", bytes: $0)
        }
        _ = try await desk.receive(sent, by: officer)
    }

    /// For the demo: sheets of paper.
    package func issueSheets(
        _ count: Int64, of service: ServiceCode, by officer: Officer
    ) async throws {
        _ = try await desk.issue(count, of: service, by: officer)
    }
}
