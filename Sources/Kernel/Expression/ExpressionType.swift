/// What an expression, or a name in it, stands for.
public indirect enum ExpressionType: Sendable, Hashable {
    case bool
    case int
    case string
    case date
    case list(ExpressionType)
    /// Named fields, such as the answers of a form.
    case record([String: ExpressionType])
    /// A value that may be missing (`null`). It may be used like its value; an evaluation that then
    /// meets `null` fails with `noValue`, unless `has(…)`, `== null`, `&&`, `||` or `?:` guards it.
    case optional(ExpressionType)
    /// Only `null` itself.
    case null
    /// The elements of an empty list: fits any type.
    case never

    /// Without the possibility of `null`.
    public var required: ExpressionType {
        if case .optional(let type) = self { type } else { self }
    }

    /// The type of a value that is of either type; nil when they do not go together.
    func joined(with other: ExpressionType) -> ExpressionType? {
        switch (self, other) {
        case _ where self == other: self
        case (.never, let type), (let type, .never): type
        case (.null, .optional(let type)), (.optional(let type), .null): .optional(type)
        case (.null, let type), (let type, .null): .optional(type)
        case (.optional(let left), let right), (let left, .optional(let right)):
            left.joined(with: right.required).map { .optional($0) }
        case (.list(let left), .list(let right)): left.joined(with: right).map { .list($0) }
        default: nil
        }
    }

    /// Whether a value of this type may stand where `wanted` is needed.
    func fits(_ wanted: ExpressionType) -> Bool {
        if self == .null { return wanted == .null }
        guard let joined = required.joined(with: wanted.required) else { return false }
        return joined == wanted.required
    }

    /// Whether values have an order.
    var isOrdered: Bool {
        switch required {
        case .bool, .int, .string, .date: true
        default: false
        }
    }
}

extension ExpressionType: CustomStringConvertible {
    /// As error messages name it.
    public var description: String {
        switch self {
        case .bool: "yes/no"
        case .int: "number"
        case .string: "text"
        case .date: "date"
        case .list(let element): "list of \(element.plural)"
        case .record: "group"
        case .optional(let type): "\(type)"
        case .null: "null"
        case .never: "nothing"
        }
    }
}

extension ExpressionType {
    /// Several of them, as error messages name them.
    var plural: String { self == .bool ? "yes/no answers" : "\(self)s" }
}
