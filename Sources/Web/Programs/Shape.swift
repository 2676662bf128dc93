import Kernel

/// How a value of ours is told to programs: its schema, and the JSON that is written by the same
/// list of members.
public struct Shape<Value: Sendable>: Sendable {
    public let schema: Schema
    public let json: @Sendable (Value) -> JSONValue

    public init(_ schema: Schema, _ json: @escaping @Sendable (Value) -> JSONValue) {
        self.schema = schema
        self.json = json
    }

    /// One member of an object.
    public struct Member: Sendable {
        let member: Schema.Member
        let read: @Sendable (Value) -> JSONValue?

        /// The same member of something that holds the value.
        public func of<Whole: Sendable>(
            _ part: @escaping @Sendable (Whole) -> Value
        ) -> Shape<Whole>.Member {
            Shape<Whole>.Member(member: member) { read(part($0)) }
        }

        /// Always there.
        public static func has<Part: Sendable>(
            _ name: String, _ shape: Shape<Part>, _ text: String = "", example: JSONValue? = nil,
            _ read: @escaping @Sendable (Value) -> Part
        ) -> Member {
            let said = shape.said(text, example)
            return Member(member: .init(name, said)) { shape.json(read($0)) }
        }

        /// Left out when there is nothing.
        public static func may<Part: Sendable>(
            _ name: String, _ shape: Shape<Part>, _ text: String = "", example: JSONValue? = nil,
            _ read: @escaping @Sendable (Value) -> Part?
        ) -> Member {
            let said = shape.said(text, example)
            return Member(member: .init(name, said, isRequired: false)) {
                read($0).map(shape.json)
            }
        }
    }

    /// A named one keeps its own words: they stand with its definition.
    private func said(_ text: String, _ example: JSONValue?) -> Schema {
        schema.name == nil && !(text.isEmpty && example == nil)
            ? schema.saying(text, example: example) : schema
    }

    public static func object(
        _ name: String, _ text: String, _ members: [Member]
    ) -> Shape {
        Shape(.object(name, text, members.map(\.member))) { value in
            var found: [String: JSONValue] = [:]
            found.reserveCapacity(members.count)
            for member in members { found[member.member.name] = member.read(value) }
            return .object(found)
        }
    }

    /// Many of it.
    public func list(most: Int) -> Shape<[Value]> {
        Shape<[Value]>(.list(schema, most: most)) { .array($0.map(json)) }
    }
}

extension Shape where Value == String {
    public static var text: Shape { Shape(.string(0...100_000)) { .string($0) } }

    public static func text(_ schema: Schema) -> Shape { Shape(schema) { .string($0) } }

    public static func choice(_ words: [String]) -> Shape { text(.choice(words)) }
}

extension Shape where Value == Int64 {
    public static var integer: Shape { Shape(.integer()) { .integer($0) } }
}

extension Shape where Value == Bool {
    public static var flag: Shape { Shape(.flag()) { .bool($0) } }
}

extension Shape where Value == Instant {
    public static var moment: Shape { Shape(.moment("")) { .string($0.utc) } }
}

extension Shape where Value == Day {
    public static var day: Shape { Shape(.day("")) { .string($0.iso) } }
}

extension Shape where Value == JSONValue {
    /// Made elsewhere by the same schema.
    public static func made(_ schema: Schema) -> Shape { Shape(schema) { $0 } }
}

extension Instant {
    /// `2026-11-23T02:00:00.000Z` (RFC 3339).
    public var utc: String {
        let milliseconds = max(0, min(milliseconds, 253_402_300_799_999))
        let day = Day(Instant(milliseconds: milliseconds), in: .utc)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = milliseconds % 86_400_000
        let rest = String(1_000 + time % 1_000).dropFirst()
        return day.iso + "T" + two(time / 3_600_000) + ":" + two(time / 60_000 % 60) + ":"
            + two(time / 1_000 % 60) + ".\(rest)Z"
    }
}
