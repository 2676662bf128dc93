import Contracts
import Forms

/// What a granted case of the service does to the register of permits, and what may follow from a
/// permit of it.
public struct PermitRule: Sendable, Hashable {
    /// What comes of the letter.
    public enum Gift: String, Sendable, Hashable, CaseIterable {
        /// It is a permit.
        case permit
        /// It is a permit that stands in the place of the one that the case is about.
        case change
        /// Another copy of the paper of the permit that the case is about.
        case copy
        /// A visit to the permit that the case is about.
        case visit
        /// Granted, it ends a measure about a permit that no case of this house gave.
        case objection
    }

    /// Who looks at permits of the kind from time to time.
    public struct Visits: Sendable, Hashable {
        /// The service that carries a visit.
        public let service: ServiceCode
        /// Calendar days from one visit to the next, where no risk says otherwise.
        public let every: Int
        public let risk: Risk?

        /// Calendar days from one visit to the next for a permit of this risk; empty: not known.
        public func days(_ level: String) -> Int { risk?.days[level] ?? every }
    }

    /// How often permits are visited by the risk of what they allow.
    public struct Risk: Sendable, Hashable {
        /// The choice of the form whose answer is the risk.
        public let field: String
        /// Calendar days from one visit to the next, by options of that choice.
        public let days: [String: Int]
    }

    public let gift: Gift
    /// The field that holds the number of the permit that the case is about.
    public let subject: String?
    /// Fields with what the public register shows: the business, the place, what is allowed.
    public var business, place, object: String?
    /// Fields by which officers find it, besides the name and NIK that the form marks.
    public var nib: String?
    /// How many days before its last day the holder is reminded.
    public var remind: [Int] = PermitRule.usualReminders
    /// Services that change its data, and that give another copy of it.
    public var change, copy: ServiceCode?
    /// The service by which a measure is contested where no case of this house gave the permit.
    public var contest: ServiceCode?
    public var visits: Visits?

    public static let usualReminders = [90, 30, 7]

    public init(gift: Gift, subject: String? = nil) {
        self.gift = gift
        self.subject = subject
    }

    /// Services of the city that it names, each with its key.
    var services: [(key: String, service: ServiceCode)] {
        [
            ("change", change), ("copy", copy), ("visits", visits?.service), ("contest", contest),
        ].compactMap { key, code in code.map { (key, $0) } }
    }
}

/// A service whose cases begin with messages of another system, such as a national one.
public struct IntakeRule: Sendable, Hashable {
    /// Such as `oss`.
    public let system: String
    /// The field that holds the message's id, and the one with the day by which it wants an answer.
    public let id, deadline: String
}

extension Service {
    /// The choice whose answer is the risk of a permit, with its options.
    public var riskLevels: (field: Field, options: [Option])? {
        guard let name = terms.permit?.visits?.risk?.field, let field = form.field(name),
            case .choice(let options) = field.kind
        else { return nil }
        return (field, options)
    }

    /// The risk that answers say: a code of `riskLevels`.
    public func risk(_ answers: Answers) -> String? {
        guard let levels = riskLevels, let code = answers.text(levels.field.id) else { return nil }
        return levels.options.contains { $0.code == code } ? code : nil
    }
}
