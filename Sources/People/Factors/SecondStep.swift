import Contracts
import Kernel
import Ledger
import Store

/// How a sign-in with a password goes on.
public enum SignInOutcome: Sendable {
    case signedIn(SignedIn)
    /// An officer has to show a second factor, or to set one up; the token leads to it.
    case second(SecretToken)

    /// Nil when a second factor is missing.
    public var signedIn: SignedIn? {
        if case .signedIn(let signedIn) = self { signedIn } else { nil }
    }

    /// Nil when the person is signed in.
    public var step: SecretToken? {
        if case .second(let step) = self { step } else { nil }
    }
}

/// Where somebody stands whose password was right, for the page.
public struct SecondStep: Sendable, Hashable {
    public let account: AccountID
    public let hasCode: Bool
    public let hasPasskey: Bool

    /// Nothing is set up yet: the page asks to do so now.
    public var mustEnrol: Bool { !hasCode && !hasPasskey }
}

/// What an authenticator app is set up with.
public struct TOTPOffer: Sendable, Hashable {
    /// For the QR code.
    public let address: String
    /// For typing by hand.
    public let secret: String
}

/// A factor was set up while signing in: the spare codes are shown once.
public struct Enrolled: Sendable {
    public let signedIn: SignedIn?
    public let spareCodes: [String]
}

extension AccountStore {
    /// How long the way between two forms lasts, in minutes.
    public static let stepMinutes = SignInStep.minutes

    /// The step of a token; nil when it has run out.
    public func secondStep(_ token: SecretToken) async throws -> SecondStep? {
        let now = world.now
        return try await store.read("people.second") { [vault] reader in
            guard
                let step = try SignInStep.find(token, .second, at: now, vault: vault, in: reader),
                let account = step.account
            else { return nil }
            let kinds = try FactorRow.kinds(of: account, in: reader)
            return SecondStep(
                account: account, hasCode: kinds.contains(.totp),
                hasPasskey: kinds.contains(.passkey))
        }
    }

    /// Finishes signing in with a code of the app or a spare code.
    /// - Throws: `Refusal`: wrong, too often, or run out (`people.step.expired`).
    public func finishSecond(
        _ token: SecretToken, code: String, from visitor: Visitor, replacing old: SecretToken?
    ) async throws -> SignedIn {
        try await finishSecond(token, from: visitor, replacing: old) { account, tx in
            try prove(account, code: code, from: visitor, in: tx)
        }
    }

    func finishSecond(
        _ token: SecretToken, from visitor: Visitor, replacing old: SecretToken?,
        _ check: @escaping @Sendable (AccountID, Transaction) throws -> ProofOutcome
    ) async throws -> SignedIn {
        try await store.write("people.second.finish") {
            [self] tx -> Result<SignedIn, Refusal> in
            guard
                let step = try SignInStep.find(
                    token, .second, at: world.now, vault: vault, in: tx),
                let account = step.account, try step.count(in: tx)
            else { return .failure(Self.stepExpired) }
            switch try check(account, tx) {
            case .success(let kind):
                return .success(try finish(step, account, kind, visitor, old, in: tx))
            case .failure(let refusal): return .failure(refusal)
            }
        }.get()
    }

    func finish(
        _ step: SignInStep, _ account: AccountID, _ kind: FactorKind, _ visitor: Visitor,
        _ old: SecretToken?, in tx: Transaction
    ) throws -> SignedIn {
        guard let row = try AccountRow.find(account, in: tx), row.isActive,
            try step.remove(vault, in: tx)
        else { throw Self.stepExpired }
        if let pair = step.content["pair"]?.stringValue.flatMap({ Hexadecimal.bytes($0) }) {
            try limits.failuresPerPair.forgive(pair, in: tx)
        }
        if let network = step.content["network"]?.stringValue.flatMap({ Hexadecimal.bytes($0) }) {
            try limits.failuresPerNetwork.takeBack(network, in: tx)
        }
        return try sessions.open(
            account, row.kind, by: .second(kind), from: visitor, replacing: old, in: tx)
    }

    // MARK: Setting up an authenticator app

    /// Begins to set up an app while signing in.
    public func offerTOTP(
        _ token: SecretToken, issuer: String
    ) async throws -> TOTPOffer? {
        try await offer(token, .second, of: nil, issuer)
    }

    /// Begins to set up an app for somebody who is signed in.
    public func startEnrolment(_ account: AccountID) async throws -> SecretToken {
        let token = SecretToken(secrets)
        try await store.write("people.totp.start") { [self] tx in
            try SignInStep.open(
                .enrol, account, token, content: .object([:]), world: world, vault: vault, in: tx)
        }
        return token
    }

