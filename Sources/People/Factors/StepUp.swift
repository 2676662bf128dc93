import Contracts
import Kernel
import Store

/// What a person can show again before an act that decides.
public struct ProofChoice: Sendable, Hashable {
    public let account: AccountID
    public let takesCode: Bool
    public let takesPassword: Bool
    public let hasPasskey: Bool
}

extension AccountStore {
    /// How long showing who is there counts, in minutes.
    public static let proofMinutes: Int64 = 15

    /// What has still to be shown in a session; nil when it was done a moment ago. An officer of a
    /// demo who has set nothing up is asked for nothing.
    public func proofChoice(_ token: SecretToken) async throws -> ProofChoice? {
        guard let session = try await sessions.resolve(token) else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        let since = world.now.milliseconds(since: session.provenAt)
        guard since >= Self.proofMinutes * 60_000 else { return nil }
        let account = session.account
        let (kinds, hasPassword) = try await store.read("people.proof") { reader in
            (
                try FactorRow.kinds(of: account, in: reader),
                try AccountRow.find(account, in: reader)?.password != nil
            )
        }
        let choice = ProofChoice(
            account: account, takesCode: kinds.contains(.totp),
            takesPassword: session.kind == .citizen && hasPassword,
            hasPasskey: kinds.contains(.passkey))
        let hasNothing = !choice.takesCode && !choice.hasPasskey && session.kind == .officer
        return hasNothing && !asksOfficersForSecond ? nil : choice
    }

    /// Takes an answer, notes the moment in the session and gives it a new token.
    /// - Parameter browser: what a passkey's challenge is bound to.
    /// - Throws: `Refusal`: wrong, or too often.
    public func prove(
        _ token: SecretToken, _ answer: ProofAnswer, browser: String, from visitor: Visitor
    ) async throws -> (token: SecretToken, expiresAt: Instant) {
        guard let session = try await sessions.resolve(token) else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        let account = session.account
        let knowsPassword = try await checkPassword(answer, session, visitor)
        let outcome = try await store.write("people.prove") {
            [self] tx -> Result<SecretToken, Refusal> in
            let refusal: Refusal? =
                switch answer {
                case .code(let code):
                    try prove(account, code: code, from: visitor, in: tx).refusal
                case .passkey(let answer):
                    try prove(account, passkey: answer, browser: browser, in: tx).refusal
                case .password: knowsPassword ? nil : Self.provenWrong
                }
            if let refusal { return .failure(refusal) }
            guard let fresh = try sessions.prove(token, in: tx) else {
                return .failure(Refusal(.forbidden, "web.forbidden"))
            }
            return .success(fresh)
        }
        sessions.forget(token)
        return (try outcome.get(), session.expiresAt)
    }

    /// A citizen's password, with the same counting as codes. The work is done outside the
    /// transaction: it takes long on purpose.
    private func checkPassword(
        _ answer: ProofAnswer, _ session: Session, _ visitor: Visitor
    ) async throws -> Bool {
        guard case .password(let password) = answer, session.kind == .citizen else { return false }
        let account = session.account
        let stored = try await store.write("people.prove.count") { [self] tx -> String?? in
            guard try countProof(account, visitor, in: tx) else { return .none }
            return .some(try AccountRow.find(account, in: tx)?.password)
        }
        guard let stored else { throw Self.provenTooOften }
        return try await hasher.verify(password, against: stored)
    }
}

extension Result where Failure == Refusal {
    fileprivate var refusal: Refusal? {
        if case .failure(let refusal) = self { refusal } else { nil }
    }
}
