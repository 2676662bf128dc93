/// What the parser makes: the shape of an expression, before names and types are looked at.
struct ExpressionSyntax: Sendable {
    indirect enum Form: Sendable {
        case literal(ExpressionValue)
        case name(String)
        case field(ExpressionSyntax, String)
        case index(ExpressionSyntax, ExpressionSyntax)
        case list([ExpressionSyntax])
        case unary(UnaryOperator, ExpressionSyntax)
        case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax)
        case choice(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax)
        /// `f(a)` and `a.f(b)`: then the target is the first argument.
        case call(String, method: Bool, [ExpressionSyntax])
    }

    enum UnaryOperator: String, Sendable {
        case not = "!"
        case negate = "-"
    }

    enum BinaryOperator: String, Sendable {
        case or = "||"
        case and = "&&"
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case member = "in"
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case remainder = "%"

        /// The higher, the tighter it binds.
        var precedence: Int {
            switch self {
            case .or: 1
            case .and: 2
            case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .member: 3
            case .add, .subtract: 4
            case .multiply, .divide, .remainder: 5
            }
        }
    }

    let form: Form
    let offset: Int
    let depth: Int
}
