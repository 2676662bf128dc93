/// What is wrong with a template, where, and how to mend it.
public struct TextTemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Line and column, both counted from 1.
    public struct Place: Sendable, Hashable, CustomStringConvertible {
        public let line: Int
        public let column: Int

        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        public var description: String { "\(line):\(column)" }
    }

    public enum Kind: String, Sendable, Hashable {
        case unknownName, wrongUse, missingDot, missingPartial, circularPartial
        case tripleBraces, lambda, forbiddenTag, unclosedTag, unbalanced, tooLarge
    }

    public let kind: Kind
    /// The partial in which it was found; nil for the template itself.
    public let partial: String?
    public let place: Place
    public let message: String
    public let mend: String

    public init(
        _ kind: Kind, at place: Place, partial: String? = nil, _ message: String, mend: String
    ) {
        self.kind = kind
        self.place = place
        self.partial = partial
        self.message = message
        self.mend = mend
    }

    public var description: String {
        let prefix = partial.map { "{{> \($0)}} " } ?? ""
        return "\(prefix)\(place): \(message) \(mend)"
    }
}
