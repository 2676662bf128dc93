import Contracts
import Kernel
import Store

/// How one channel does, for those who run the house.
public struct ChannelState: Sendable, Hashable {
    public let channel: NoticeChannel
    /// Whether a gateway is configured.
    public let isThere: Bool
    public let counts: [NoticeState: Int]
    public let lastSent: Instant?
    /// When the oldest that waits was written.
    public let waitingSince: Instant?
    /// What the newest try that failed was told; no personal data.
    public let reason: String?
}

/// A notice in the list of those who run the house: no content, and the contact masked.
public struct DeskNotice: Sendable, Hashable {
    public let id: UUIDv7
    public let channel: NoticeChannel
    public let kind: NoticeKind?
    public let state: NoticeState
    /// Masked; empty where it is erased or a device.
    public let contact: String
    public let tries: Int
    public let reason: String
    public let createdAt: Instant
}

/// What the administrator sees and does.
extension Notices {
    /// One entry a channel that leaves the house.
    public func channelStates(in reader: Reader) throws -> [ChannelState] {
        let rows = try reader.rows(
            """
            SELECT channel, state, COUNT(*), MIN(created_at) FROM notices \
            WHERE channel <> 'app' GROUP BY channel, state
            """)
        return try NoticeChannel.leaving.map { channel in
            let own = rows.filter { $0.text(0) == channel.rawValue }
            let counts = own.reduce(into: [NoticeState: Int]()) { counts, row in
                if let state = NoticeState(rawValue: row.text(1)) {
                    counts[state] = Int(row.int(2))
                }
            }
            let last = try reader.row(
                """
                SELECT sent_at FROM notices WHERE channel = \(channel.rawValue) \
                AND sent_at IS NOT NULL ORDER BY sent_at DESC LIMIT 1
                """)
            let reason = try reader.row(
                """
                SELECT reason FROM notices WHERE channel = \(channel.rawValue) \
                AND state IN ('queued', 'failed') AND reason IS NOT NULL \
                ORDER BY created_at DESC LIMIT 1
                """)
            return ChannelState(
                channel: channel, isThere: lines[channel]?.isThere ?? false, counts: counts,
                lastSent: last?.optionalInstant(0),
                waitingSince: own.first { $0.text(1) == "queued" }?.optionalInstant(3),
                reason: reason?.optionalText(0))
        }
    }

    /// Newest first.
    /// - Returns: one more than `limit` when there are more.
    public func desk(
        _ channel: NoticeChannel?, _ state: NoticeState, skipping: Int = 0, limit: Int = 50,
        in reader: Reader
    ) throws -> [DeskNotice] {
        let ofChannel: SQL =
            channel.map { "n.channel = \($0.rawValue)" } ?? "n.channel <> 'app'"
        return try reader.rows(
            """
            SELECT n.id, n.channel, n.kind, n.state, n.content, n.tries, n.reason, n.created_at, \
            k.wrapped FROM notices n LEFT JOIN data_keys k ON k.id = n.id \
            WHERE \(sql: ofChannel) AND n.state = \(state.rawValue) \
            ORDER BY n.created_at DESC, n.id DESC LIMIT \(limit + 1) OFFSET \(skipping)
            """
        ).map { row in
            let id = row.uuid(0)
            var contact = ""
            if let sealed = row.optionalBytes(4), !row.isNull(8) {
                let key = try vault.key(id, wrapped: row.optionalBytes(8))
                let content = try NoticeContent(
                    parsing: try vault.open(sealed, with: key, at: Self.place(id)))
                contact = (try? Contact(typed: content.address).masked) ?? ""
            }
            return DeskNotice(
                id: id, channel: NoticeChannel(rawValue: row.text(1)) ?? .mail,
                kind: row.optionalText(2).flatMap(NoticeKind.init),
                state: NoticeState(rawValue: row.text(3)) ?? .queued, contact: contact,
                tries: Int(row.int(5)), reason: row.optionalText(6) ?? "",
                createdAt: row.instant(7))
        }
    }

    /// Tries a failed notice again, with all its tries.
    /// - Returns: false when there is no such failed notice, or its text is erased.
    public func retry(_ id: UUIDv7, in tx: Transaction) throws -> Bool {
        let changed = try tx.row(
            """
            UPDATE notices SET state = 'queued', tries = 0, strikes = 0, unknowns = 0 \
            WHERE id = \(id.bytes) \
            AND state = 'failed' AND content IS NOT NULL RETURNING channel
            """)
        guard let changed else { return false }
        // The job of the last try must not keep the new one from being written: one that was given
        // up, and one that failed the notice and is about to end.
        try tx.execute("DELETE FROM jobs WHERE dedupe = \("notice:" + id.text)")
        try queue(id, NoticeChannel(rawValue: changed.text(0)) ?? .mail, in: tx)
        return true
    }

    /// Gives a notice up: it is never sent.
    /// - Returns: false when it has left already, or leaves just now.
    public func drop(_ id: UUIDv7, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE notices SET state = 'dropped' WHERE id = \(id.bytes) AND channel <> 'app' \
            AND state IN ('failed', 'queued', 'held')
            """) == 1
    }
}
