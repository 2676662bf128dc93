/// Why an expression was not accepted, or gave no value; where; and what to do about it. Written
/// for those who write service files, in English.
public struct ExpressionError: Error, Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        /// Not an expression of this language.
        case syntax
        /// A name, field or function that is not there.
        case unknown
        /// A value of one type where another is needed.
        case type
        /// Too long, too deep, too costly. Never absorbed by `&&` and `||`.
        case cost
        /// A sum, product or date beyond its range.
        case overflow
        /// Division by zero, an index outside a list, a text that is no date.
        case value
        /// A value was needed where `null` is.
        case noValue
        /// No calendar, or none for that year.
        case calendar
    }

    public let kind: Kind
    public let message: String
    /// What to do; may be empty.
    public let hint: String
    /// From 1; columns count code points.
    public let line: Int
    public let column: Int

    public init(
        _ kind: Kind, _ message: String, hint: String = "", line: Int = 1, column: Int = 1
    ) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.line = line
        self.column = column
    }
}

extension ExpressionError: CustomStringConvertible {
    public var description: String {
        "\(line):\(column): \(message)\(hint.isEmpty ? "" : "; \(hint)")"
    }
}

/// The source of an expression, which turns byte offsets into lines and columns.
struct ExpressionSource: Sendable {
    let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    func error(
        _ kind: ExpressionError.Kind, at offset: Int, _ message: String, hint: String = ""
    ) -> ExpressionError {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return ExpressionError(kind, message, hint: hint, line: line, column: column)
    }
}
