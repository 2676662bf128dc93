import Contracts
import Kernel
import People
import Store

/// A receiver of events, its address and secrets still closed.
struct HookRow: Sendable {
    enum State: String { case active, paused }

    let id: UUIDv7
    let account: AccountID
    let url: [UInt8]
    let secret: [UInt8]
    /// The secret of before, which still signs for a day.
    let former: [UInt8]?
    let formerUntil: Instant?
    /// Types of events; empty: all.
    let types: Set<String>
    let state: State
    let createdAt: Instant
    let pausedAt: Instant?

    func wants(_ type: String) -> Bool { types.isEmpty || types.contains(type) }
}

enum HookRows {
    private static let columns: SQL = """
        h.id, h.account, h.url, h.secret, h.former, h.former_until, h.types, h.state, \
        h.created_at, h.paused_at
        """

    private static func row(_ row: Row) -> HookRow {
        HookRow(
            id: row.uuid(0), account: row.id(1), url: row.bytes(2), secret: row.bytes(3),
            former: row.optionalBytes(4), formerUntil: row.optionalInstant(5),
            types: Set(row.text(6).split(separator: " ").map(String.init)),
            state: HookRow.State(rawValue: row.text(7)) ?? .paused, createdAt: row.instant(8),
            pausedAt: row.optionalInstant(9))
    }

    static func insert(_ hook: HookRow, token: TokenID, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO openapi_hooks (id, account, token, url, secret, types, state, created_at) \
            VALUES (\(hook.id.bytes), \(hook.account), \(token), \(hook.url), \(hook.secret), \
            \(hook.types.sorted().joined(separator: " ")), \(hook.state.rawValue), \
            \(hook.createdAt))
            """)
    }

    static func all(of account: AccountID, in reader: Reader) throws -> [HookRow] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM openapi_hooks h WHERE h.account = \(account) \
            ORDER BY h.created_at, h.id LIMIT 100
            """
        ).map(row)
    }

    static func find(
        _ id: UUIDv7, of account: AccountID, in reader: Reader
    ) throws -> HookRow? {
        try reader.row(
            """
            SELECT \(sql: columns) FROM openapi_hooks h \
            WHERE h.id = \(id.bytes) AND h.account = \(account)
            """
        ).map(row)
    }

    /// Receivers that are told things now: not paused, and the token that made them still holds.
    /// - Parameter id: only this one.
    static func listening(
        _ id: UUIDv7? = nil, at now: Instant, in reader: Reader
    ) throws -> [HookRow] {
        let one: SQL = id.map { " AND h.id = \($0.bytes)" } ?? ""
        return try reader.rows(
            """
            SELECT \(sql: columns) FROM openapi_hooks h JOIN people_tokens t ON t.id = h.token \
            JOIN people_accounts a ON a.id = t.account \
            WHERE h.state = 'active' AND t.expires_at > \(now) AND \(sql: Tokens.holds)\
            \(sql: one) ORDER BY h.created_at LIMIT 5000
            """
        ).map(row)
    }

    static func rotate(
        _ hook: HookRow, secret: [UInt8], until: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE openapi_hooks SET former = \(hook.secret), former_until = \(until), \
            secret = \(secret) WHERE id = \(hook.id.bytes)
            """)
    }

    /// - Returns: false when it was in that state before.
    static func set(
        _ id: UUIDv7, _ state: HookRow.State, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let paused: Instant? = state == .paused ? now : nil
        return try tx.execute(
            """
            UPDATE openapi_hooks SET state = \(state.rawValue), paused_at = \(paused) \
            WHERE id = \(id.bytes) AND state <> \(state.rawValue)
            """) == 1
    }

    static func delete(_ id: UUIDv7, in tx: Transaction) throws {
        try tx.execute("DELETE FROM openapi_deliveries WHERE hook = \(id.bytes)")
        try tx.execute("DELETE FROM openapi_hooks WHERE id = \(id.bytes)")
    }
}

/// One event on its way to one receiver.
struct DeliveryRow: Sendable {
    let id: UUIDv7
    let hook: UUIDv7
    let entry: UUIDv7
    let isWaiting: Bool
}

/// How the last tries of a receiver went.
struct DeliveryFigures: Sendable {
    let waiting: Int64
    let lastTriedAt: Instant?
    let lastOutcome: String?
}

enum DeliveryRows {
    /// - Returns: false when the event is on its way already.
    static func insert(
        _ id: UUIDv7, hook: UUIDv7, entry: UUIDv7, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO openapi_deliveries (id, hook, entry, state, tries, created_at) \
            VALUES (\(id.bytes), \(hook.bytes), \(entry.bytes), 'waiting', 0, \(now)) \
            ON CONFLICT (hook, entry) DO NOTHING
            """) == 1
    }

    static func find(_ id: UUIDv7, in reader: Reader) throws -> DeliveryRow? {
        try reader.row(
            "SELECT id, hook, entry, state FROM openapi_deliveries WHERE id = \(id.bytes)"
        ).map {
            DeliveryRow(
                id: $0.uuid(0), hook: $0.uuid(1), entry: $0.uuid(2),
                isWaiting: $0.text(3) == "waiting")
        }
    }

    static func tried(
        _ id: UUIDv7, state: StaticString, outcome: String, at now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE openapi_deliveries SET state = \(state.description), tries = tries + 1, \
            outcome = \(outcome), tried_at = \(now) WHERE id = \(id.bytes)
            """)
    }

    static func figures(of hook: UUIDv7, in reader: Reader) throws -> DeliveryFigures {
        let waiting = try reader.row(
            """
            SELECT COUNT(*) FROM openapi_deliveries WHERE hook = \(hook.bytes) \
            AND state = 'waiting'
            """)
        let last = try reader.row(
            """
            SELECT tried_at, outcome FROM openapi_deliveries WHERE hook = \(hook.bytes) \
            AND tried_at IS NOT NULL ORDER BY tried_at DESC, id DESC LIMIT 1
            """)
        return DeliveryFigures(
            waiting: waiting?.int(0) ?? 0, lastTriedAt: last?.optionalInstant(0),
            lastOutcome: last?.optionalText(1))
    }

    /// What went or was given up a while ago is not needed any more: the ledger keeps the events.
    static func sweep(before: Instant, in tx: Transaction) throws {
        // Receivers go with the account that made them; its tokens are gone before.
        let orphans: SQL = """
            SELECT h.id FROM openapi_hooks h \
            WHERE NOT EXISTS (SELECT 1 FROM people_tokens t WHERE t.id = h.token)
            """
        try tx.execute("DELETE FROM openapi_deliveries WHERE hook IN (\(sql: orphans))")
        try tx.execute("DELETE FROM openapi_hooks WHERE id IN (\(sql: orphans))")
        try tx.execute(
            """
            DELETE FROM openapi_deliveries WHERE created_at < \(before) AND state <> 'waiting'
            """)
    }
}
