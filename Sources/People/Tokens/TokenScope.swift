import Kernel

/// What a program may do with a token.
public enum TokenScope: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Lists and reads cases with their acts, messages and files.
    case cases
    /// Writes drafts, attaches files, sends them.
    case drafts
    case messages
    /// Acts on cases.
    case acts
    /// Reads the list of tasks.
    case inbox
    /// Reads what happened, one event after the other.
    case events
    case webhooks
    /// Reads the figures by which the house is watched.
    case metrics
    /// Sends reports of others by Open311 and vouches for who they are. Officers only: whoever has
    /// it can make the city write to any address.
    case reports = "reports:write"

    /// Whose tokens may have it.
    public var holders: Set<AccountKind> {
        switch self {
        case .cases, .messages, .acts, .events, .webhooks: [.citizen, .officer]
        case .drafts: [.citizen]
        case .inbox, .metrics, .reports: [.officer]
        }
    }

    public static func < (left: TokenScope, right: TokenScope) -> Bool {
        left.rawValue < right.rawValue
    }
}
