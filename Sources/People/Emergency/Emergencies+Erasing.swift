import Contracts
import Kernel
import Store

/// How many texts of emergencies there are on somebody's cases.
public struct EmergencyCount: Sendable, Hashable {
    /// Those that the inspectorate has judged.
    public let judged: Int64
    /// Those that wait for its verdict, for which it needs the reason.
    public let waiting: Int64

    public init(judged: Int64, waiting: Int64) {
        self.judged = judged
        self.waiting = waiting
    }
}

/// Reasons and remarks of emergencies may tell of the applicant, so they go with the applicant's
/// data. What stays is that a case was opened, by whom, and what the inspectorate said to it.
extension Emergencies {
    /// The texts that are still there on cases of an applicant; `cases` are the ids of them.
    public static func count(of cases: [CaseID], in reader: Reader) throws -> EmergencyCount {
        guard !cases.isEmpty else { return EmergencyCount(judged: 0, waiting: 0) }
        let row = try reader.row(
            """
            SELECT COUNT(e.verdict), COUNT(*) FROM people_emergencies e \
            JOIN data_keys k ON k.id = e.id \
            WHERE k.wrapped IS NOT NULL AND e.case_id IN \(list: cases)
            """)
        let (judged, all) = (row?.int(0) ?? 0, row?.int(1) ?? 0)
        return EmergencyCount(judged: judged, waiting: all - judged)
    }

    /// Makes the texts of those that were judged unreadable.
    public static func erase(
        of cases: [CaseID], _ vault: Vault, in tx: Transaction
    ) throws -> Int {
        guard !cases.isEmpty else { return 0 }
        return try destroy(
            "e.verdict IS NOT NULL AND e.case_id IN \(list: cases)", limit: 10_000, vault, in: tx)
    }

    /// Makes unreadable what is past its time, and what waited for a verdict when its case was
    /// erased and has got one since.
    /// - Returns: how many went, at most `limit`.
    public static func sweep(
        before moment: Instant, limit: Int, _ vault: Vault, in tx: Transaction
    ) throws -> Int {
        try destroy(
            """
            (e.opened_at < \(moment) OR (e.verdict IS NOT NULL AND EXISTS (SELECT 1 \
            FROM data_keys c WHERE c.id = e.case_id AND c.wrapped IS NULL)))
            """, limit: limit, vault, in: tx)
    }

    private static func destroy(
        _ condition: SQL, limit: Int, _ vault: Vault, in tx: Transaction
    ) throws -> Int {
        let rows = try tx.rows(
            """
            SELECT e.id FROM people_emergencies e JOIN data_keys k ON k.id = e.id \
            WHERE k.wrapped IS NOT NULL AND \(sql: condition) LIMIT \(limit)
            """)
        for row in rows { try vault.destroyKey(row.uuid(0), in: tx) }
        return rows.count
    }
}
