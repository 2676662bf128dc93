import Contracts
import Kernel
import Store

/// A notice as its receiver reads it in the house.
public struct OwnNotice: Sendable, Hashable {
    public let id: UUIDv7
    public let kind: NoticeKind
    public let subject: String
    public let body: String
    /// A path of the house; nil when there is nothing to open.
    public let path: String?
    public let createdAt: Instant
    public let isRead: Bool
}

/// The list of one's notices.
extension Notices {
    /// Newest first, those whose text is still kept.
    /// - Returns: one more than `limit` when there are more.
    public func own(
        of account: AccountID, skipping: Int = 0, limit: Int = 20, in reader: Reader
    ) throws -> [OwnNotice] {
        try reader.rows(
            """
            SELECT n.id, n.kind, n.content, n.created_at, n.read_at, k.wrapped FROM notices n \
            JOIN data_keys k ON k.id = n.id WHERE n.account = \(account) AND n.channel = 'app' \
            AND n.content IS NOT NULL ORDER BY n.created_at DESC, n.id DESC \
            LIMIT \(limit + 1) OFFSET \(skipping)
            """
        ).map(ownNotice)
    }

    private func ownNotice(_ row: Row) throws -> OwnNotice {
        let id = row.uuid(0)
        let key = try vault.key(id, wrapped: row.optionalBytes(5))
        let content = try NoticeContent(
            parsing: try vault.open(row.bytes(2), with: key, at: Self.place(id)))
        return OwnNotice(
            id: id, kind: row.optionalText(1).flatMap(NoticeKind.init) ?? .moved,
            subject: content.subject, body: content.body, path: WebPath.of(content.link),
            createdAt: row.instant(3), isRead: !row.isNull(4))
    }

    /// How many an account has not read; at most 100.
    public func unreadCount(of account: AccountID) async throws -> Int {
        let now = world.now
        if let known = unread.count(of: account, at: now) { return known }
        let count = try await store.read("notices.unread") { reader in
            try reader.row(
                """
                SELECT COUNT(*) FROM (SELECT 1 FROM notices WHERE account = \(account) \
                AND channel = 'app' AND read_at IS NULL LIMIT 100) u
                """)?.int(0) ?? 0
        }
        unread.keep(Int(count), of: account, at: now)
        return Int(count)
    }

    /// Marks one as read.
    /// - Returns: the notice; nil when the account has none of this id.
    public func read(
        _ id: UUIDv7, by account: AccountID, in tx: Transaction
    ) throws -> OwnNotice? {
        try tx.execute(
            """
            UPDATE notices SET read_at = \(world.now) WHERE id = \(id.bytes) \
            AND account = \(account) AND channel = 'app' AND read_at IS NULL
            """)
        tx.onCommit { [unread] in unread.forget(account) }
        return try tx.row(
            """
            SELECT n.id, n.kind, n.content, n.created_at, n.read_at, k.wrapped FROM notices n \
            JOIN data_keys k ON k.id = n.id WHERE n.id = \(id.bytes) \
            AND n.account = \(account) AND n.channel = 'app' AND n.content IS NOT NULL
            """
        ).map(ownNotice)
    }

    public func readAll(by account: AccountID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE notices SET read_at = \(world.now) WHERE account = \(account) \
            AND channel = 'app' AND read_at IS NULL
            """)
        tx.onCommit { [unread] in unread.forget(account) }
    }
}
