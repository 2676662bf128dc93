import Contracts
import Kernel
import Passkeys
import Store

/// What the page sends when a passkey was made: texts in base64url, as they came.
public struct NewPasskey: Sendable, Hashable {
    public let id: String
    public let client: String
    public let attestation: String
    public let transports: String
    /// As the owner calls it.
    public let name: String

    public init(
        id: String, client: String, attestation: String, transports: String, name: String
    ) {
        self.id = id
        self.client = client
        self.attestation = attestation
        self.transports = transports
        self.name = name
    }
}

extension AccountStore {
    private var challenges: PasskeyChallenges {
        PasskeyChallenges(vault: vault, world: world, secrets: secrets)
    }

    /// The options of a page on which anybody may sign in by a passkey; nil when the site's address
    /// cannot have passkeys.
    public func passkeyOptions(for browser: String) -> JSONValue? {
        party?.requestOptions(challenge: challenges.make(for: browser))
    }

    /// The same for somebody whose account is known; nil when it has none.
    public func passkeyOptions(
        for browser: String, of account: AccountID
    ) async throws -> JSONValue? {
        guard let party else { return nil }
        let known = try await store.read("people.passkeys") { [vault] reader in
            try FactorRow.passkeys(of: account, vault, in: reader).map(\.name)
        }
        let challenge = challenges.make(for: browser)
        return known.isEmpty ? nil : party.requestOptions(challenge: challenge, allowing: known)
    }

    /// The options of a page on which a passkey is made.
    public func newPasskeyOptions(
        for browser: String, of account: AccountID
    ) async throws -> JSONValue? {
        guard let party else { return nil }
        let challenge = challenges.make(for: browser)
        return try await store.read("people.passkeys") { [vault] reader -> JSONValue? in
            guard let row = try AccountRow.find(account, in: reader) else { return nil }
            let name = try row.seal(vault).open(row.name, "name")
            let known = try FactorRow.passkeys(of: account, vault, in: reader).map(\.name)
            return PasskeyUser(handle: account.bytes, displayName: name).map {
                party.creationOptions(
                    for: $0, challenge: challenge, excluding: known, residence: .required)
            }
        }
    }

    /// Adds a passkey to the account of somebody who is signed in.
    /// - Throws: `Refusal` (`people.passkey.refused`, `.known`, `.too-many`).
    public func addPasskey(
        _ new: NewPasskey, to account: AccountID, browser: String
    ) async throws {
        let made = try made(new, browser)
        try await store.write("people.passkey.add") { [self] tx in
            try insert(made, named: new.name, of: account, in: tx)
        }
    }

    /// Adds the first factor of an officer whose password was right, and signs in.
    public func enrolPasskey(
        _ token: SecretToken, _ new: NewPasskey, browser: String, from visitor: Visitor,
        replacing old: SecretToken?
    ) async throws -> SignedIn {
        let made = try made(new, browser)
        return try await store.write("people.passkey.enrol") { [self] tx in
            guard
                let step = try SignInStep.find(
                    token, .second, at: world.now, vault: vault, in: tx),
                let account = step.account,
                try FactorRow.kinds(of: account, in: tx).allSatisfy({ $0 == .spare })
            else { throw Self.stepExpired }
            try insert(made, named: new.name, of: account, in: tx)
            return try finish(step, account, .passkey, visitor, old, in: tx)
        }
    }

    /// Signs in by a passkey alone: who it is, stands in the passkey.
    /// - Throws: `Refusal`: `people.passkey.refused`, or too many tries.
    public func signIn(
        passkey answer: PasskeyAnswer, browser: String, from visitor: Visitor,
        replacing old: SecretToken? = nil
    ) async throws -> SignedIn {
        let network = vault.index(visitor.network, limits.failuresPerNetwork.name)
        return try await store.write("people.passkey.sign-in") {
            [self] tx -> Result<SignedIn, Refusal> in
            guard try limits.failuresPerNetwork.hit(network, at: world.now, in: tx) else {
                return .failure(Refusal(.tooMuch, "people.sign-in.too-often"))
            }
            guard let owner = try use(answer, of: nil, browser: browser, in: tx),
                let row = try AccountRow.find(owner, in: tx), row.isActive
            else { return .failure(Self.passkeyRefused) }
            try limits.failuresPerNetwork.takeBack(network, in: tx)
            return .success(
                try sessions.open(
                    owner, row.kind, by: .passkey, from: visitor, replacing: old, in: tx))
        }.get()
    }

