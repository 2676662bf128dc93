import Contracts
import Kernel

/// What of a person's record somebody opened. Further rooms add their own.
public enum AccessPart: String, Sendable, Hashable, CaseIterable {
    /// The page of a case with everything on it.
    case page
    /// Number, address and contact in full, which the page masks.
    case contact
    /// An attachment, or pictures of its pages.
    case file
    /// A letter about the person, drafted or issued.
    case letter
    /// A few lines of a letter in a list of letters to sign.
    case summary
    /// The masked data of somebody who stands at a counter to be proven.
    case identity
    /// Name, NIK or contact in a list of cases that left the house as a file.
    case export
    /// A permit in the register, with its holder.
    case permit
    /// A letter that came or goes, which is closed or of a private person. It belongs to no
    /// account: the subject is the id of the letter.
    case mail
}

/// What for, as the house knows it from the case at hand: nobody is asked to type a reason.
public enum AccessPurpose: String, Sendable, Hashable, CaseIterable {
    /// The officer's own task on the case; `step` says which.
    case task
    /// Leading the case, or the unit that works on it.
    case lead
    /// Found among the cases of the own unit, by search or by a list.
    case ownUnit = "own-unit"
    /// Opened in an emergency, outside what the position may see.
    case emergency
    /// The person stood at a counter with a code of the own account.
    case counter
    /// A list that one officer asked for and another allowed.
    case export
    /// The person stood at a counter with the card, to get into the own account again.
    case recovery
    /// Keeping the register of permits.
    case register
    /// Asking who sent a report anonymously, with a reason that the inspectorate reads.
    case identify
    /// Noted before purposes were.
    case earlier
}

/// From which position somebody looks, and what for.
public struct AccessReason: Sendable, Hashable {
    public let position: PositionID
    public let purpose: AccessPurpose
    /// The step of the task, by its id in the service's file.
    public let step: String?

    public init(_ purpose: AccessPurpose, from position: PositionID, step: String? = nil) {
        self.position = position
        self.purpose = purpose
        self.step = step
    }
}

/// What is special about a look; stored as a number.
public struct AccessFlags: OptionSet, Sendable, Hashable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Somebody broke the glass: the look is not covered by what the position may see.
    public static let emergency = AccessFlags(rawValue: 1)
}

/// One look at a person's record, about to be written.
public struct AccessEntry: Sendable, Hashable {
    /// Who looked.
    public let account: AccountID
    public let reason: AccessReason
    /// Whose data it is.
    public let subject: AccountID
    public let caseID: CaseID?
    public let service: ServiceCode?
    public let part: AccessPart
    public let flags: AccessFlags

    public init(
        account: AccountID, reason: AccessReason, subject: AccountID, caseID: CaseID?,
        service: ServiceCode?, part: AccessPart, flags: AccessFlags = []
    ) {
        self.account = account
        self.reason = reason
        self.subject = subject
        self.caseID = caseID
        self.service = service
        self.part = part
        self.flags = flags
    }
}
