import Kernel

/// A token by which a program acts for somebody, or a receiver of its events.
public struct HeldProgram: Sendable, Hashable {
    public enum Kind: String, Sendable { case token, receiver }

    public let kind: Kind
    /// What its owner called it, or the address.
    public let name: String
    /// Scopes of a token, or types of events; none means all of them.
    public let allows: [String]
    public let createdAt: Instant
    /// Nil for a receiver: it lives as long as its token.
    public let until: Instant?
    public let usedAt: Instant?
    public let endedAt: Instant?

    public init(
        kind: Kind, name: String, allows: [String], createdAt: Instant, until: Instant? = nil,
        usedAt: Instant? = nil, endedAt: Instant? = nil
    ) {
        self.kind = kind
        self.name = name
        self.allows = allows
        self.createdAt = createdAt
        self.until = until
        self.usedAt = usedAt
        self.endedAt = endedAt
    }
}
