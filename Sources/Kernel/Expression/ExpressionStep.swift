/// What the checker makes and the evaluator walks: names resolved, types known.
struct ExpressionStep: Sendable {
    indirect enum Form: Sendable {
        case literal(ExpressionValue)
        case name(String)
        case field(ExpressionStep, String)
        /// Whether a field has a value.
        case has(ExpressionStep, String)
        case index(ExpressionStep, ExpressionStep)
        case list([ExpressionStep])
        case not(ExpressionStep)
        case negate(ExpressionStep)
        case logic(isAnd: Bool, ExpressionStep, ExpressionStep)
        case equality(negated: Bool, ExpressionStep, ExpressionStep)
        case order(ExpressionSyntax.BinaryOperator, ExpressionStep, ExpressionStep)
        case member(ExpressionStep, ExpressionStep)
        case arithmetic(ExpressionSyntax.BinaryOperator, ExpressionStep, ExpressionStep)
        case choice(ExpressionStep, ExpressionStep, ExpressionStep)
        case matches(ExpressionStep, RE2Pattern)
        case call(ExpressionFunction, [ExpressionStep])
        /// The sum of one whole-number field over a list of records.
        case total(ExpressionStep, String)
    }

    let form: Form
    let type: ExpressionType
    let offset: Int
}
