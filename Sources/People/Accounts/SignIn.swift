import Contracts
import Kernel
import Store

/// By what a person says who they are before the password.
public enum LoginName: Sendable, Hashable {
    case contact(Contact)
    case nip(NIP)

    /// Reads the one field of the sign-in form: 18 digits are a NIP.
    /// - Throws: `Refusal` of the contact when it is neither.
    public init(typed: String) throws(Refusal) {
        if let nip = try? NIP(typed) {
            self = .nip(nip)
        } else {
            self = .contact(try Contact(typed: typed))
        }
    }

    var normalized: String {
        switch self {
        case .contact(let contact): contact.normalized
        case .nip(let nip): "nip:" + nip.text
        }
    }
}

extension AccountStore {
    /// Signs in by password. An unknown name, a closed account and a wrong password give the same
    /// answer after the same work. Officers go on to a second factor.
    /// - Parameter old: the token the browser already holds; its session ends.
    /// - Throws: `Refusal`: wrong (`people.sign-in.wrong`), too many tries, or too busy.
    public func signIn(
        _ name: LoginName, password: String, from visitor: Visitor,
        replacing old: SecretToken? = nil
    ) async throws -> SignInOutcome {
        let attempt = SignInAttempt(name, visitor, vault, limits)
        let candidate = try await store.write("people.sign-in.count") { [self] tx in
            try admit(name, attempt, visitor, in: tx)
        }
        guard let candidate else { throw Refusal(.tooMuch, "people.sign-in.too-often") }
        let isRight = try await hasher.verify(password, against: candidate.password)
        guard isRight, let id = candidate.account, let stored = candidate.password else {
            throw Self.wrong
        }
        let fresh = hasher.isOutdated(stored) ? try await hasher.hash(password) : nil
        let step = SecretToken(secrets)
        let outcome = try await store.write("people.sign-in") { [self] tx -> SignInOutcome? in
            guard let row = try AccountRow.find(id, in: tx), row.isActive,
                row.password == stored
            else { return nil }
            if let fresh {
                try tx.execute("UPDATE people_accounts SET password = \(fresh) WHERE id = \(id)")
            }
            if try needsSecond(row, in: tx) {
                let buckets = JSONValue.object([
                    "pair": .string(Hexadecimal.text(attempt.pair)),
                    "network": .string(Hexadecimal.text(attempt.network)),
                ])
                try SignInStep.open(
                    .second, id, step, content: buckets, world: world,
                    vault: vault, in: tx)
                return .second(step)
            }
            try attempt.succeeded(limits, wasStranger: candidate.isStranger, in: tx)
            return .signedIn(
                try sessions.open(
                    id, row.kind, by: .password, from: visitor, replacing: old, in: tx))
        }
        guard let outcome else { throw Self.wrong }
        return outcome
    }

    /// Officers always; in a demo only those who have set one up.
    func needsSecond(_ row: AccountRow, in reader: Reader) throws -> Bool {
        guard row.kind == .officer else { return false }
        guard !asksOfficersForSecond else { return true }
        return try FactorRow.kinds(of: row.id, in: reader).contains { $0 != .spare }
    }

    /// Opens a session without a password: for the short cuts of the demo, never mounted outside
    /// it.
    public func openDemoSession(
        _ id: AccountID, from visitor: Visitor, replacing old: SecretToken? = nil
    ) async throws -> SignedIn {
        try await store.write("people.demo-session") { [self] tx in
            guard let row = try AccountRow.find(id, in: tx), row.isActive else {
                throw Refusal(.notFound, "people.account.unknown")
            }
            return try sessions.open(
                id, row.kind, by: .demo, from: visitor, replacing: old, in: tx)
        }
    }

