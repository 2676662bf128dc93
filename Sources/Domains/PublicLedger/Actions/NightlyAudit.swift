import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// Computes the whole ledger again each night, keeps what came of it for everybody to read, and
/// tells those who run the house when something does not fit.
public struct NightlyAudit: Sendable {
    private let desk: LedgerDesk
    private let comparers: [LedgerComparer]
    private let directory: OfficerDirectory
    private let notices: Notices
    /// The address of the house, without a slash at its end.
    private let address: String

    /// Hours of the night in which it may begin.
    private static let hours = 1..<5
    /// Less than a day, so that the next night is not missed by minutes.
    private static let pause: Int64 = 20

    public init(
        desk: LedgerDesk, comparers: [LedgerComparer], directory: OfficerDirectory,
        notices: Notices, address: String
    ) {
        self.desk = desk
        self.comparers = comparers
        self.directory = directory
        self.notices = notices
        self.address = address
    }

    /// Audits when it is night and this night's audit was not done.
    /// - Returns: whether it did.
    @discardableResult
    func runIfDue() async throws -> Bool {
        let now = desk.world.now
        let midnight = Day(now, in: desk.zone).start(in: desk.zone)
        let hour = (now.milliseconds - midnight.milliseconds) / 3_600_000
        guard Self.hours.contains(Int(hour)) else { return false }
        let last = try await desk.store.read("ledger.audit.last") { try AuditRows.newest(in: $0) }
        if let last, last.at > now.adding(hours: -Self.pause) { return false }
        try await run()
        return true
    }

    /// One part at a time, with a rest after each: the house is open.
    /// - Throws: `StoreError`, `SealingError`: it could not be done; nothing is said then.
    func run() async throws {
        let began = ContinuousClock.now
        let audit = try await desk.log.audit(.considerate, comparing: comparers)
        let taken = (ContinuousClock.now - began) / .milliseconds(1)
        let result = AuditResult(
            at: desk.world.now, milliseconds: Int64(taken), entries: audit.entries,
            cases: audit.compared.values.reduce(0, +), difference: audit.difference?.kind,
            place: audit.difference?.place)
        let today = Day(result.at, in: desk.zone)
        try await desk.store.write("ledger.audit.keep") { [self] tx in
            try AuditRows.add(result, in: tx)
            guard !result.isSound else { return }
            for holder in Set(try directory.holders(of: .manageCity, on: today, in: tx)) {
                try notices.enqueue(
                    Notice(
                        to: .account(holder), template: "office-ledger-audit",
                        values: ["link": "\(address)\(LedgerURL.page.filled())#pemeriksaan"],
                        key: "ledger.audit:\(result.at.milliseconds):\(holder.text)"), in: tx)
            }
        }
    }
}
