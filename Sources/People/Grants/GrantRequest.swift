import Contracts
import Kernel

public enum GrantRequestSubject {}
public typealias GrantRequestID = Identifier<GrantRequestSubject>

/// Somebody asks that a position get a permission, or lose it; somebody else decides.
public struct GrantRequest: Sendable, Hashable {
    public enum Change: String, Sendable, Hashable, CaseIterable {
        case give, take
    }

    public enum State: String, Sendable, Hashable {
        case open, approved, refused
    }

    public let id: GrantRequestID
    public let position: PositionID
    public let permission: Permission
    public let change: Change
    public let reason: String
    public let state: State
    public let askedBy: AccountID
    public let askedAt: Instant
    public let decidedBy: AccountID?
    public let decidedAt: Instant?
}

extension Permission {
    /// Asking for grants and deciding those that others asked for.
    public static let grant: Permission = "people.grant"
}
