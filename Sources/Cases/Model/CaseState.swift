import Contracts
import Kernel

/// Whose turn it is.
public enum CaseState: String, Sendable, CaseIterable {
    /// An office works on it.
    case open
    /// The citizen has been asked to correct something; the clock is paused.
    case waiting
    case closed
}

/// How a case ended.
public enum Outcome: String, Sendable, CaseIterable {
    case granted, refused, withdrawn, answered
    /// Not corrected within the days that the service allows.
    case lapsed
}

/// The state of one task of an officer.
public enum TaskState: String, Sendable {
    /// To be done.
    case open
    /// Parked while the citizen corrects.
    case waiting
    case done
}

/// The kinds of act, as the ledger names them. A citizen reads them as words of the locale files
/// (`act.case.submitted` …).
public enum ActKind: String, Sendable, CaseIterable {
    case submitted = "case.submitted"
    case claimed = "case.claimed"
    case handedBack = "case.handed_back"
    case completed = "case.checked"
    /// A branch asks for a correction; the letter follows when the others have spoken.
    case asked = "case.correction_asked"
    case returned = "case.returned"
    case corrected = "case.corrected"
    case verified = "case.verified"
    case recommended = "case.recommended"
    /// An agency let its time pass, which the service takes for consent.
    case consented = "case.silent_consent"
    /// A branch ended because enough others had.
    case branchEnded = "case.branch_ended"
    case drafted = "case.letter_drafted"
    case redrafted = "case.letter_changed"
    case initialled = "case.letter_initialled"
    case sentBack = "case.letter_sent_back"
    case granted = "case.granted"
    case refused = "case.refused"
    case handedOver = "case.handed_over"
    case answered = "case.answered"
    case messaged = "case.messaged"
    case noted = "case.noted"
    case withdrawn = "case.withdrawn"
    case lapsed = "case.lapsed"
    case stepOverdue = "case.step_overdue"
    case overdue = "case.overdue"
    case numberReserved = "case.number_reserved"
    case numberVoided = "case.number_voided"
    case opened = "case.read"

    /// Whether the public tracking page shows it. Work inside an office stays there.
    public var isPublic: Bool {
        switch self {
        case .submitted, .completed, .returned, .corrected, .verified, .recommended, .consented,
            .drafted, .granted, .refused, .handedOver, .answered, .withdrawn, .lapsed, .overdue:
            true
        case .claimed, .handedBack, .redrafted, .initialled, .sentBack, .messaged, .noted,
            .asked, .branchEnded, .stepOverdue, .numberReserved, .numberVoided, .opened:
            false
        }
    }

    /// Whether the applicant sees it on the case page.
    public var isForApplicant: Bool { isPublic || self == .messaged || self == .initialled }
}
