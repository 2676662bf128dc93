import Kernel
import Store

/// How many notices of one channel stand where; never what is in them.
public struct OutboxCount: Sendable, Hashable {
    public let channel: String
    public let state: String
    public let count: Int64
    /// When the oldest of them was written.
    public let oldest: Instant
}

extension Notices {
    /// The outbox by channel and state: what did not leave, and what left in the last days.
    public func channelCounts(days: Int64 = 30, in reader: Reader) throws -> [OutboxCount] {
        let since = world.now.adding(hours: -24 * days)
        return try reader.rows(
            """
            SELECT channel, state, COUNT(*), MIN(created_at) FROM notices \
            WHERE state <> 'sent' OR created_at > \(since) \
            GROUP BY channel, state ORDER BY channel, state
            """
        ).map { row in
            OutboxCount(
                channel: row.text(0), state: row.text(1), count: row.int(2),
                oldest: row.instant(3))
        }
    }

    /// Tries failed notices of a channel again, the oldest first.
    /// - Returns: how many.
    public func retryFailed(
        over channel: String, limit: Int = 500, in tx: Transaction
    ) throws -> Int {
        let failed = try tx.rows(
            """
            SELECT id FROM notices WHERE state = 'failed' AND channel = \(channel) \
            AND content IS NOT NULL ORDER BY created_at LIMIT \(limit)
            """)
        var tried = 0
        for row in failed where try retry(row.uuid(0), in: tx) { tried += 1 }
        return tried
    }
}
