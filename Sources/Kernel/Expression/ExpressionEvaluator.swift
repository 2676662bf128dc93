/// Walks a checked expression once, counting what it costs.
struct ExpressionEvaluator {
    let source: ExpressionSource
    private let environment: ExpressionEnvironment
    private let bindings: [String: ExpressionValue]
    let calendar: WorkingCalendar?
    private var steps = 0

    init(
        _ source: ExpressionSource, _ environment: ExpressionEnvironment,
        _ bindings: [String: ExpressionValue], _ calendar: WorkingCalendar?
    ) {
        self.source = source
        self.environment = environment
        self.bindings = bindings
        self.calendar = calendar
    }

    func fault(
        _ kind: ExpressionError.Kind, _ step: ExpressionStep, _ message: String, hint: String = ""
    ) -> ExpressionError {
        source.error(kind, at: step.offset, message, hint: hint)
    }

    /// Adds to the bill.
    mutating func pay(_ cost: Int, _ step: ExpressionStep) throws(ExpressionError) {
        steps += cost
        guard steps <= environment.limits.steps else {
            throw fault(.cost, step, "the evaluation takes too many steps", hint: "divide it")
        }
    }

    mutating func value(_ step: ExpressionStep) throws(ExpressionError) -> ExpressionValue {
        try pay(1, step)
        switch step.form {
        case .literal(let value): return value
        case .name(let name): return try read(bindings[name], name, step)
        case .field(let target, let name):
            guard case .record(let fields) = try present(target) else { throw misfit(target) }
            return try read(fields[name], name, step)
        case .has(let target, let name):
            guard case .record(let fields) = try present(target) else { throw misfit(target) }
            return .bool(fields[name] != nil && fields[name] != .null)
        case .index(let list, let index): return try element(list, index, step)
        case .list(let elements):
            var values: [ExpressionValue] = []
            for element in elements { values.append(try value(element)) }
            return .list(values)
        case .not(let operand): return .bool(!(try bool(operand)))
        case .negate(let operand):
            let (result, overflow) = Int64(0).subtractingReportingOverflow(try int(operand))
            guard !overflow else { throw fault(.overflow, step, "the result is too large") }
            return .int(result)
        case .logic(let isAnd, let left, let right): return .bool(try logic(isAnd, left, right))
        case .equality(let negated, let left, let right):
            let (first, second) = (try value(left), try value(right))
            try pay(min(first.weight, second.weight), step)
            return .bool(first.isEqual(second) != negated)
        case .order(let sign, let left, let right): return .bool(try order(sign, left, right, step))
        case .member(let element, let list): return .bool(try member(element, list, step))
        case .arithmetic(let sign, let left, let right): return try sum(sign, left, right, step)
        case .choice(let condition, let first, let second):
            return try bool(condition) ? value(first) : value(second)
        case .matches(let text, let pattern):
            let text = try string(text)
            try pay(1 + text.utf8.count / 4, step)
            return .bool(pattern.matches(text))
        case .call(let function, let arguments): return try call(function, arguments, step)
        case .total(let list, let name): return .int(try total(list, name, step))
        }
    }

    private mutating func read(
        _ value: ExpressionValue?, _ name: String, _ step: ExpressionStep
    ) throws(ExpressionError) -> ExpressionValue {
        let value = value ?? .null
        try pay(value.weight, step)
        if value.conforms(to: step.type) { return value }
        if value == .null { throw noValue(step, name) }
        throw fault(.type, step, "the value of `\(name)` is no \(step.type)")
    }

    private func noValue(_ step: ExpressionStep, _ name: String? = nil) -> ExpressionError {
        fault(
            .noValue, step, "\(name.map { "`\($0)`" } ?? "this") has no value",
            hint: "ask first with `has(…) &&` or `… != null &&`")
    }

    /// Impossible after the check; an error all the same rather than a trap.
    func misfit(_ step: ExpressionStep) -> ExpressionError {
        fault(.type, step, "this value is no \(step.type)")
    }

    /// A value that is not `null`.
    mutating func present(_ step: ExpressionStep) throws(ExpressionError) -> ExpressionValue {
        let value = try value(step)
        if value == .null { throw noValue(step) }
        return value
    }

    mutating func bool(_ step: ExpressionStep) throws(ExpressionError) -> Bool {
        guard case .bool(let value) = try present(step) else { throw misfit(step) }
        return value
    }

    mutating func int(_ step: ExpressionStep) throws(ExpressionError) -> Int64 {
        guard case .int(let value) = try present(step) else { throw misfit(step) }
        return value
    }

    mutating func string(_ step: ExpressionStep) throws(ExpressionError) -> String {
        guard case .string(let value) = try present(step) else { throw misfit(step) }
        return value
    }

    mutating func date(_ step: ExpressionStep) throws(ExpressionError) -> Day {
        guard case .date(let value) = try present(step) else { throw misfit(step) }
        return value
    }

    /// A text that is not longer than allowed.
    func made(_ text: String, _ step: ExpressionStep) throws(ExpressionError) -> ExpressionValue {
        guard text.utf8.count <= environment.limits.text else {
            throw fault(.cost, step, "a text becomes longer than \(environment.limits.text) bytes")
        }
        return .string(text)
    }

    /// CEL's `&&` and `||`: an error of the first side does not matter if the second decides.
    private mutating func logic(
        _ isAnd: Bool, _ left: ExpressionStep, _ right: ExpressionStep
    ) throws(ExpressionError) -> Bool {
        let first: Bool
        do {
            first = try bool(left)
        } catch {
            if error.kind == .cost { throw error }
            if try bool(right) == !isAnd { return !isAnd }
            throw error
        }
        return first == isAnd ? try bool(right) : !isAnd
    }
}
