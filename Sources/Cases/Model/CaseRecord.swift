import Contracts
import Kernel

/// The plain facts of a case: one row of `cases`.
public struct CaseRecord: Sendable {
    public let id: CaseID
    /// The public number (tracking code), as printed.
    public let number: TrackingCode
    public let service: ServiceCode
    /// The version of the service that the case began with and keeps.
    public let version: String
    public let ownerUnit: UnitCode
    /// The unit that has it now.
    public let unit: UnitCode
    public let region: RegionCode?
    public let applicant: AccountID
    /// The language the applicant used; notices are written in it.
    public let language: Language
    public let state: CaseState
    public let outcome: Outcome?
    public let step: String
    public let stepSince: Instant
    /// 1 at submission, one more for each correction.
    public let round: Int64
    /// Grows with each act that changes the case; two people who press at once are told apart by
    /// it.
    public let revision: Int64
    /// That of a case on which nobody has acted yet.
    static let firstRevision: Int64 = 1
    public let submittedAt: Instant
    public let clock: CaseClock
    public let closedAt: Instant?
    /// What it waits for, while it waits.
    public var wait: Wait?
    /// When it was granted by the city's silence.
    public var deemedAt: Instant?
    /// When its promise was extended.
    public var extendedAt: Instant?
    /// When the oldest message of the applicant came that nobody has answered.
    public var unansweredAt: Instant?
    /// Until when a later decision about what it gave may be contested.
    public var contestUntil: Instant?
    /// Whether the applicant is hidden from the office too: officers are shown no name, number or
    /// contact, and find the case by none of them.
    public var isAnonymous = false
}

/// One task of an office: a step that waits for somebody.
public struct TaskRecord: Sendable {
    public let id: TaskID
    public let caseID: CaseID
    public let step: String
    public let kind: StepKind
    /// The place in the line of initials; 0 elsewhere.
    public let seat: Int64
    public let unit: UnitCode
    public let role: RoleCode
    public let region: RegionCode?
    public let confidentiality: Int
    public let state: TaskState
    public let claimedBy: AccountID?
    public let openedAt: Instant
    public let dueAt: Instant?
}
