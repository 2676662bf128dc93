import Contracts
import Kernel
import Ledger
import Store

/// The tokens of programs. A token ends by its day, by being taken back, and with its account: when
/// that is closed, erased, recovered at a counter, or has its data restricted.
public struct Tokens: Sendable {
    /// Before the secret, so that a token that leaked into a text is found by those who look.
    public static let prefix = "pdp_"
    /// Days that a token lasts at most.
    public static let mostDays = 731
    /// Running tokens of one account.
    public static let most = 20
    public static let longestName = 80

    /// An SQL condition over `people_tokens t` and its `people_accounts a`: it was not taken back,
    /// and its account may act. Whether its days are over is another.
    public static let holds: SQL = """
        t.ended_at IS NULL AND a.state = 'active' \
        AND NOT EXISTS (SELECT 1 FROM people_restrictions r WHERE r.account = t.account \
        AND r.case_id IS NULL AND r.lifted_at IS NULL)
        """

    private let store: Store
    private let vault: Vault
    private let world: World
    private let secrets: RandomSource
    private let entries: PeopleEntries
    private let known: BoundedCache<[UInt8], ProgramToken>

    /// - Parameter secrets: where tokens come from; not the world's chance, which a demo seeds.
    public init(
        store: Store, vault: Vault, ledger: Ledger, world: World, secrets: RandomSource = .system
    ) {
        self.store = store
        self.vault = vault
        self.world = world
        self.secrets = secrets
        entries = PeopleEntries(ledger: ledger, world: world)
        known = BoundedCache(limit: 5_000, seconds: 3, clock: world.clock)
    }

    /// The running token of what a program sent, or nil. One look-up by a unique index, remembered
    /// for three seconds.
    public func resolve(_ text: String) async throws -> ProgramToken? {
        guard text.hasPrefix(Self.prefix),
            let secret = SecretToken(text: String(text.dropFirst(Self.prefix.count)))
        else { return nil }
        let hash = secret.hash
        let now = world.now
        if let token = known.value(hash) { return now < token.expiresAt ? token : nil }
        let found = try await store.read("people.token", short: true) { reader in
            try reader.row(
                """
                SELECT t.id, t.account, a.kind, t.scopes, t.created_at, t.expires_at, t.used_at \
                FROM people_tokens t JOIN people_accounts a ON a.id = t.account \
                WHERE t.token_hash = \(hash) AND \(sql: Self.holds)
                """
            ).flatMap(Self.token)
        }
        guard let token = found, now < token.expiresAt else { return nil }
        known.set(hash, token)
        touch(token)
        return token
    }

