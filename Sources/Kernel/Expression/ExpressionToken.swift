/// A word of an expression.
struct ExpressionToken: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case name(String)
        /// The magnitude; the sign is an operator.
        case int(UInt64)
        case string(String)
        /// An operator or bracket.
        case mark(String)
        case end
    }

    let kind: Kind
    let offset: Int

    /// For messages.
    var shown: String {
        switch kind {
        case .name(let name): "`\(name)`"
        case .int(let value): "`\(value)`"
        case .string: "a text"
        case .mark(let mark): "`\(mark)`"
        case .end: "the end"
        }
    }
}
