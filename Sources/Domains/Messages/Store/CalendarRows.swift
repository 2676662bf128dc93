import Contracts
import Kernel
import Store

/// Addresses of officers' calendars.
struct CalendarRows {
    let vault: Vault

    struct Found: Sendable {
        let madeAt: Instant
        let readAt: Instant?
    }

    func hash(_ token: String) -> [UInt8] { vault.index(token, "messages.calendar") }

    func find(of account: AccountID, in reader: Reader) throws -> Found? {
        try reader.row(
            "SELECT made_at, read_at FROM messages_calendars WHERE account = \(account)"
        ).map { Found(madeAt: $0.instant(0), readAt: $0.optionalInstant(1)) }
    }

    /// Another address; the one before leads nowhere any more.
    func renew(_ token: String, of account: AccountID, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO messages_calendars (account, token, made_at) \
            VALUES (\(account), \(hash(token)), \(now)) ON CONFLICT (account) DO UPDATE \
            SET token = excluded.token, made_at = excluded.made_at, read_at = NULL
            """)
    }

    func remove(of account: AccountID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM messages_calendars WHERE account = \(account)")
    }

    func account(
        _ token: String, in reader: Reader
    ) throws -> (account: AccountID, found: Found)? {
        try reader.row(
            """
            SELECT account, made_at, read_at FROM messages_calendars \
            WHERE token = \(hash(token))
            """
        ).map { ($0.id(0), Found(madeAt: $0.instant(1), readAt: $0.optionalInstant(2))) }
    }

    func note(of account: AccountID, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE messages_calendars SET read_at = \(now) WHERE account = \(account)")
    }
}