    /// Finishes signing in with a passkey behind the password.
    public func finishSecond(
        _ token: SecretToken, passkey answer: PasskeyAnswer, browser: String,
        from visitor: Visitor, replacing old: SecretToken?
    ) async throws -> SignedIn {
        try await finishSecond(token, from: visitor, replacing: old) { [self] account, tx in
            try prove(account, passkey: answer, browser: browser, in: tx)
        }
    }

    func prove(
        _ account: AccountID, passkey answer: PasskeyAnswer, browser: String,
        in tx: Transaction
    ) throws -> ProofOutcome {
        try use(answer, of: account, browser: browser, in: tx) == nil
            ? .failure(Self.provenWrong) : .success(.passkey)
    }

    /// Checks an answer and notes the use.
    /// - Returns: the owner; nil for whatever is wrong with it.
    private func use(
        _ answer: PasskeyAnswer, of account: AccountID?, browser: String, in tx: Transaction
    ) throws -> AccountID? {
        guard let party,
            let read = try? AssertionAnswer(
                id: answer.id, client: answer.client, auth: answer.authenticator,
                signature: answer.signature, user: answer.user ?? ""),
            let challenge = challenges.answered(read.clientDataJSON, by: browser),
            try challenges.spend(challenge, in: tx),
            let row = try FactorRow.find(mark: passkeyMark(read.id), .passkey, in: tx),
            account == nil || account == row.account,
            let passkey = PasskeyCredential(
                try row.opened(vault), counter: row.counter)
        else { return nil }
        do {
            let use = try party.verifyAssertion(
                read, of: passkey, owner: row.account.bytes, isOwnerKnown: account != nil,
                challenge: challenge)
            return try row.use(counter: Int64(use.counter), at: world.now, in: tx)
                ? row.account : nil
        } catch let error as PasskeyError {
            if error == .cloned {
                try noteFactor("account.passkey-cloned", .passkey, row.account, in: tx)
            }
            return nil
        }
    }

    private func made(
        _ new: NewPasskey, _ browser: String
    ) throws -> (
        PasskeyCredential, PasskeyChallenge
    ) {
        guard let party,
            let answer = try? RegistrationAnswer(
                id: new.id, client: new.client, attestation: new.attestation,
                transports: new.transports),
            let challenge = challenges.answered(answer.clientDataJSON, by: browser),
            let passkey = try? party.verifyRegistration(answer, challenge: challenge)
        else { throw Self.passkeyRefused }
        return (passkey, challenge)
    }

    private func insert(
        _ made: (passkey: PasskeyCredential, challenge: PasskeyChallenge), named typed: String,
        of account: AccountID, in tx: Transaction
    ) throws {
        guard try challenges.spend(made.challenge, in: tx) else { throw Self.passkeyRefused }
        let mark = passkeyMark(made.passkey.id)
        guard try FactorRow.find(mark: mark, .passkey, in: tx) == nil else {
            throw Refusal(.conflict, "people.passkey.known")
        }
        let known = try FactorRow.all(of: account, in: tx).filter { $0.kind == .passkey }
        guard known.count < 20 else { throw Refusal(.conflict, "people.passkey.too-many") }
        let name = String(typed.prefix(60))
        try FactorRow.insert(
            world.id(), .passkey, of: account, mark: mark,
            content: made.passkey.content(named: name), counter: Int64(made.passkey.counter),
            at: world.now, with: try vault.key(account.value, in: tx), vault: vault, in: tx)
        try noteFactor("account.factor-added", .passkey, account, in: tx)
    }

    private func passkeyMark(_ id: [UInt8]) -> [UInt8] {
        vault.index(Base64URL.encode(id), "people.passkey")
    }

    static var passkeyRefused: Refusal { Refusal(.invalid, "people.passkey.refused") }
}
