import Contracts
import Kernel

package enum MailSubject {}
package typealias MailID = Identifier<MailSubject>

/// Whether a letter comes or goes.
package enum MailWay: String, Sendable, CaseIterable {
    case incoming = "in"
    case outgoing = "out"
}

/// Where a letter stands.
package enum MailState: String, Sendable, CaseIterable {
    /// Came, and waits for an instruction or has one.
    case registered
    /// Came, and needs nothing more.
    case filed
    /// Goes: without a number yet.
    case draft
    case numbered
    case sent
    /// Its number stays in the series and says why.
    case void
}

/// *Biasa*, *segera*, *amat segera*.
package enum Urgency: Int, Sendable, CaseIterable {
    case usual, soon, atOnce
}

/// The security class of official papers: *biasa*, *terbatas*, *rahasia*, *sangat rahasia*.
package enum SecurityClass: Int, Sendable, CaseIterable, Comparable {
    case open, limited, secret, topSecret

    /// As papers print it.
    var mark: String { ["B", "T", "R", "SR"][rawValue] }

    package static func < (left: SecurityClass, right: SecurityClass) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What is sealed of a letter.
package struct MailText: Sendable, Hashable {
    package var subject: String
    /// Who sent it, or to whom it goes.
    package var partner: String
    /// The number that its sender gave it.
    package var number: String?
    package var note: String?
    /// Why it was made void, or how it was sent.
    package var word: String?

    package init(
        subject: String, partner: String, number: String? = nil, note: String? = nil,
        word: String? = nil
    ) {
        self.subject = subject
        self.partner = partner
        self.number = number
        self.note = note
        self.word = word
    }

    var json: JSONValue {
        var object: [String: JSONValue] = [
            "subject": .string(subject), "partner": .string(partner),
        ]
        object["number"] = number.map { .string($0) }
        object["note"] = note.map { .string($0) }
        object["word"] = word.map { .string($0) }
        return .object(object)
    }

    init(_ json: JSONValue) {
        subject = json["subject"]?.stringValue ?? ""
        partner = json["partner"]?.stringValue ?? ""
        number = json["number"]?.stringValue
        note = json["note"]?.stringValue
        word = json["word"]?.stringValue
    }

    /// The words under which it is found.
    var searched: String { [subject, partner, number ?? ""].joined(separator: " ") }
}

/// A letter in the register of a unit.
package struct Mail: Sendable {
    package let id: MailID
    let way: MailWay
    package let unit: UnitCode
    let year: Int64?
    let serial: Int64?
    /// Its number in the register: of the agenda when it came, its own when it goes.
    package let number: String?
    package let state: MailState
    let classification: String
    let urgency: Urgency
    let security: SecurityClass
    let kind: String
    let isPerson: Bool
    /// The day that is written on it.
    let letterDay: Day
    /// The day on which it came, or was sent.
    let receivedDay: Day?
    let registeredAt: Instant
    /// Whose instruction it waits for.
    let target: PositionID?
    let caseNumber: TrackingCode?
    /// The letter that this one answers.
    let answers: MailID?
    let account: AccountID
    let position: PositionID
    /// Nothing once its key is destroyed.
    let text: MailText?
    /// An instruction on it is open.
    let isInstructed: Bool

    /// What may be called out: never what is sealed.
    var label: String { number ?? "–" }
}

/// A file that belongs to a letter or to an answer.
struct KeptFile: Sendable {
    let blob: BlobID
    let act: UUIDv7?
    let name: String
    let kind: String
    let size: Int64
}
