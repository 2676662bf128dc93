import Contracts
import Kernel

public enum TokenSubject {}
public typealias TokenID = Identifier<TokenSubject>

/// A token by which a program acts for an account: in its name, with no more rights than it has.
public struct ProgramToken: Sendable, Hashable {
    public let id: TokenID
    public let account: AccountID
    public let kind: AccountKind
    public let scopes: Set<TokenScope>
    public let createdAt: Instant
    public let expiresAt: Instant
    /// To the hour; nil when it was never used.
    public let usedAt: Instant?
}

/// A token as its holder sees it in a list.
public struct ListedToken: Sendable, Hashable {
    public let token: ProgramToken
    /// What it is for, as whoever made it called it.
    public let name: String
    public let endedAt: Instant?
}

/// A token just made: the only moment at which its secret is known.
public struct GivenToken: Sendable, Hashable, CustomStringConvertible {
    public let id: TokenID
    /// What the program sends as `Authorization: Bearer …`.
    public let secret: String
    public let expiresAt: Instant

    public var description: String { "GivenToken(\(id.text))" }
}
