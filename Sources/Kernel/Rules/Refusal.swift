/// A "no" that a person can act on: what is wrong, where, and (in the locale files) what to do.
public struct Refusal: Error, Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// What was sent cannot be accepted.
        case invalid
        /// The person may not do this.
        case forbidden
        case notFound
        /// Somebody else was first, or the thing is no longer in that state.
        case conflict
        /// It was changed since whoever acts has read it, and they asked that it be not.
        case stale
        /// Too often, too large, too many.
        case tooMuch
        /// The house cannot do it now.
        case unavailable
    }

    public struct Problem: Sendable, Hashable {
        /// The key of its text in the locale files.
        public let key: String
        /// The field it is about, if one.
        public let field: String?
        /// The values of the text's placeholders. Never personal data beyond what was typed.
        public let values: [String: String]

        public init(_ key: String, field: String? = nil, values: [String: String] = [:]) {
            self.key = key
            self.field = field
            self.values = values
        }

        /// The same problem, told about a field.
        public func at(_ field: String) -> Problem {
            Problem(key, field: field, values: values)
        }
    }

    public let kind: Kind
    public let problems: [Problem]

    public init(_ kind: Kind, problems: [Problem]) {
        self.kind = kind
        self.problems = problems
    }

    public init(
        _ kind: Kind, _ key: String, field: String? = nil, values: [String: String] = [:]
    ) {
        self.init(kind, problems: [Problem(key, field: field, values: values)])
    }

    /// The same refusal, told about a field.
    public func at(_ field: String) -> Refusal {
        Refusal(kind, problems: problems.map { $0.at(field) })
    }
}
