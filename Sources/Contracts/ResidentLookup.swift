import Kernel

/// Asks the population register whether four data belong together. A closure, so that a city (or a
/// test) can be the register. It never tells a datum that was not asked with.
public struct ResidentLookup: Sendable {
    public let ask: @Sendable (ResidentQuestion) async throws(ResidentLookupError) -> ResidentAnswer

    public init(
        ask:
            @escaping @Sendable (ResidentQuestion) async throws(ResidentLookupError)
            -> ResidentAnswer
    ) {
        self.ask = ask
    }
}

/// What the register is asked.
public struct ResidentQuestion: Sendable, Hashable {
    /// Names this question in our log and in that of the register.
    public let id: UUIDv7
    public let purpose: ResidentPurpose
    public let nik: NIK
    public let familyCard: FamilyCardNumber
    /// As on the card, but for case and blanks.
    public let name: String
    public let born: Day

    public init(
        id: UUIDv7, purpose: ResidentPurpose, nik: NIK, familyCard: FamilyCardNumber,
        name: String, born: Day
    ) {
        self.id = id
        self.purpose = purpose
        self.nik = nik
        self.familyCard = familyCard
        self.name = name
        self.born = born
    }
}

/// Personal data: a log shows the question's id only.
extension ResidentQuestion: CustomStringConvertible, CustomReflectable {
    public var description: String { "ResidentQuestion(\(id.text))" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What for: the register's owner asks, and the log keeps it.
public enum ResidentPurpose: String, Sendable, Hashable, CaseIterable {
    /// A citizen wants the own account to be matched.
    case account = "account-level"
    /// A citizen says that a child is in the own care.
    case guardian
}

/// A datum that the register compares.
public enum ResidentElement: String, Sendable, Hashable, CaseIterable {
    case nik
    case familyCard = "family_card"
    case name
    case born
}

public enum ResidentAnswer: Sendable, Hashable {
    /// All four agree with one living person.
    case matched
    /// The NIK is known, these do not agree. For the house's own eyes: told to whoever asks, it
    /// would let them guess one datum after the other.
    case differs(Set<ResidentElement>)
    /// No such NIK.
    case unknown
    /// The NIK is of somebody who has died.
    case notAlive

    /// One word for the log of questions.
    public var word: String {
        switch self {
        case .matched: "matched"
        case .differs: "differs"
        case .unknown: "unknown"
        case .notAlive: "not-alive"
        }
    }
}

/// Why there is no answer.
public enum ResidentLookupError: Error, Sendable, Hashable {
    /// Not reachable, overloaded, or resting after failures: try again later.
    case away(String)
    /// It does not answer us: wrong key, no agreement, too many questions.
    case refused(String)
    /// What came is not an answer to this question.
    case untrusted(String)

    /// One word for a log.
    public var word: String {
        switch self {
        case .away(let reason): "away-\(reason)"
        case .refused(let reason): "refused-\(reason)"
        case .untrusted(let reason): "untrusted-\(reason)"
        }
    }
}
