import Kernel

/// How much work of one kind waits.
public struct JobDepth: Sendable, Hashable {
    public let kind: String
    /// `ready`, `running` or `dead`.
    public let state: String
    public let count: Int64
    /// Since when the one that has waited longest is due; of dead letters, when it was given up.
    public let oldest: Instant
}

extension JobQueue {
    /// What waits, runs or was given up, by kind.
    public static func depths(in reader: Reader) throws -> [JobDepth] {
        try reader.rows(
            """
            SELECT kind, state, COUNT(*), MIN(run_at) FROM jobs GROUP BY kind, state
            ORDER BY kind, state
            """
        ).map { row in
            JobDepth(
                kind: row.text(0), state: row.text(1), count: row.int(2), oldest: row.instant(3))
        }
    }
}
