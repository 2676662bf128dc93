import Contracts
import Kernel
import People

enum OfficeRequestSubject {}
typealias OfficeRequestID = Identifier<OfficeRequestSubject>

/// Somebody asks that a person get a post; somebody else decides.
struct OfficeRequest: Sendable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An officer gets a post beside those that he holds.
        case appoint
        /// An officer gets a post and leaves another.
        case move
        /// A new account, with its first post.
        case newcomer
    }

    enum State: String, Sendable, Hashable {
        case open, approved, refused
    }

    let id: OfficeRequestID
    let kind: Kind
    /// Nobody yet, for a newcomer.
    let account: AccountID?
    let position: PositionID
    /// What is left when somebody moves.
    let leaving: HoldingID?
    let begin: Day
    let content: Content
    let state: State
    let askedBy: AccountID
    let askedFrom: PositionID
    let askedAt: Instant
    let decidedBy: AccountID?
    let decidedAt: Instant?
    /// Why it was refused.
    let answer: String?

    /// What is sealed with the key of the request.
    struct Content: Sendable {
        /// Number and date of the decree.
        let decree: String
        let newcomer: Newcomer?

        var json: JSONValue {
            var members: [String: JSONValue] = ["decree": .string(decree)]
            if let newcomer {
                members["nip"] = .string(newcomer.nip.text)
                members["name"] = .string(newcomer.name)
                members["rank"] = newcomer.rank.map { .string($0) } ?? .null
                members["email"] = .string(newcomer.email.normalized)
            }
            return .object(members)
        }

        init(decree: String, newcomer: Newcomer? = nil) {
            self.decree = decree
            self.newcomer = newcomer
        }

        init(_ json: JSONValue) throws {
            decree = json["decree"]?.stringValue ?? ""
            guard let nip = json["nip"]?.stringValue, let name = json["name"]?.stringValue,
                let email = json["email"]?.stringValue
            else {
                newcomer = nil
                return
            }
            newcomer = Newcomer(
                nip: try NIP(nip), name: name, rank: json["rank"]?.stringValue,
                email: try EmailAddress(email))
        }
    }
}

/// Who is to become an officer.
struct Newcomer: Sendable {
    let nip: NIP
    let name: String
    let rank: String?
    let email: EmailAddress
}

/// What a form asks for.
struct Appointment: Sendable {
    enum Who: Sendable {
        case officer(AccountID, leaving: HoldingID?)
        case newcomer(Newcomer)
    }

    let who: Who
    let position: PositionID
    let begin: Day
    let decree: String
}
