/// A value that goes into or comes out of an expression.
public indirect enum ExpressionValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case string(String)
    case date(Day)
    case list([ExpressionValue])
    case record([String: ExpressionValue])

    /// CEL's equality: texts are equal when their code points are, without normalization.
    func isEqual(_ other: ExpressionValue) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isEqual($1) }
        default: self == other
        }
    }

    /// Whether this comes before `other`; nil for values without an order.
    func isBefore(_ other: ExpressionValue) -> Bool? {
        switch (self, other) {
        case (.int(let left), .int(let right)): left < right
        case (.date(let left), .date(let right)): left < right
        case (.bool(let left), .bool(let right)): !left && right
        case (.string(let left), .string(let right)):
            // The order of UTF-8 bytes is that of code points.
            left.utf8.lexicographicallyPrecedes(right.utf8)
        default: nil
        }
    }

    func conforms(to type: ExpressionType) -> Bool {
        switch (self, type) {
        case (.bool, .bool), (.int, .int), (.string, .string), (.date, .date), (.record, .record),
            (.null, .null), (.null, .optional):
            true
        case (_, .optional(let type)): conforms(to: type)
        case (.list(let elements), .list(let type)): elements.allSatisfy { $0.conforms(to: type) }
        default: false
        }
    }

    /// What handling it costs, in steps.
    var weight: Int {
        switch self {
        case .null, .bool, .int, .date: 1
        case .string(let text): 1 + text.utf8.count / 16
        case .list(let elements): elements.reduce(1) { $0 + $1.weight }
        case .record(let fields): 1 + fields.count
        }
    }
}
