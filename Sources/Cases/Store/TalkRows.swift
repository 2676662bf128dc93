import Contracts
import Kernel
import Store

/// Since when the oldest message of the applicant waits for an answer: `cases.unanswered_at`.
/// Acts on the case leave it alone, so a message never collides with one.
enum TalkRows {
    /// The applicant has written.
    static func wait(_ id: CaseID, since now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE cases SET unanswered_at = \(now) WHERE id = \(id) AND unanswered_at IS NULL
            """)
    }

    /// The office has answered.
    /// - Parameter seen: the newest message that it had before its eyes; what came after it goes on
    ///   waiting. Nothing: it has seen all.
    static func settle(_ id: CaseID, seen: Instant?, in tx: Transaction) throws {
        let newer: SQL =
            seen.map { at -> SQL in
                """
                (SELECT MIN(m.at) FROM case_messages m WHERE m.case_id = cases.id \
                AND m.author_kind = 'citizen' AND m.at > \(at))
                """
            } ?? "NULL"
        try tx.execute(
            """
            UPDATE cases SET unanswered_at = \(sql: newer) \
            WHERE id = \(id) AND unanswered_at IS NOT NULL
            """)
    }

    /// Whether the applicant has written after a moment.
    static func hasNewer(_ id: CaseID, than seen: Instant, in reader: Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM case_messages WHERE case_id = \(id) AND author_kind = 'citizen' \
            AND at > \(seen) LIMIT 1
            """) != nil
    }
}
