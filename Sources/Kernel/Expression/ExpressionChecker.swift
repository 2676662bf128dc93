/// Gives every part of an expression its type, or says why it has none.
struct ExpressionChecker {
    private let source: ExpressionSource
    private let environment: ExpressionEnvironment
    /// The paths that are read, such as `form.lama`.
    private(set) var fields: Set<String> = []

    init(_ source: ExpressionSource, _ environment: ExpressionEnvironment) {
        self.source = source
        self.environment = environment
    }

    /// The codes that a name can have, where it holds one of several.
    func codes(of name: String) -> Set<String>? { environment.codes[name] }

    func fault(
        _ kind: ExpressionError.Kind, _ offset: Int, _ message: String, hint: String = ""
    ) -> ExpressionError {
        source.error(kind, at: offset, message, hint: hint)
    }

    mutating func check(_ syntax: ExpressionSyntax) throws(ExpressionError) -> ExpressionStep {
        let step = try visit(syntax)
        if let path = ExpressionChecker.path(step) { fields.insert(path) }
        return step
    }

    /// The dotted path of a name or field.
    private static func path(_ step: ExpressionStep) -> String? {
        switch step.form {
        case .name(let name): name
        case .field(let target, let name), .has(let target, let name):
            path(target).map { "\($0).\(name)" }
        default: nil
        }
    }

    private mutating func visit(
        _ syntax: ExpressionSyntax
    ) throws(ExpressionError) -> ExpressionStep {
        let offset = syntax.offset
        switch syntax.form {
        case .literal(let value):
            return ExpressionStep(
                form: .literal(value), type: ExpressionChecker.type(value), offset: offset)
        case .name(let name): return try self.name(name, offset)
        case .field(let target, let name):
            // Not `check`: of `a.b` only the whole path counts as read.
            return try field(try visit(target), name, offset)
        case .index(let target, let index): return try self.index(target, index, offset)
        case .list(let elements): return try list(elements, offset)
        case .unary(let sign, let operand): return try unary(sign, operand, offset)
        case .binary(let sign, let left, let right): return try binary(sign, left, right, offset)
        case .choice(let condition, let first, let second):
            return try choice(condition, first, second, offset)
        case .call(let name, let method, let arguments):
            return try call(name, method, arguments, offset)
        }
    }

    private static func type(_ value: ExpressionValue) -> ExpressionType {
        switch value {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .string: .string
        case .date: .date
        case .list: .list(.never)
        case .record: .record([:])
        }
    }

    private func name(_ name: String, _ offset: Int) throws(ExpressionError) -> ExpressionStep {
        guard let type = environment.names[name] else {
            throw fault(
                .unknown, offset, "there is no name `\(name)` here",
                hint: Nearest.hint(name, environment.names.keys))
        }
        return ExpressionStep(form: .name(name), type: type, offset: offset)
    }

    private func field(
        _ target: ExpressionStep, _ name: String, _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        guard case .record(let fields) = target.type.required else {
            throw fault(
                .type, offset, "a \(target.type) has no fields",
                hint: "only records have fields, such as `form.\(name)`")
        }
        guard let type = fields[name] else {
            throw fault(
                .unknown, offset, "there is no field `\(name)` here",
                hint: Nearest.hint(name, fields.keys))
        }
        return ExpressionStep(form: .field(target, name), type: type, offset: offset)
    }

    private mutating func index(
        _ target: ExpressionSyntax, _ index: ExpressionSyntax, _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        let list = try check(target)
        let place = try need(.int, try check(index))
        guard case .list(let element) = list.type.required else {
            throw fault(.type, offset, "a \(list.type) has no elements", hint: "only lists have")
        }
        return ExpressionStep(form: .index(list, place), type: element, offset: offset)
    }

    private mutating func list(
        _ elements: [ExpressionSyntax], _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        var type = ExpressionType.never
        var steps: [ExpressionStep] = []
        for element in elements {
            let step = try check(element)
            guard let joined = type.joined(with: step.type) else {
                throw fault(
                    .type, step.offset, "a \(step.type) in a list of \(type.plural)",
                    hint: "the elements of a list must be of one type")
            }
            type = joined
            steps.append(step)
        }
        return ExpressionStep(form: .list(steps), type: .list(type), offset: offset)
    }

    func need(
        _ type: ExpressionType, _ step: ExpressionStep, in place: String = ""
    ) throws(ExpressionError) -> ExpressionStep {
        guard step.type.fits(type) else {
            let spot = place.isEmpty ? "here" : "by \(place)"
            throw fault(
                .type, step.offset, "a \(type) is needed \(spot), this is a \(step.type)",
                hint: ExpressionChecker.advice(step.type, type))
        }
        return step
    }

    private static func advice(_ actual: ExpressionType, _ wanted: ExpressionType) -> String {
        switch (actual.required, wanted) {
        case (.string, .date): "write date(\"2026-11-23\")"
        case (.int, .bool): "compare it, such as `… > 0`"
        case (.string, .bool): "compare it, such as `… == \"…\"`"
        case (.string, .int): "use size(…) for its length, or a number field"
        default: ""
        }
    }

    private mutating func unary(
        _ sign: ExpressionSyntax.UnaryOperator, _ operand: ExpressionSyntax, _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        let step = try check(operand)
        switch sign {
        case .not:
            let operand = try need(.bool, step, in: "`!`")
            return ExpressionStep(form: .not(operand), type: .bool, offset: offset)
        case .negate:
            let operand = try need(.int, step, in: "`-`")
            return ExpressionStep(form: .negate(operand), type: .int, offset: offset)
        }
    }

    private mutating func choice(
        _ condition: ExpressionSyntax, _ first: ExpressionSyntax, _ second: ExpressionSyntax,
        _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        let test = try need(.bool, try check(condition), in: "`?`")
        let left = try check(first)
        let right = try check(second)
        guard let type = left.type.joined(with: right.type) else {
            throw fault(
                .type, right.offset, "the choice gives a \(left.type) or a \(right.type)",
                hint: "both must be of one type")
        }
        return ExpressionStep(form: .choice(test, left, right), type: type, offset: offset)
    }
}
