import Contracts
import Kernel
import Store

/// Somebody between two forms: the password was right and the second proof is missing, a new
/// factor is being set up, or a code was sent to a new contact. The browser holds the token, the
/// row the rest.
struct SignInStep {
    enum Purpose: String {
        /// The password of an officer was right.
        case second
        /// Somebody who is signed in sets up an authenticator app.
        case enrol
        /// A code of a counter was right.
        case recovery
        /// A code was sent to a contact that is to become the owner's.
        case contact
    }

    static let minutes: Int64 = 10
    static let attempts: Int64 = 5

    let id: UUIDv7
    let account: AccountID?
    /// A JSON object.
    let content: JSONValue

    /// - Returns: nil when the step was finished, has run out, or was tried too often.
    static func find(
        _ token: SecretToken, _ purpose: Purpose, at now: Instant, vault: Vault, in reader: Reader
    ) throws -> SignInStep? {
        let row = try reader.row(
            """
            SELECT s.id, s.account, s.content, k.wrapped FROM people_steps s \
            JOIN data_keys k ON k.id = s.id WHERE s.token_hash = \(token.hash) \
            AND s.purpose = \(purpose.rawValue) AND s.expires_at > \(now) \
            AND s.attempts < \(attempts)
            """)
        guard let row else { return nil }
        let id = row.uuid(0)
        let key = try vault.key(id, wrapped: row.optionalBytes(3))
        return SignInStep(
            id: id, account: row.optionalID(1),
            content: try JSONValue(
                parsing: try vault.open(row.bytes(2), with: key, at: place(id))))
    }

    /// - Returns: the id of its row.
    @discardableResult
    static func open(
        _ purpose: Purpose, _ account: AccountID?, _ token: SecretToken, content: JSONValue,
        minutes: Int64 = Self.minutes, world: World, vault: Vault, in tx: Transaction
    ) throws -> UUIDv7 {
        let id = world.uuid()
        let key = try vault.createKey(id, in: tx)
        let expiry = world.now.adding(seconds: minutes * 60)
        try tx.execute(
            """
            INSERT INTO people_steps (id, token_hash, account, purpose, content, attempts, \
            expires_at) VALUES (\(id.bytes), \(token.hash), \(account), \(purpose.rawValue), \
            \(try vault.seal(content.canonical, with: key, at: place(id))), 0, \(expiry))
            """)
        return id
    }

    func set(_ content: JSONValue, vault: Vault, in tx: Transaction) throws {
        let key = try vault.key(id, in: tx)
        try tx.execute(
            """
            UPDATE people_steps \
            SET content = \(try vault.seal(content.canonical, with: key, at: Self.place(id))) \
            WHERE id = \(id.bytes)
            """)
    }

    /// Counts a try before it is looked at, so that tries at once cannot share one count.
    /// - Returns: false when there have been too many.
    func count(in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE people_steps SET attempts = attempts + 1 \
            WHERE id = \(id.bytes) AND attempts < \(Self.attempts)
            """) == 1
    }

    /// - Returns: false when somebody else finished it just now.
    func remove(_ vault: Vault, in tx: Transaction) throws -> Bool {
        let removed = try tx.execute("DELETE FROM people_steps WHERE id = \(id.bytes)")
        try vault.destroyKey(id, in: tx)
        return removed == 1
    }

    private static func place(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "people_steps", row: id, column: "content")
    }
}
