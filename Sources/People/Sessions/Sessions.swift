import Contracts
import Kernel
import Ledger
import Store

/// The table of sessions. A session ends by its idle limit, its absolute limit, by signing out, or
/// when the password changes.
public struct Sessions: Sendable {
    private let store: Store
    private let vault: Vault
    private let world: World
    private let limits: SessionLimits
    private let secrets: RandomSource
    private let entries: PeopleEntries
    private let cache: BoundedCache<[UInt8], Session>

    /// - Parameter secrets: where tokens come from; not the world's chance, which a demo seeds.
    public init(
        store: Store, vault: Vault, ledger: Ledger, world: World,
        limits: SessionLimits = SessionLimits(), secrets: RandomSource = .system
    ) {
        self.store = store
        self.vault = vault
        self.world = world
        self.limits = limits
        self.secrets = secrets
        entries = PeopleEntries(ledger: ledger, world: world)
        cache = BoundedCache(limit: 10_000, seconds: 3, clock: world.clock)
    }

    /// The running session of a token, or nil. One look-up by a unique index, remembered for three
    /// seconds; "last seen" is written at most once a minute and never waited for.
    public func resolve(_ token: SecretToken) async throws -> Session? {
        let hash = token.hash
        if let session = cache.value(hash) { return isRunning(session) ? session : nil }
        let found = try await store.read("people.session", short: true) { reader in
            try reader.row(
                """
                SELECT id, account, kind, agent, created_at, seen_at, expires_at, proven_at, \
                mandate \
                FROM people_sessions WHERE token_hash = \(hash) AND ended_at IS NULL
                """
            ).flatMap(Self.session)
        }
        guard let session = found, isRunning(session) else { return nil }
        cache.set(hash, session)
        touch(session)
        return session
    }

    /// Opens a session in the caller's transaction; the session of `old` ends, so that a token
    /// known before signing in is worth nothing after.
    func open(
        _ account: AccountID, _ kind: AccountKind, by way: SessionWay, from visitor: Visitor,
        replacing old: SecretToken?, in tx: Transaction
    ) throws -> SignedIn {
        let token = SecretToken(secrets)
        let id: SessionID = world.id()
        let now = world.now
        let expiry = now.adding(seconds: limits.span(kind).absolute)
        if let old { try end("token_hash = \(old.hash)", at: now, in: tx) }
        try tx.execute(
            """
            INSERT INTO people_sessions (id, token_hash, account, kind, network_index, agent, \
            created_at, seen_at, expires_at, way, proven_at) VALUES (\(id), \(token.hash), \
            \(account), \(kind.rawValue), \(networkIndex(visitor)), \(visitor.agent), \(now), \
            \(now), \(expiry), \(way.text), \(now))
            """)
        try entries.append(
            "session.opened", account: account, kind: kind,
            facts: ["way": .string(way.text)], in: tx)
        return SignedIn(
            account: account, kind: kind, session: id, token: token, expiresAt: expiry)
    }

    /// Notes that the person showed who is there, and gives the session a new token: one that was
    /// known before is worth nothing after.
    /// - Returns: nil when the session has ended meanwhile.
    func prove(_ token: SecretToken, in tx: Transaction) throws -> SecretToken? {
        let fresh = SecretToken(secrets)
        let changed = try tx.execute(
            """
            UPDATE people_sessions SET token_hash = \(fresh.hash), proven_at = \(world.now) \
            WHERE token_hash = \(token.hash) AND ended_at IS NULL
            """)
        return changed == 1 ? fresh : nil
    }

    /// Notes in whose name the session does errands, and gives it a new token.
    /// - Returns: nil when the session has ended meanwhile.
    func act(
        _ mandate: MandateID?, _ token: SecretToken, in tx: Transaction
    ) throws -> SecretToken? {
        let fresh = SecretToken(secrets)
        let changed = try tx.execute(
            """
            UPDATE people_sessions SET token_hash = \(fresh.hash), mandate = \(mandate) \
            WHERE token_hash = \(token.hash) AND ended_at IS NULL
            """)
        return changed == 1 ? fresh : nil
    }

    /// To be called after the commit of `prove` or `act`.
    func forget(_ token: SecretToken) { cache.remove(token.hash) }