    /// What the app is to be set up with; the same as long as the step lasts.
    public func enrolment(
        _ token: SecretToken, of account: AccountID, issuer: String
    ) async throws -> TOTPOffer? {
        try await offer(token, .enrol, of: account, issuer)
    }

    private func offer(
        _ token: SecretToken, _ purpose: SignInStep.Purpose, of owner: AccountID?,
        _ issuer: String
    ) async throws -> TOTPOffer? {
        try await store.write("people.totp.offer") { [self] tx in
            guard
                let step = try SignInStep.find(token, purpose, at: world.now, vault: vault, in: tx),
                let account = step.account, owner == nil || owner == account
            else { return nil }
            return try offer(step, account, issuer, in: tx)
        }
    }

    private func offer(
        _ step: SignInStep, _ account: AccountID, _ issuer: String, in tx: Transaction
    ) throws -> TOTPOffer {
        let known = step.content["totp"]?.stringValue.flatMap { Hexadecimal.bytes($0) }
        let totp = known.map { TOTP(secret: $0) } ?? TOTP(secrets)
        if known == nil, case .object(var content) = step.content {
            content["totp"] = .string(Hexadecimal.text(totp.secret))
            try step.set(.object(content), vault: vault, in: tx)
        }
        guard let row = try AccountRow.find(account, in: tx) else { throw Self.stepExpired }
        let seal = try row.seal(vault)
        let label = try row.nip.map { try seal.open($0, "nip") } ?? seal.open(row.name, "name")
        return TOTPOffer(
            address: totp.address(issuer: issuer, label: label), secret: totp.text)
    }

    /// Finishes setting up an app by a first code of it; while signing in, the session opens too.
    /// - Parameter owner: whoever is signed in already; nil while signing in.
    /// - Throws: `Refusal`: wrong, or run out.
    public func finishEnrolment(
        _ token: SecretToken, code: String, name: String, of owner: AccountID? = nil,
        from visitor: Visitor, replacing old: SecretToken?
    ) async throws -> Enrolled {
        let codes = SpareCodes.make(secrets)
        let shown = codes.map(SpareCodes.shown)
        let purpose: SignInStep.Purpose = owner == nil ? .second : .enrol
        return try await store.write("people.totp.finish") {
            [self] tx -> Result<Enrolled, Refusal> in
            guard
                let step = try SignInStep.find(token, purpose, at: world.now, vault: vault, in: tx),
                let account = step.account, owner == nil || owner == account,
                try step.count(in: tx), let secret = step.content["totp"]?.stringValue,
                let bytes = Hexadecimal.bytes(secret)
            else { return .failure(Self.stepExpired) }
            // Whoever has a factor shows it; a password alone must not add another.
            let has = try FactorRow.kinds(of: account, in: tx).contains { $0 != .spare }
            if owner == nil, has { return .failure(Self.stepExpired) }
            let typed = Digits.only(code)
            guard let used = TOTP(secret: bytes).step(of: typed, at: world.now, after: 0) else {
                return .failure(Self.provenWrong)
            }
            try addTOTP(secret, name, used, codes, to: account, in: tx)
            guard owner == nil else {
                _ = try step.remove(vault, in: tx)
                return .success(Enrolled(signedIn: nil, spareCodes: shown))
            }
            let signedIn = try finish(step, account, .totp, visitor, old, in: tx)
            return .success(Enrolled(signedIn: signedIn, spareCodes: shown))
        }.get()
    }

    /// One app an account: a new one takes the place of the old, with new spare codes.
    private func addTOTP(
        _ secret: String, _ name: String, _ step: Int64, _ codes: [String], to account: AccountID,
        in tx: Transaction
    ) throws {
        try tx.execute(
            "DELETE FROM people_factors WHERE account = \(account) AND kind IN ('totp', 'spare')")
        let key = try vault.key(account.value, in: tx)
        let content = JSONValue.object(["secret": .string(secret), "name": .string(name)])
        try FactorRow.insert(
            world.id(), .totp, of: account, mark: nil, content: content, counter: step,
            at: world.now, with: key, vault: vault, in: tx)
        for code in codes {
            try FactorRow.insert(
                world.id(), .spare, of: account, mark: spareMark(account, code),
                content: .object(["name": .string("")]), counter: 0, at: world.now, with: key,
                vault: vault, in: tx)
        }
        try noteFactor("account.factor-added", .totp, account, in: tx)
    }

    static var stepExpired: Refusal { Refusal(.invalid, "people.step.expired") }
}
