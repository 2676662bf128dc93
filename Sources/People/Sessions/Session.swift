import Contracts
import Kernel

/// Citizen or officer: which rooms an account opens.
public enum AccountKind: String, Sendable, Hashable, CaseIterable {
    case citizen, officer
}

/// How a session was opened; stored as its text.
public enum SessionWay: Sendable, Hashable {
    case password
    /// By a code to the contact, after the password was lost.
    case code
    /// A password and a second factor.
    case second(FactorKind)
    /// A passkey alone, which is two factors in one: the key, and the finger or PIN that opens it.
    case passkey
    /// A provider that the city trusts.
    case provider
    /// A code that an officer gave out at a counter.
    case counter
    case demo

    var text: String {
        switch self {
        case .password: "password"
        case .code: "code"
        case .second(let kind): "password+\(kind.rawValue)"
        case .passkey: "passkey"
        case .provider: "provider"
        case .counter: "counter"
        case .demo: "demo"
        }
    }
}

public enum SessionSubject {}
public typealias SessionID = Identifier<SessionSubject>

/// A running session, as a request sees it.
public struct Session: Sendable, Hashable {
    public let id: SessionID
    public let account: AccountID
    public let kind: AccountKind
    /// The kind of browser it was opened with.
    public let agent: String
    public let createdAt: Instant
    /// To the minute.
    public let seenAt: Instant
    public let expiresAt: Instant
    /// When the person last showed who is there: at sign-in, or before an act that asks for it.
    public let provenAt: Instant
    /// In whose name it does errands; nil: the own.
    public let mandate: MandateID?
}

/// A session just opened: the only moment at which its token is known.
public struct SignedIn: Sendable, Hashable {
    public let account: AccountID
    public let kind: AccountKind
    public let session: SessionID
    public let token: SecretToken
    /// The absolute limit: the age of the cookie.
    public let expiresAt: Instant
}

/// How long sessions last, in seconds.
public struct SessionLimits: Sendable {
    public struct Span: Sendable {
        public let idle: Int64
        public let absolute: Int64
        public init(idle: Int64, absolute: Int64) {
            self.idle = idle
            self.absolute = absolute
        }
    }
    public let citizen: Span
    public let officer: Span

    /// - Parameters:
    ///   - citizen: 12 hours idle, 14 days at most.
    ///   - officer: one hour idle (OWASP ASVS 3.3.2), one working day at most.
    public init(
        citizen: Span = Span(idle: 12 * 3600, absolute: 14 * 86400),
        officer: Span = Span(idle: 3600, absolute: 12 * 3600)
    ) {
        self.citizen = citizen
        self.officer = officer
    }

    func span(_ kind: AccountKind) -> Span { kind == .citizen ? citizen : officer }
}