    /// Running sessions of an account, the latest first.
    public func list(_ account: AccountID) async throws -> [Session] {
        let now = world.now
        let all = try await store.read("people.sessions") { reader in
            try reader.rows(
                """
                SELECT id, account, kind, agent, created_at, seen_at, expires_at, proven_at, \
                mandate \
                FROM people_sessions WHERE account = \(account) AND ended_at IS NULL \
                AND expires_at > \(now) ORDER BY created_at DESC LIMIT 100
                """
            ).compactMap(Self.session)
        }
        return all.filter(isRunning)
    }

    /// Signs out.
    public func end(_ token: SecretToken) async throws {
        let now = world.now
        try await store.write("people.session.end") { [self] tx in
            try end("token_hash = \(token.hash)", at: now, in: tx)
        }
        cache.remove(token.hash)
    }

    /// Ends one session of `account`, such as that of a lost phone.
    public func end(_ session: SessionID, of account: AccountID) async throws {
        let now = world.now
        try await store.write("people.session.end") { [self] tx in
            try end("id = \(session) AND account = \(account)", at: now, in: tx)
        }
        cache.remove { $0.id == session }
    }

    /// Signs out everywhere, but for `kept`.
    public func endAll(of account: AccountID, except kept: SessionID? = nil) async throws {
        try await store.write("people.session.end-all") { [self] tx in
            try endAll(of: account, except: kept, in: tx)
        }
        forget(account, except: kept)
    }

    /// The same in a transaction of the caller; `forget` belongs after its commit.
    public func endAll(
        of account: AccountID, except kept: SessionID? = nil, in tx: Transaction
    ) throws {
        try tx.execute(
            "UPDATE people_accounts SET ended_at = \(world.now) WHERE id = \(account)")
        if let kept {
            try end("account = \(account) AND id <> \(kept)", at: world.now, in: tx)
        } else {
            try end("account = \(account)", at: world.now, in: tx)
            // Whoever ends everything does not know who else holds a way in.
            try Tokens.endAll(of: account, at: world.now, in: tx)
        }
    }

    /// To be called after the commit of `endAll(of:except:in:)`.
    public func forget(_ account: AccountID, except kept: SessionID? = nil) {
        cache.remove { $0.account == account && $0.id != kept }
    }

    /// Whether the account had a session from this network in the last 90 days.
    func knows(_ visitor: Visitor, _ account: AccountID, in reader: Reader) throws -> Bool {
        let since = world.now.adding(hours: -24 * 90)
        return try reader.row(
            """
            SELECT 1 FROM people_sessions WHERE account = \(account) AND created_at > \(since) \
            AND network_index = \(networkIndex(visitor)) LIMIT 1
            """) != nil
    }

    private func networkIndex(_ visitor: Visitor) -> [UInt8] {
        vault.index(visitor.network, "people.network")
    }

    private func end(_ condition: SQL, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.rows(
            """
            SELECT id, account, kind FROM people_sessions \
            WHERE ended_at IS NULL AND \(sql: condition)
            """)
        for row in rows {
            let id: SessionID = row.id(0)
            try tx.execute("UPDATE people_sessions SET ended_at = \(now) WHERE id = \(id)")
            try entries.append(
                "session.closed", account: row.id(1),
                kind: AccountKind(rawValue: row.text(2)) ?? .citizen, in: tx)
        }
    }

    private func isRunning(_ session: Session) -> Bool {
        let now = world.now
        // `seenAt` may lag by a minute: it is written at most once a minute.
        let idle = limits.span(session.kind).idle + 60
        return now < session.expiresAt && now < session.seenAt.adding(seconds: idle)
    }

    /// Notes the visit. A failure is no reason to turn the visitor away: with a full disk reading
    /// goes on.
    private func touch(_ session: Session) {
        let now = world.now
        guard now.milliseconds(since: session.seenAt) >= 60_000 else { return }
        let store = store
        Task {
            _ = try? await store.write("people.session.touch") { tx in
                try tx.execute(
                    """
                    UPDATE people_sessions SET seen_at = \(now) \
                    WHERE id = \(session.id) AND seen_at < \(now)
                    """)
            }
        }
    }

    private static func session(_ row: Row) -> Session? {
        guard let kind = AccountKind(rawValue: row.text(2)) else { return nil }
        return Session(
            id: row.id(0), account: row.id(1), kind: kind, agent: row.text(3),
            createdAt: row.instant(4), seenAt: row.instant(5), expiresAt: row.instant(6),
            provenAt: row.optionalInstant(7) ?? row.instant(4), mandate: row.optionalID(8))
    }
}
