import Contracts
import Kernel

/// What the office does with a permit after it was issued.
enum PermitMeasure: String, Sendable, Hashable, CaseIterable {
    case suspend, lift, revoke

    /// Whether it can be proposed for a permit in this state.
    func fits(_ state: PermitState) -> Bool {
        switch self {
        case .suspend: state == .inForce
        case .lift: state == .suspended
        case .revoke: state == .inForce || state == .suspended
        }
    }
}

/// One line of a permit's history: a measure that was proposed and decided, or something that
/// happened by itself.
struct PermitEvent: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case suspend, lift, revoke
        /// An objection was granted: the measure does not hold any more.
        case restore
        /// Another permit took its place.
        case supersede
        /// Another copy of its paper was given.
        case copy
        /// An officer was there.
        case visit
        /// What was imported earlier was imported again with other data.
        case correct

        var measure: PermitMeasure? { PermitMeasure(rawValue: rawValue) }
        /// Whether the public register tells it.
        var isPublic: Bool { self != .visit && self != .correct }
    }

    enum State: String, Sendable { case open, done, refused }

    let id: UUIDv7
    let kind: Kind
    let state: State
    /// From when it holds, and until when.
    let from, until: Day?
    /// The rule that it stands on; public.
    let law: String?
    /// Why: for the holder and officers.
    let reason: String?
    /// Why it was not approved.
    let answer: String?
    let askedBy: AccountID?
    let askedFrom: PositionID?
    let askedAt: Instant
    let decidedBy: AccountID?
    let decidedAt: Instant?
    /// The number of the case that it comes from, where that is public.
    let caseID: CaseID?
}

/// What somebody proposes.
struct PermitProposal: Sendable {
    let measure: PermitMeasure
    let from, until: Day?
    let law, reason: String
}
