import Kernel

/// What a JSON value may be. One value says it to programs (as JSON Schema in the OpenAPI document)
/// and holds what they send to it, so that the two cannot differ.
public final class Schema: Sendable {
    public indirect enum Kind: Sendable {
        case string(Text)
        case integer(ClosedRange<Int64>)
        case flag
        case list(Schema, most: Int)
        /// Named members, and what others may be; nil: there are no others.
        case object([Member], others: Schema?)
        case either([Schema])
        case anything
    }

    /// What a text may be.
    public struct Text: Sendable {
        /// Counted in Unicode scalars, as JSON Schema does.
        let length: ClosedRange<Int>
        let pattern: RE2Pattern?
        /// Told to programs; the pattern holds them to it.
        let format: String?
        let choices: [String]?
    }

    public struct Member: Sendable {
        public let name: String
        public let schema: Schema
        public let isRequired: Bool

        public init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    public let kind: Kind
    /// Its name among the parts of the document; nil: written where it is used.
    public let name: String?
    public let text: String
    public let example: JSONValue?

    public init(
        _ kind: Kind, name: String? = nil, _ text: String = "", example: JSONValue? = nil
    ) {
        self.kind = kind
        self.name = name
        self.text = text
        self.example = example
    }

    /// The same with other words about it.
    public func saying(_ text: String, example: JSONValue? = nil) -> Schema {
        Schema(kind, name: name, text, example: example ?? self.example)
    }
}

/// Fields of a route are compared, and one schema is one value of the program.
extension Schema: Hashable {
    public static func == (left: Schema, right: Schema) -> Bool { left === right }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Schema {
    /// Numbers that every reader of JSON holds exactly.
    public static let exact: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991
    /// Visible somewhere, and without the one character that no database takes.
    public static let words = "^[^\\x00]*[^\\x00-\\x20][^\\x00]*$"
    /// One line.
    public static let line = "^[^\\x00-\\x1f\\x7f]*$"

    /// - Parameter pattern: understood alike by RE2 and by JSON Schema; a mistake stops the program
    ///   at its first use.
    public static func string(
        _ length: ClosedRange<Int> = 0...20_000, pattern: String? = nil, format: String? = nil,
        _ text: String = "", example: String? = nil
    ) -> Schema {
        let compiled = pattern.flatMap { try? RE2Pattern($0) }
        precondition(pattern == nil || compiled != nil, "no pattern: \(pattern ?? "")")
        return Schema(
            .string(Text(length: length, pattern: compiled, format: format, choices: nil)), text,
            example: example.map(JSONValue.string))
    }

    /// One of some words.
    public static func choice(_ words: [String], _ text: String = "") -> Schema {
        let longest = words.map(\.unicodeScalars.count).max() ?? 0
        return Schema(
            .string(Text(length: 0...longest, pattern: nil, format: nil, choices: words)), text,
            example: words.first.map(JSONValue.string))
    }

    public static func integer(
        _ range: ClosedRange<Int64> = exact, _ text: String = "", example: Int64? = nil
    ) -> Schema {
        Schema(.integer(range), text, example: example.map(JSONValue.integer))
    }

    public static func flag(_ text: String = "", example: Bool = true) -> Schema {
        Schema(.flag, text, example: .bool(example))
    }

    public static func list(_ of: Schema, most: Int, _ text: String = "") -> Schema {
        Schema(.list(of, most: most), text)
    }

    /// Any of these.
    public static func either(_ schemas: [Schema], _ text: String = "") -> Schema {
        Schema(.either(schemas), text)
    }

    public static func object(
        _ name: String?, _ text: String, _ members: [Member], others: Schema? = nil,
        example: JSONValue? = nil
    ) -> Schema {
        Schema(.object(members, others: others), name: name, text, example: example)
    }

    /// The id of something.
    public static func id(_ text: String) -> Schema {
        .string(
            36...36, pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
            format: "uuid", text, example: "019ab0d4-6f00-7a51-8c3e-5d0f1b2a3c4d")
    }

    /// A moment in UTC.
    public static func moment(_ text: String) -> Schema {
        .string(20...24, format: "date-time", text, example: "2026-11-23T02:00:00.000Z")
    }

    public static func day(_ text: String) -> Schema {
        .string(
            10...10, pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", format: "date", text,
            example: "2026-11-23")
    }
}
