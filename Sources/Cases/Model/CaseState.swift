import Contracts
import Kernel

/// Whose turn it is.
public enum CaseState: String, Sendable, CaseIterable {
    /// An office works on it.
    case open
    /// For something outside the office (`Wait`); the clock is paused.
    case waiting
    case closed
}

/// Why a case waits; the clock stands still meanwhile.
public enum Wait: String, Sendable, CaseIterable {
    /// For what the applicant was asked to correct.
    case correction
    /// For the fee.
    case payment
    /// For a reason that the law knows, named by the office.
    case pause
    /// For the outcome of the case it was merged into.
    case merge
    /// For the applicant's word whether what was answered is so.
    case confirmation
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
    /// Whoever leads has given a task to a person.
    case assigned = "case.assigned"
    /// A task came back to its unit, for whoever held it is away or acts for nobody any more.
    case freed = "case.freed"
    case completed = "case.checked"
    /// A branch asks for a correction; the letter follows when the others have spoken.
    case asked = "case.correction_asked"
    case returned = "case.returned"
    case corrected = "case.corrected"
    case verified = "case.verified"
    case recommended = "case.recommended"
    case inspected = "case.inspected"
    case billed = "case.billed"
    /// The fee came to nothing; nobody is asked for it.
    case feeWaived = "case.fee_none"
    case paid = "case.paid"
    /// Paid after the case had lapsed for want of it; the money goes back.
    case paidLate = "case.paid_late"
    /// The document of a national system was recorded.
    case recorded = "case.recorded"
    /// One of several documents is not issued, with its reason.
    case notIssued = "case.not_issued"
    /// The promised time passed, which grants the request by law.
    case deemed = "case.deemed_granted"
    case extended = "case.extended"
    case paused = "case.paused"
    case resumed = "case.resumed"
    case rerouted = "case.rerouted"
    case reopened = "case.reopened"
    /// An open case went back to an earlier step.
    case putBack = "case.put_back"
    /// It was opened again, and what it had booked belongs to another by now.
    case placeLost = "case.place_lost"
    case objected = "case.objected"
    case linked = "case.linked"
    case unlinked = "case.unlinked"
    case merged = "case.merged"
    case parted = "case.parted"
    /// It ended because the case ended that it was merged into.
    case mergedEnded = "case.merged_ended"
    /// The step's time is nearly over.
    case stepWarned = "case.step_warned"
    case escalated = "case.escalated"
    case migrated = "case.migrated"
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
    /// A letter that was issued does not hold any more.
    case letterRevoked = "case.letter_revoked"
    case handedOver = "case.handed_over"
    case answered = "case.answered"
    /// It is not for this office, or no matter for it, with one of the service's reasons.
    case dismissed = "case.dismissed"
    /// The applicant confirms that what was answered is so.
    case confirmed = "case.confirmed"
    /// The applicant says that it is not.
    case refuted = "case.refuted"
    /// The time for that has passed.
    case confirmLapsed = "case.confirm_lapsed"
    case messaged = "case.messaged"
    case noted = "case.noted"
    /// A document came later that the case had not asked for.
    case documentAdded = "case.document_added"
    /// What the applicant wrote needs no answer.
    case messageSettled = "case.message_settled"
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
            .drafted, .granted, .refused, .handedOver, .answered, .withdrawn, .lapsed, .overdue,
            .inspected, .billed, .feeWaived, .paid, .paidLate, .recorded, .notIssued, .deemed,
            .extended,
            .paused, .resumed, .reopened, .putBack, .placeLost, .objected, .merged, .parted,
            .mergedEnded, .dismissed, .confirmed, .refuted, .confirmLapsed, .letterRevoked:
            true
        case .claimed, .handedBack, .redrafted, .initialled, .sentBack, .messaged, .noted,
            .documentAdded, .messageSettled, .asked, .branchEnded, .stepOverdue, .numberReserved,
            .numberVoided,
            .opened,
            .assigned, .freed, .rerouted, .linked, .unlinked, .stepWarned, .escalated, .migrated:
            false
        }
    }

    /// Whether the applicant sees it on the case page.
    public var isForApplicant: Bool {
        isPublic || [.messaged, .initialled, .documentAdded].contains(self)
    }

    /// Whether the applicant can take a receipt of it from the ledger: the whole entry, with what
    /// is sealed in it. Not of acts whose entry holds the office's own words or other cases.
    public var hasReceipt: Bool {
        switch self {
        case .submitted, .completed, .returned, .corrected, .granted, .refused, .handedOver,
            .answered, .withdrawn, .lapsed, .billed, .feeWaived, .paid, .extended, .paused,
            .resumed, .confirmed, .refuted, .confirmLapsed, .messaged, .dismissed, .deemed,
            .letterRevoked:
            true
        default: false
        }
    }
}
