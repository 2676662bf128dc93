import Kernel
import Store

/// What a check of the whole ledger found.
public struct LedgerReport: Sendable, Hashable {
    public var entries = 0
    /// Entries whose key was destroyed: their private part cannot be compared any more.
    public var erased = 0
    /// Entries that do not match their commitment, or cannot be read: changed from outside.
    public var broken: [UUIDv7] = []
    /// City-wide numbers that are missing or out of place.
    public var gaps = 0
    public var isSound: Bool { broken.isEmpty && gaps == 0 }
}

extension Ledger {
    /// Computes every commitment again and looks for gaps in the numbers.
    public func verify() async throws -> LedgerReport {
        var report = LedgerReport()
        var expected: Int64 = 1
        var after: UUIDv7?
        while true {
            let last = after
            let part = try await store.read("ledger check") { reader in
                try verifyPart(after: last, in: reader)
            }
            report.entries += part.count
            report.erased += part.erased
            report.broken += part.broken
            guard let next = part.last else { break }
            after = next
        }
        while true {
            let from = expected
            let numbers = try await store.read("ledger numbers") { reader in
                try reader.rows(
                    """
                    SELECT seq FROM ledger WHERE seq >= \(from) ORDER BY seq LIMIT 1000
                    """
                ).map { $0.int(0) }
            }
            for number in numbers {
                if number != expected { report.gaps += 1 }
                expected = number + 1
            }
            if numbers.count < 1000 { break }
        }
        return report
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
            } catch is SealingError {
                part.broken.append(id)
            } catch is LedgerError {
                part.broken.append(id)
            }
        }
        return part
    }

    private func matches(_ record: LedgerRecord, in reader: Reader) throws -> Bool {
        var salt = record.salt
        if let keyID = record.keyID {
            let key = try vault.key(keyID, in: reader)
            salt = try vault.open(salt, with: key, at: LedgerRecord.place(record.id, "salt"))
        }
        let entry = LedgerEntry(
            type: record.type, caseID: record.caseID, actor: record.actor,
            service: record.service, unit: record.unit, facts: record.facts,
            sealed: try sealed(record, in: reader), at: record.at)
        let act = record.caseID == nil ? nil : record.act
        return Commitment.of(entry, id: record.id, act: act, salt: salt) == record.commitment
    }
}
