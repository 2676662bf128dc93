/// A condition or computation of a service file: a subset of CEL (Common Expression Language) with
/// its syntax and meaning. It always ends, costs a bounded amount, and is type-checked before it
/// runs.
///
/// Literals (`5`, `"text"`, `true`, `null`, `[1, 2]`), names and fields (`form.lama`), `+ - * / %`
/// on integers with overflow as an error, comparisons, `&& || !`, `a ? b : c`, `in`, `list[0]`,
/// `has(form.x)`, `size`, `matches` (RE2, pattern written out), `startsWith`, `endsWith`,
/// `contains`, `string`, and our own `date`, `addDays`, `addYears`, `daysBetween`,
/// `addWorkingDays`,
/// `workingDaysBetween`, `divide` (rounded), `min`, `max`, `sum(table, 'column')`; `has(x)` also
/// takes a name that may be missing.
///
/// As in CEL, `&&` and `||` absorb an error of one side when the other side decides the result.
public struct Expression: Sendable {
    public let source: String
    public let type: ExpressionType
    /// The paths that it may read, such as `form.lama` or `today`.
    public let fields: Set<String>
    private let bytes: ExpressionSource
    let root: ExpressionStep
    private let environment: ExpressionEnvironment

    /// `expecting` also demands a type of the result.
    public static func compile(
        _ source: String, _ environment: ExpressionEnvironment, expecting: ExpressionType? = nil
    ) throws(ExpressionError) -> Expression {
        let bytes = ExpressionSource(source)
        var parser = try ExpressionParser(bytes, environment.limits)
        let syntax = try parser.parse()
        var checker = ExpressionChecker(bytes, environment)
        let root = try checker.check(syntax)
        if let expecting { _ = try checker.need(expecting, root) }
        return Expression(
            source: source, type: root.type, fields: checker.fields, bytes: bytes, root: root,
            environment: environment)
    }

    /// The value for these bindings of the environment's names. A name of optional type may be left
    /// out. Working-day functions need the calendar.
    public func evaluate(
        _ bindings: [String: ExpressionValue], _ calendar: WorkingCalendar? = nil
    ) throws(ExpressionError) -> ExpressionValue {
        var evaluator = ExpressionEvaluator(bytes, environment, bindings, calendar)
        return try evaluator.value(root)
    }

    /// The value of a condition. `null` fails with `noValue`.
    public func isTrue(
        _ bindings: [String: ExpressionValue], _ calendar: WorkingCalendar? = nil
    ) throws(ExpressionError) -> Bool {
        var evaluator = ExpressionEvaluator(bytes, environment, bindings, calendar)
        return try evaluator.bool(root)
    }
}
