import Contracts
import Kernel
import Store

/// What a check of the whole ledger found.
public struct LedgerReport: Sendable, Hashable {
    public var entries = 0
    /// Entries whose key was destroyed: their private part cannot be compared any more.
    public var erased = 0
    /// Entries that PostgreSQL's sequencer has not numbered yet.
    public var unnumbered: Int64 = 0
    /// Entries that do not match their commitment, or cannot be read: changed from outside.
    public var broken: [UUIDv7] = []
    /// City-wide numbers that are missing or out of place.
    public var gaps = 0
    /// Cases whose acts are not 1, 2, 3 … up to their counter.
    public var brokenCases: [CaseID] = []

    public init() {}

    public var isSound: Bool { broken.isEmpty && gaps == 0 && brokenCases.isEmpty }
}

extension Ledger {
    /// Computes every commitment again and looks for gaps in the numbers, part by part. Entries
    /// written meanwhile may or may not be among them.
    public func verify() async throws -> LedgerReport {
        var report = LedgerReport()
        var after: UUIDv7?
        while true {
            let part = try await store.read("ledger check") { [after] reader in
                try verifyPart(after: after, in: reader)
            }
            report.entries += part.count
            report.erased += part.erased
            report.broken += part.broken
            guard let last = part.last else { break }
            after = last
        }
        report.gaps = try await countGaps()
        report.unnumbered = try await store.read("ledger unnumbered") { reader in
            try reader.row("SELECT COUNT(*) FROM ledger WHERE seq IS NULL")?.int(0) ?? 0
        }
        report.brokenCases = try await store.read("ledger cases", timeout: .seconds(600)) {
            try $0.rows(
                """
                SELECT a.case_id FROM case_acts a LEFT JOIN ledger l ON l.case_id = a.case_id
                GROUP BY a.case_id, a.last
                HAVING COUNT(l.id) <> a.last OR COALESCE(MAX(l.case_act), 0) <> a.last
                """
            ).map { $0.id(0) }
        }
        return report
    }

    private func countGaps() async throws -> Int {
        // The counter first: what is numbered later must not count as too much.
        let counter = try await lastNumber()
        var gaps = 0
        var expected: Int64 = 1
        while true {
            let numbers = try await store.read("ledger numbers") { [expected] reader in
                try reader.rows(
                    "SELECT seq FROM ledger WHERE seq >= \(expected) ORDER BY seq LIMIT 1000"
                ).map { $0.int(0) }
            }
            for number in numbers {
                if number != expected { gaps += 1 }
                expected = number + 1
            }
            if numbers.count < 1000 { break }
        }
        return expected <= counter ? gaps + 1 : gaps
    }

    private struct Part: Sendable {
        var count = 0
        var erased = 0
        var broken: [UUIDv7] = []
        var last: UUIDv7?
    }

    private func verifyPart(after last: UUIDv7?, in reader: Reader) throws -> Part {
        var part = Part()
        let rows = try reader.rows(
            """
            SELECT \(sql: LedgerRecord.columns) FROM ledger WHERE id > \(last?.bytes ?? [])
            ORDER BY id LIMIT 500
            """)
        for row in rows {
            part.count += 1
            let id = row.uuid(0)
            part.last = id
            do {
                if try !matches(LedgerRecord(row), in: reader) { part.broken.append(id) }
            } catch SealingError.destroyed {
                part.erased += 1
            } catch let error as StoreError {
                // The database failed, not the entry.
                throw error
            } catch {
                part.broken.append(id)
            }
        }
        return part
    }

    private func matches(_ record: LedgerRecord, in reader: Reader) throws -> Bool {
        let opened = try self.opened(record, wrapped: nil, in: reader)
        return Commitment.of(opened.entry, salt: opened.salt) == record.commitment
    }
}
