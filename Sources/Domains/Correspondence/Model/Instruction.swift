import Contracts
import Kernel

package enum InstructionSubject {}
package typealias InstructionID = Identifier<InstructionSubject>
package enum RecipientSubject {}
package typealias RecipientID = Identifier<RecipientSubject>

package enum InstructionState: String, Sendable {
    case open
    /// Every answer was accepted.
    case done
    /// The giver needs no more answers.
    case closed
    case withdrawn
}

package enum RecipientState: String, Sendable {
    case sent, seen, answered, accepted
    /// The instruction ended before an answer was accepted.
    case ended

    var isOpen: Bool { self == .sent || self == .seen }
}

/// One addressee of an instruction: a position, whoever acts from it.
package struct Recipient: Sendable {
    package let id: RecipientID
    let instruction: InstructionID
    let position: PositionID
    package let state: RecipientState
    let seenAt: Instant?
    let answeredAt: Instant?
    let acceptedAt: Instant?
}

/// An instruction (*disposisi*) to one or more positions.
package struct Instruction: Sendable {
    package let id: InstructionID
    /// The first of the chain; its own id when it is that.
    let root: InstructionID
    /// The addressee who passed it on.
    let parent: RecipientID?
    let mail: MailID?
    let caseID: CaseID?
    /// The number of the letter or case.
    let what: String
    /// Whose key seals it: that of the letter or the case.
    let owner: UUIDv7
    let security: Int
    let position: PositionID
    let account: AccountID
    let unit: UnitCode
    let urgency: Urgency
    let due: Day
    let dueAt: Instant
    let standard: [String]
    let givenAt: Instant
    package let state: InstructionState
    /// Nothing once its key is destroyed.
    let text: String?
    package var recipients: [Recipient] = []

    func isOverdue(at now: Instant) -> Bool {
        state == .open && dueAt < now && recipients.contains { $0.state.isOpen }
    }
}

/// Something that happened to an instruction.
struct InstructionAct: Sendable {
    enum Kind: String, Sendable {
        case given, seen, passed, answered, accepted, returned, closed, withdrawn, done
        case reminded, escalated
        /// More time was given.
        case extended
    }

    let id: UUIDv7
    let instruction: InstructionID
    let recipient: RecipientID?
    let kind: Kind
    let at: Instant
    let account: AccountID?
    let position: PositionID?
    let text: String?
    /// The new day of what was given more time.
    let due: Day?
}

/// What somebody asks to be done.
package struct InstructionOrder: Sendable {
    package enum About: Sendable {
        case mail(MailID)
        case file(TrackingCode)
        /// Passes on what one was told.
        case passing(RecipientID)
    }

    package let about: About
    package let to: [PositionID]
    package let standard: [String]
    package let text: String
    package let due: Day
    package let urgency: Urgency

    package init(
        about: About, to: [PositionID], standard: [String], text: String, due: Day,
        urgency: Urgency
    ) {
        self.about = about
        self.to = to
        self.standard = standard
        self.text = text
        self.due = due
        self.urgency = urgency
    }

    static let maxRecipients = 20
    static let maxText = 2_000
    static let maxDays = 366
}