    /// Makes a token for an account.
    /// - Parameter also: goes along in the same transaction, such as the word to its owner.
    /// - Throws: `Refusal` when the account has no use for a scope, or has too many tokens.
    public func give(
        _ account: AccountID, name typed: String, scopes: Set<TokenScope>, days: Int,
        by actor: Actor,
        also: @escaping @Sendable (Transaction, GivenToken) throws -> Void = { _, _ in }
    ) async throws -> GivenToken {
        let name = try Self.name(typed)
        guard !scopes.isEmpty else {
            throw Refusal(.invalid, "people.token.no-scope", field: "scope")
        }
        guard (1...Self.mostDays).contains(days) else {
            throw Refusal(
                .invalid, "people.token.days", field: "days", values: ["most": "\(Self.mostDays)"])
        }
        let secret = SecretToken(secrets)
        return try await store.write("people.token.give") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.isActive else {
                throw Refusal(.notFound, "people.account.unknown")
            }
            if let other = scopes.sorted().first(where: { !$0.holders.contains(row.kind) }) {
                throw Refusal(
                    .forbidden, "people.token.scope", field: "scope",
                    values: ["scope": other.rawValue])
            }
            let given = try insert(secret, of: row, name, scopes, days, by: actor, in: tx)
            try also(tx, given)
            return given
        }
    }

    private func insert(
        _ secret: SecretToken, of row: AccountRow, _ name: String, _ scopes: Set<TokenScope>,
        _ days: Int, by actor: Actor, in tx: Transaction
    ) throws -> GivenToken {
        let now = world.now
        let running = try tx.row(
            """
            SELECT COUNT(*) FROM people_tokens WHERE account = \(row.id) AND ended_at IS NULL \
            AND expires_at > \(now)
            """)
        guard running?.int(0) ?? 0 < Int64(Self.most) else {
            throw Refusal(.conflict, "people.token.too-many", values: ["most": "\(Self.most)"])
        }
        let id: TokenID = world.id()
        let expiresAt = now.adding(hours: 24 * Int64(days))
        let words = scopes.sorted().map(\.rawValue)
        try tx.execute(
            """
            INSERT INTO people_tokens (id, token_hash, account, name, scopes, created_at, \
            expires_at) VALUES (\(id), \(secret.hash), \(row.id), \
            \(try seal(id, row.id, in: tx).close(name, "name")), \
            \(words.joined(separator: " ")), \(now), \(expiresAt))
            """)
        try entries.append(
            "token.given", actor: actor,
            facts: [
                "account": .string(row.id.text), "token": .string(id.text),
                "scopes": .array(words.map(JSONValue.string)),
            ], in: tx)
        return GivenToken(id: id, secret: Self.prefix + secret.text, expiresAt: expiresAt)
    }

    /// Tokens of an account, the latest first, those that ended too.
    public func list(_ account: AccountID, in reader: Reader) throws -> [ListedToken] {
        let rows = try reader.rows(
            """
            SELECT t.id, t.account, a.kind, t.scopes, t.created_at, t.expires_at, t.used_at, \
            t.name, t.ended_at FROM people_tokens t JOIN people_accounts a ON a.id = t.account \
            WHERE t.account = \(account) ORDER BY t.created_at DESC, t.id LIMIT 200
            """)
        return try rows.compactMap { row in
            guard let token = Self.token(row) else { return nil }
            let seal = try seal(token.id, account, in: reader)
            return ListedToken(
                token: token, name: try seal.open(row.bytes(7), "name"),
                endedAt: row.optionalInstant(8))
        }
    }

    /// Takes a token back.
    /// - Parameter account: whose it must be; nil for whoever runs the house.
    /// - Throws: `Refusal(.notFound)`, when there is no such token, or it has ended.
    public func end(
        _ id: TokenID, of account: AccountID? = nil, by actor: Actor
    ) async throws {
        try await store.write("people.token.end") { [self] tx in
            let row = try tx.row(
                "SELECT account FROM people_tokens WHERE id = \(id) AND ended_at IS NULL")
            guard let owner: AccountID = row?.id(0), account == nil || owner == account else {
                throw Refusal(.notFound, "people.token.unknown")
            }
            try tx.execute("UPDATE people_tokens SET ended_at = \(world.now) WHERE id = \(id)")
            try entries.append(
                "token.ended", actor: actor,
                facts: ["account": .string(owner.text), "token": .string(id.text)], in: tx)
        }
        known.remove { $0.id == id }
    }

    /// Forgets tokens that ended before a moment, by their day or otherwise.
    /// - Returns: how many went.
    public static func sweep(before: Instant, limit: Int, in tx: Transaction) throws -> Int {
        try tx.execute(
            """
            DELETE FROM people_tokens WHERE id IN (SELECT id FROM people_tokens \
            WHERE expires_at < \(before) OR ended_at < \(before) LIMIT \(limit))
            """)
    }

    /// Ends all tokens of an account, in the transaction that ends its sessions.
    static func endAll(of account: AccountID, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE people_tokens SET ended_at = \(now) \
            WHERE account = \(account) AND ended_at IS NULL
            """)
    }

    /// Notes the use, at most once an hour. A failure is no reason to turn the program away.
    private func touch(_ token: ProgramToken) {
        let now = world.now
        if let used = token.usedAt, now.milliseconds(since: used) < 3_600_000 { return }
        let store = store
        Task {
            _ = try? await store.write("people.token.touch") { tx in
                try tx.execute("UPDATE people_tokens SET used_at = \(now) WHERE id = \(token.id)")
            }
        }
    }

    private func seal(_ id: TokenID, _ account: AccountID, in reader: Reader) throws -> RowSeal {
        RowSeal(
            vault: vault, key: try vault.key(account.value, in: reader), table: "people_tokens",
            row: id.value)
    }

    private static func name(_ typed: String) throws(Refusal) -> String {
        let name = typed.singleSpaced
        guard !name.isEmpty, name.count <= longestName else {
            throw Refusal(
                .invalid, "people.token.name", field: "name", values: ["most": "\(longestName)"])
        }
        return name
    }

    private static func token(_ row: Row) -> ProgramToken? {
        guard let kind = AccountKind(rawValue: row.text(2)) else { return nil }
        let scopes = row.text(3).split(separator: " ").compactMap {
            TokenScope(rawValue: String($0))
        }
        return ProgramToken(
            id: row.id(0), account: row.id(1), kind: kind, scopes: Set(scopes),
            createdAt: row.instant(4), expiresAt: row.instant(5), usedAt: row.optionalInstant(6))
    }
}
