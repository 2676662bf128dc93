import Kernel

/// Who did an act.
public enum Actor: Sendable, Hashable {
    case citizen(AccountID)
    /// Somebody who acts for the applicant of the case by a mandate.
    case agent(AccountID)
    /// An officer always acts from a position; the position carries unit and authority.
    case officer(AccountID, PositionID)
    /// The house itself: a clock, a job, an import. The text names which.
    case system(String)
    /// Somebody who has not signed in.
    case visitor

    /// The kind as it is stored.
    public var kind: String {
        switch self {
        case .citizen: "citizen"
        case .agent: "agent"
        case .officer: "officer"
        case .system: "system"
        case .visitor: "visitor"
        }
    }

    public var account: AccountID? {
        switch self {
        case .citizen(let account), .agent(let account), .officer(let account, _): account
        case .system, .visitor: nil
        }
    }

    /// Whether it stands on the side of the applicant.
    public var isApplicant: Bool {
        switch self {
        case .citizen, .agent: true
        case .officer, .system, .visitor: false
        }
    }

    public var position: PositionID? {
        if case .officer(_, let position) = self { position } else { nil }
    }
}
