/// A statement with its values.
///
/// Written as text with interpolation: `"SELECT n FROM t WHERE id = \(id)"`. Literal parts are
/// `StaticString`, so no text made at run time can become part of a statement; everything
/// interpolated is bound as a value.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// Statement text with `?` for each value, in the order of `values`.
    let text: String
    let values: [SQLValue]

    public init(stringLiteral value: StaticString) {
        text = value.description
        values = []
    }

    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// Only for this target: names of tables and columns that come from the schema itself.
    init(schemaText text: String, _ values: [SQLValue] = []) {
        self.text = text
        self.values = values
    }

    /// Nothing: the neutral element of `\(sql:)`.
    public static let empty: SQL = ""

    /// `parts` one after the other with `separator` between them, to build conditions.
    public static func joined(_ parts: [SQL], by separator: SQL) -> SQL {
        var result = Interpolation(literalCapacity: 64, interpolationCount: parts.count)
        for (index, part) in parts.enumerated() {
            if index > 0 { result.appendInterpolation(sql: separator) }
            result.appendInterpolation(sql: part)
        }
        return SQL(stringInterpolation: result)
    }

    /// The rows of a `VALUES` list; nil when there are none, for which SQL has no word.
    public static func rows(_ rows: [SQL]) -> SQL? {
        rows.isEmpty ? nil : joined(rows, by: ", ")
    }

    public struct Interpolation: StringInterpolationProtocol {
        var text: String
        var values: [SQLValue]

        public init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount)
            values = []
            values.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { buffer in
                // A question mark of its own would be taken for a value by both engines.
                assert(!buffer.contains(UInt8(ascii: "?")), "a statement may not contain '?'")
                text.append(String(decoding: buffer, as: UTF8.self))
            }
        }

        /// A bound value.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            text.append("?")
            values.append(value.sqlValue)
        }

        /// A value that may be missing: bound as NULL of its type. (Beside the overload above only
        /// because the compiler warns of an optional in an interpolation that does not name one.)
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            text.append("?")
            values.append(value.sqlValue)
        }

        /// Another statement, or a part of one.
        public mutating func appendInterpolation(sql: SQL) {
            text.append(sql.text)
            values.append(contentsOf: sql.values)
        }

        /// A list in parentheses for `IN`; an empty list matches nothing.
        public mutating func appendInterpolation<Element: SQLBindable>(
            list: some Collection<Element>
        ) {
            guard !list.isEmpty else {
                text.append("(?)")
                values.append(.null(Element.sqlType))
                return
            }
            var first = true
            for element in list {
                text.append(first ? "(?" : ",?")
                first = false
                values.append(element.sqlValue)
            }
            text.append(")")
        }
    }
}
