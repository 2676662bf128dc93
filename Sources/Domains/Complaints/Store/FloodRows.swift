import Kernel
import Store

/// A bucket of tokens, kept as the moment at which it is full again: one number for each, which
/// one statement moves, so that all nodes count together and none reads before it writes.
struct FloodBucket: Sendable {
    /// A keyed hash: neither address nor contact is stored.
    let key: [UInt8]
    let burst: Int64
    /// Milliseconds until one token comes back.
    let interval: Int64

    init(_ key: [UInt8], burst: Int, perHour: Int) {
        self.key = key
        self.burst = Int64(burst)
        interval = 3_600_000 / Int64(perHour)
    }

    /// The latest `full_at` of a bucket that holds a token.
    fileprivate func last(at now: Instant) -> Int64 {
        now.milliseconds + (burst - 1) * interval
    }
}

/// Rows of `report_floods` and `report_works`.
enum FloodRows {
    static let migration = Migration(
        id: "complaints-floods-0001",
        statements: [
            """
            CREATE TABLE report_floods (
                bucket BYTEA NOT NULL PRIMARY KEY,
                full_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX report_floods_full ON report_floods (full_at)",
            // Work that was taken, as long as it could be shown again.
            """
            CREATE TABLE report_works (
                seal BYTEA NOT NULL PRIMARY KEY,
                until BIGINT NOT NULL
            )
            """,
            "CREATE INDEX report_works_until ON report_works (until)",
        ])

    /// Takes a token.
    /// - Returns: false when there is none.
    static func take(_ bucket: FloodBucket, at now: Instant, in tx: Transaction) throws -> Bool {
        let moment = now.milliseconds
        return try tx.execute(
            """
            INSERT INTO report_floods (bucket, full_at) \
            VALUES (\(bucket.key), \(moment + bucket.interval)) \
            ON CONFLICT (bucket) DO UPDATE SET full_at = \(bucket.interval) + \
            CASE WHEN report_floods.full_at > \(moment) THEN report_floods.full_at \
            ELSE \(moment) END \
            WHERE report_floods.full_at <= \(bucket.last(at: now))
            """) == 1
    }

    /// How many tokens are left, and when the next comes where there is none.
    static func left(
        _ bucket: FloodBucket, at now: Instant, in reader: Reader
    ) throws -> (count: Int64, next: Instant) {
        let row = try reader.row(
            "SELECT full_at FROM report_floods WHERE bucket = \(bucket.key)")
        let used = max(0, (row?.int(0) ?? 0) - now.milliseconds)
        let taken = (used + bucket.interval - 1) / bucket.interval
        let next = now.milliseconds + max(0, used - (bucket.burst - 1) * bucket.interval)
        return (max(0, bucket.burst - taken), Instant(milliseconds: next))
    }

    /// Takes work that was done.
    /// - Returns: false when it was taken before.
    static func take(
        _ work: WorkChallenge, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO report_works (seal, until) VALUES (\(work.seal), \(work.until)) \
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// Forgets what is full again, and work that is too old to be shown.
    static func sweep(at now: Instant, in tx: Transaction) throws {
        try tx.execute("DELETE FROM report_floods WHERE full_at < \(now)")
        try tx.execute("DELETE FROM report_works WHERE until < \(now)")
    }
}
