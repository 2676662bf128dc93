import Contracts
import Kernel

/// Citizen or officer: which rooms an account opens.
public enum AccountKind: String, Sendable, Hashable, CaseIterable {
    case citizen, officer
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
