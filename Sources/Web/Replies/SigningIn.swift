import Kernel
import People

/// The paths between the forms of signing in, which several domains lead to.
enum SignInPath {
    static let passkey = "/masuk/kunci"
    static let second = "/petugas/masuk/kedua"

    /// Where somebody starts who wanted nowhere in particular.
    static func desk(_ kind: AccountKind) -> String { kind == .citizen ? "/berkas" : "/meja" }
}

extension Person {
    public var kind: AccountKind {
        switch self {
        case .citizen: .citizen
        case .officer: .officer
        }
    }

    /// Where the person starts who wanted nowhere in particular.
    public var desk: String { SignInPath.desk(kind) }
}

extension RequestFacts {
    /// Where the request comes from, for throttles and the list of devices.
    public var visitor: Visitor { Visitor(address: address, agent: agent) }

    /// The session that the browser holds; signing in ends it.
    public var oldToken: SecretToken? { sessionToken.flatMap(SecretToken.init(text:)) }

    /// The step between two forms of signing in.
    public var stepToken: SecretToken? { flowToken.flatMap(SecretToken.init(text:)) }
}

extension Reply {
    /// Signs the browser in and sends it on: where it wanted to go, or to its own desk.
    public static func signedIn(
        _ signedIn: SignedIn, to next: String?, at now: Instant
    ) -> Reply {
        redirect(next ?? SignInPath.desk(signedIn.kind)).starting(signedIn, at: now)
    }

    /// Goes on behind the password: signed in, or to the second form of an officer.
    public static func signingIn(
        _ outcome: SignInOutcome, to next: String?, at now: Instant
    ) -> Reply {
        switch outcome {
        case .signedIn(let found): return signedIn(found, to: next, at: now)
        case .second(let step):
            return redirect(NextPath.adding(next, to: SignInPath.second)).startingStep(step)
        }
    }

    /// The browser keeps the step between two forms as long as it lasts.
    public func startingStep(_ token: SecretToken) -> Reply {
        startingFlow(token.text, seconds: Int(AccountStore.stepMinutes) * 60)
    }

    /// The browser keeps the session as long as it may last.
    public func starting(_ signedIn: SignedIn, at now: Instant) -> Reply {
        startingSession(signedIn.token.text, seconds: signedIn.expiresAt.seconds(after: now))
    }
}

extension Sessions {
    /// The session of the browser that asks.
    public func here(_ request: RequestFacts) async throws -> SessionID? {
        guard let token = request.oldToken else { return nil }
        return try await resolve(token)?.id
    }
}
