import Kernel

/// How the jobs of one kind stand.
public struct JobCount: Sendable, Hashable {
    public let kind: String
    /// Wait for their first or next try.
    public var waiting: Int64 = 0
    /// Of those, due already.
    public var due: Int64 = 0
    public var running: Int64 = 0
    /// Wait after a try that failed.
    public var failing: Int64 = 0
    /// Given up.
    public var dead: Int64 = 0
    /// When the oldest of those that are not given up was written.
    public var oldest: Instant?
}

extension JobQueue {
    /// The whole queue, by kind.
    public func overview(in reader: Reader) throws -> [JobCount] {
        let now = world.now
        return try reader.rows(
            """
            SELECT kind, \
            SUM(CASE WHEN state = 'ready' THEN 1 ELSE 0 END), \
            SUM(CASE WHEN state = 'ready' AND run_at <= \(now) THEN 1 ELSE 0 END), \
            SUM(CASE WHEN state = 'running' THEN 1 ELSE 0 END), \
            SUM(CASE WHEN state <> 'dead' AND last_error IS NOT NULL THEN 1 ELSE 0 END), \
            SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END), \
            MIN(CASE WHEN state = 'dead' THEN NULL ELSE created_at END) \
            FROM jobs GROUP BY kind ORDER BY kind
            """
        ).map { row in
            JobCount(
                kind: row.text(0), waiting: row.int(1), due: row.int(2), running: row.int(3),
                failing: row.int(4), dead: row.int(5), oldest: row.optionalInstant(6))
        }
    }

    /// One job that was given up.
    public func deadLetter(_ id: UUIDv7, in reader: Reader) throws -> DeadLetter? {
        try reader.row(
            """
            SELECT id, kind, attempts, last_error, created_at FROM jobs
            WHERE id = \(id.bytes) AND state = 'dead'
            """
        ).map { row in
            DeadLetter(
                id: row.uuid(0), kind: row.text(1), attempts: Int(row.int(2)),
                reason: row.optionalText(3) ?? "", createdAt: row.instant(4))
        }
    }
}
