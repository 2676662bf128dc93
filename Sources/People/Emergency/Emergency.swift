import Contracts
import Kernel

public enum EmergencySubject {}
public typealias EmergencyID = Identifier<EmergencySubject>

/// A case opened by somebody whose position does not open it: with a reason, for an hour, before
/// the eyes of the inspectorate.
public struct Emergency: Sendable, Hashable {
    /// What the inspectorate says to it.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        case justified, unjustified
    }

    public let id: EmergencyID
    public let account: AccountID
    public let position: PositionID
    public let caseID: CaseID
    /// The number of the case.
    public let number: String
    public let reason: String
    public let openedAt: Instant
    public let endsAt: Instant
    public let verdict: Verdict?
    public let remark: String?
    public let reviewedBy: AccountID?
    public let reviewedAt: Instant?
}

/// A case that is open to an officer for now.
public struct OpenedCase: Sendable, Hashable {
    public let caseID: CaseID
    /// From which position it was opened.
    public let position: PositionID
    public let endsAt: Instant
}

extension Permission {
    /// Opening a case outside one's own scope in an emergency.
    public static let breakGlass: Permission = "people.break-glass"
    /// Looking after what was opened so; the inspectorate's.
    public static let inspect: Permission = "people.inspect"
}

/// Some of the emergencies, with where they stand among all.
public struct EmergencyPage: Sendable {
    public let list: [Emergency]
    public let number: Int
    public let pages: Int
}
