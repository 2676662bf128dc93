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
            + TrayCasePages(desk: desk).routes
            + ClaimPages(desk: desk).routes + LatePages(desk: desk).routes
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

    /// When pages of trays that tell of a person were scanned, newest first.
    public func scans(of person: AccountID, in reader: Reader) throws -> [Instant] {
        try desk.scans(of: person, in: reader).map { $0.at }
    }

    /// Lets go of the pages of trays that tell of a person.
    public func eraseScans(of person: AccountID, in tx: Transaction) throws {
        try desk.eraseScans(of: person, in: tx)
    }

    /// For the demo: a form that an officer has open for somebody.
    package func begin(
        _ service: ServiceCode, for person: AccountID, by officer: Officer
    ) async throws {
        _ = try await desk.begin(service, for: person, sheet: nil, by: officer)
    }

    /// For the demo: a draft that somebody brought, sent at the counter.
    package func sendBrought(
        _ draft: CaseID, of person: AccountID, by officer: Officer
    ) async throws {
        let code = try await desk.bringCode(of: draft, for: person).text
        guard let symbols = SpokenSymbols.read(code, DeskCode.bring) else { return }
        let id = try await desk.receive(symbols, by: officer)
        let open = try await desk.open(id.text, by: officer)
        _ = try await desk.send(open, signed: true, by: officer)
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
