import Contracts
import Forms
import Kernel
import Notices
import People
import Store

extension Cases {
    /// Makes everything that people wrote in a closed case unreadable for good: its key is
    /// destroyed, and with it answers, messages, opinions, letters, files and the private part of
    /// its entries. Plain facts (number, service, moments) and commitments stay.
    /// - Returns: false when it was erased before.
    /// - Throws: `Refusal(.conflict, "case.erase.open")` while the case runs.
    public func erase(_ id: CaseID, in tx: Transaction) throws -> Bool {
        let row = try tx.row(
            """
            SELECT c.state, k.wrapped FROM cases c JOIN data_keys k ON k.id = c.id \
            WHERE c.id = \(id)\(sql: tx.engine.lockSuffix(of: "c"))
            """)
        guard let row else { throw Refusal(.notFound, "case.not_found") }
        guard row.text(0) == CaseState.closed.rawValue else {
            throw Refusal(.conflict, "case.erase.open")
        }
        guard !row.isNull(1) else { return false }
        try drafts.eraseAll(of: id, in: tx)
        // Files, their pictures, letters and what officers added: all stand under this key.
        for check in try tx.rows("SELECT blob FROM file_checks WHERE owner = \(id)") {
            try drafts.checks.erase(check.id(0), in: tx)
        }
        let rest = try tx.rows(
            "SELECT id FROM blobs WHERE owner = \(id) AND erased_at IS NULL")
        for blob in rest { try blobs.erase(blob.uuid(0), in: tx) }
        try tx.execute("DELETE FROM case_tokens WHERE case_id = \(id)")
        try notices.erase(case: id, in: tx)
        try vault.destroyKey(id, in: tx)
        return true
    }

    /// Closed cases of a service that ended before a moment and are still readable, oldest first;
    /// not those whose letter still holds on a day.
    public func ended(
        _ service: ServiceCode, before moment: Instant, on today: Day, limit: Int,
        in reader: Reader
    ) throws -> [CaseID] {
        try reader.rows(
            """
            SELECT c.id \(sql: ended(service, before: moment, on: today)) \
            ORDER BY c.closed_at LIMIT \(limit)
            """
        ).map { $0.id(0) }
    }

    /// How many they are.
    public func countEnded(
        _ service: ServiceCode, before moment: Instant, on today: Day, in reader: Reader
    ) throws -> Int64 {
        try reader.row("SELECT COUNT(*) \(sql: ended(service, before: moment, on: today))")?
            .int(0) ?? 0
    }

    private func ended(_ service: ServiceCode, before moment: Instant, on today: Day) -> SQL {
        """
        FROM cases c JOIN data_keys k ON k.id = c.id \
        WHERE c.service = \(service.text) AND c.state = 'closed' AND c.closed_at < \(moment) \
        AND k.wrapped IS NOT NULL AND NOT \(sql: Restrictions.covers) \
        AND NOT EXISTS (SELECT 1 FROM letters l \
        WHERE l.case_id = c.id AND l.state = 'issued' AND l.valid_until >= \(today.iso))
        """
    }

    /// The services of which there are cases, also those that are not offered any more.
    public func servicesWithCases(in reader: Reader) throws -> [ServiceCode] {
        try reader.rows("SELECT DISTINCT service FROM cases ORDER BY service")
            .compactMap { ServiceCode($0.text(0)) }
    }
}