    /// Changes a password that the person knows; all other sessions end. Wrong ones are counted
    /// like other proofs: a session that was left open is no place for guessing.
    public func changePassword(
        _ id: AccountID, current: String, new: String, keeping session: SessionID,
        from visitor: Visitor
    ) async throws {
        let found = try await store.write("people.password") {
            [self] tx -> (String?, [String])? in
            guard try countProof(id, visitor, in: tx) else { return nil }
            guard let row = try AccountRow.find(id, in: tx) else { return (nil, []) }
            let seal = try row.seal(vault)
            return (row.password, [try seal.open(row.name, "name")])
        }
        guard let (stored, words) = found else {
            throw Refusal(.tooMuch, "people.proof.too-often", field: "current", values: [:])
        }
        guard try await hasher.verify(current, against: stored) else {
            throw Refusal(.invalid, "people.password.current", field: "current", values: [:])
        }
        try PasswordRules.check(new, avoiding: words)
        let hash = try await hasher.hash(new)
        try await store.write("people.password") { [self] tx in
            guard let row = try AccountRow.find(id, in: tx), row.isActive, row.password == stored
            else { throw Refusal(.conflict, "people.password.changed-meanwhile") }
            try setPassword(row, hash, keeping: session, in: tx)
        }
        sessions.forget(id, except: session)
    }

    /// Sets a password, ends sessions and tells the person.
    func setPassword(
        _ row: AccountRow, _ hash: String, keeping session: SessionID?, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE people_accounts SET password = \(hash), password_at = \(world.now) \
            WHERE id = \(row.id)
            """)
        // What somebody else asked for before must not come back a day later.
        try tx.execute("DELETE FROM people_resets WHERE account = \(row.id)")
        try sessions.endAll(of: row.id, except: session, in: tx)
        try entries.append(
            "account.password-changed", account: row.id, kind: row.kind, in: tx)
        try tellOwner(row.id, .passwordChanged, in: tx)
    }

    static var wrong: Refusal { Refusal(.invalid, "people.sign-in.wrong") }

    private struct Candidate: Sendable {
        let account: AccountID?
        let password: String?
        let isStranger: Bool
    }

    /// Counts the try before the password is looked at, so that tries at once cannot pass the
    /// limit together. Nil: too many.
    private func admit(
        _ name: LoginName, _ attempt: SignInAttempt, _ visitor: Visitor, in tx: Transaction
    ) throws -> Candidate? {
        let row =
            switch name {
            case .contact(let contact):
                try AccountRow.find(contact: contactIndex(contact), in: tx)
            case .nip(let nip): try AccountRow.find(nip: nipIndex(nip), in: tx)
            }
        let isKnown = try row.map { try sessions.knows(visitor, $0.id, in: tx) } ?? false
        guard try attempt.count(limits, isStranger: !isKnown, world.now, in: tx) else {
            return nil
        }
        let usable = row?.isActive == true ? try row.flatMap { try settleReset($0, in: tx) } : nil
        return Candidate(
            account: usable?.id, password: usable?.password, isStranger: !isKnown)
    }
}

/// The buckets that one try to sign in counts in.
private struct SignInAttempt: Sendable {
    let network: [UInt8]
    let pair: [UInt8]
    let strangers: [UInt8]

    init(_ name: LoginName, _ visitor: Visitor, _ vault: Vault, _ limits: ThrottleLimits) {
        network = vault.index(visitor.network, limits.failuresPerNetwork.name)
        pair = vault.index(
            name.normalized + "|" + visitor.network, limits.failuresPerPair.name)
        strangers = vault.index(name.normalized, limits.failuresByStrangers.name)
    }

    func count(
        _ limits: ThrottleLimits, isStranger: Bool, _ now: Instant, in tx: Transaction
    ) throws -> Bool {
        guard try limits.failuresPerNetwork.hit(network, at: now, in: tx),
            try limits.failuresPerPair.hit(pair, at: now, in: tx)
        else { return false }
        return try !isStranger || limits.failuresByStrangers.hit(strangers, at: now, in: tx)
    }

    func succeeded(
        _ limits: ThrottleLimits, wasStranger: Bool, in tx: Transaction
    ) throws {
        try limits.failuresPerNetwork.takeBack(network, in: tx)
        try limits.failuresPerPair.forgive(pair, in: tx)
        if wasStranger { try limits.failuresByStrangers.takeBack(strangers, in: tx) }
    }
}
