import Contracts
import Kernel

package enum PaperSubject {}
package typealias PaperID = Identifier<PaperSubject>

package enum PaperState: String, Sendable {
    case held
    /// Handed over, and not yet confirmed.
    case moving
    case lost
    /// Lies in the archive.
    case archived
    /// Given back to whom it belongs.
    case returned

    var isOver: Bool { self == .archived || self == .returned }
}

/// A folder of paper with a label.
package struct Paper: Sendable {
    package let id: PaperID
    /// What its label says, also read aloud.
    package let code: TrackingCode
    let unit: UnitCode
    let caseNumber: TrackingCode?
    let caseID: CaseID?
    let mail: MailID?
    package let state: PaperState
    /// Who has it.
    let position: PositionID
    let account: AccountID
    let holderUnit: UnitCode
    let since: Instant
    /// To whom it is on its way.
    let toward: PositionID?
    /// The words on its cover; nothing once its key is destroyed.
    let title: String?
    /// Where it lies, such as a shelf.
    let place: String?
}

/// One station of a folder.
struct PaperMove: Sendable {
    enum Kind: String, Sendable {
        case labelled, taken, sent, confirmed, placed, lost, found, archived, returned
    }

    let kind: Kind
    let at: Instant
    let account: AccountID
    let position: PositionID
    let toward: PositionID?
    let place: String?
}
