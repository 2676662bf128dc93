extension ExpressionChecker {
    mutating func binary(
        _ sign: ExpressionSyntax.BinaryOperator, _ left: ExpressionSyntax,
        _ right: ExpressionSyntax, _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        let first = try check(left)
        let second = try check(right)
        let name = "`\(sign.rawValue)`"
        let form: ExpressionStep.Form
        var type = ExpressionType.bool
        switch sign {
        case .and, .or:
            form = .logic(
                isAnd: sign == .and, try need(.bool, first, in: name),
                try need(.bool, second, in: name))
        case .equal, .notEqual:
            try requireSame(first, second, offset, name)
            try requireCode(first, second)
            try requireCode(second, first)
            form = .equality(negated: sign == .notEqual, first, second)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            try requireSame(first, second, offset, name)
            guard first.type.isOrdered, second.type.isOrdered else {
                throw fault(.type, offset, "a \(first.type) has no order", hint: "use `==`")
            }
            form = .order(sign, first, second)
        case .member:
            guard case .list(let element) = second.type.required,
                first.type.joined(with: element) != nil
            else {
                throw fault(
                    .type, offset, "`in` cannot look for a \(first.type) in a \(second.type)",
                    hint: "write `value in [value, value]`")
            }
            try requireCode(first, second)
            try requireCode(second, first)
            form = .member(first, second)
        case .add, .subtract, .multiply, .divide, .remainder:
            type = try sum(sign, first, second, offset)
            form = .arithmetic(sign, first, second)
        }
        return ExpressionStep(form: form, type: type, offset: offset)
    }

    private func requireSame(
        _ first: ExpressionStep, _ second: ExpressionStep, _ offset: Int, _ name: String
    ) throws(ExpressionError) {
        guard let type = first.type.joined(with: second.type) else {
            throw fault(
                .type, offset, "\(name) compares a \(first.type) with a \(second.type)",
                hint: "both sides must be of one type")
        }
        if case .record = type.required, first.type != .null, second.type != .null {
            throw fault(.type, offset, "records cannot be compared", hint: "compare their fields")
        }
    }

    /// A code that is written out, alone or in a list, must be one that the name beside it can
    /// have.
    private func requireCode(
        _ name: ExpressionStep, _ written: ExpressionStep
    ) throws(ExpressionError) {
        guard case .name(let name) = name.form, let codes = codes(of: name) else { return }
        let elements: [ExpressionStep]
        if case .list(let list) = written.form { elements = list } else { elements = [written] }
        for element in elements {
            guard case .literal(.string(let code)) = element.form, !codes.contains(code) else {
                continue
            }
            throw fault(
                .unknown, element.offset, "`\(name)` has no option `\(code)`",
                hint: Nearest.hint(code, codes))
        }
    }

    /// Integers are added; `+` also joins texts and lists, as in CEL.
    private func sum(
        _ sign: ExpressionSyntax.BinaryOperator, _ first: ExpressionStep,
        _ second: ExpressionStep, _ offset: Int
    ) throws(ExpressionError) -> ExpressionType {
        let left = first.type.required
        let right = second.type.required
        if left == .int, right == .int { return .int }
        if sign == .add {
            if left == .string, right == .string { return .string }
            if case .list = left, case .list = right, let type = left.joined(with: right) {
                return type
            }
        }
        let hint = left == .date || right == .date ? "use addDays(date, number) or daysBetween" : ""
        throw fault(
            .type, offset, "`\(sign.rawValue)` cannot take a \(first.type) and a \(second.type)",
            hint: hint)
    }

    mutating func call(
        _ name: String, _ method: Bool, _ arguments: [ExpressionSyntax], _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        if name == "has", !method { return try has(arguments, offset) }
        if name == "matches" { return try matches(arguments, offset) }
        if name == "sum", !method { return try total(arguments, offset) }
        guard let function = ExpressionFunction(rawValue: name) else {
            let known = ExpressionFunction.allCases.map(\.rawValue) + ["has", "matches", "sum"]
            throw fault(
                .unknown, offset, "there is no function `\(name)`", hint: Nearest.hint(name, known))
        }
        let signature = function.signature
        guard function.allows(method: method), arguments.count == signature.arguments.count else {
            throw fault(
                .type, offset, "`\(name)` is not called like this",
                hint: "write \(function.usage)")
        }
        var steps: [ExpressionStep] = []
        for (index, argument) in arguments.enumerated() {
            let step = try check(argument)
            guard function.accepts(step.type, at: index) else {
                throw fault(
                    .type, step.offset, "`\(name)` cannot take a \(step.type) here",
                    hint: "write \(function.usage)")
            }
            steps.append(step)
        }
        if function == .date, case .literal(.string(let text)) = steps[0].form {
            guard let day = Day(iso: text) else {
                throw fault(
                    .value, steps[0].offset, "`\(text)` is no day", hint: "write YYYY-MM-DD")
            }
            return ExpressionStep(form: .literal(.date(day)), type: .date, offset: offset)
        }
        return ExpressionStep(
            form: .call(function, steps), type: signature.result, offset: offset)
    }

    private mutating func has(
        _ arguments: [ExpressionSyntax], _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        let step = arguments.count == 1 ? try check(arguments[0]) : nil
        switch (step?.form, step?.type) {
        case (.field(let target, let name), _):
            return ExpressionStep(form: .has(target, name), type: .bool, offset: offset)
        case (.name, .optional):
            // CEL knows it of fields only; our forms are names.
            guard let step else { break }
            let null = ExpressionStep(form: .literal(.null), type: .null, offset: offset)
            return ExpressionStep(
                form: .equality(negated: true, step, null), type: .bool, offset: offset)
        case (.name, .list):
            // A list that nobody filled in is empty.
            guard let step else { break }
            let zero = ExpressionStep(form: .literal(.int(0)), type: .int, offset: offset)
            let size = ExpressionStep(form: .call(.size, [step]), type: .int, offset: offset)
            return ExpressionStep(
                form: .order(.greater, size, zero), type: .bool, offset: offset)
        default: break
        }
        throw fault(
            .type, offset, "`has` asks whether a field is filled in", hint: "write has(name)")
    }

    /// `sum(list, 'field')`: the field is written out, so that its type is known.
    private mutating func total(
        _ arguments: [ExpressionSyntax], _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        let usage = "write sum(table, 'column')"
        guard arguments.count == 2 else {
            throw fault(.type, offset, "`sum` is not called like this", hint: usage)
        }
        let list = try check(arguments[0])
        guard case .list(let element) = list.type.required,
            case .record(let fields) = element.required
        else {
            throw fault(.type, list.offset, "`sum` cannot take a \(list.type) here", hint: usage)
        }
        guard case .literal(.string(let name)) = arguments[1].form else {
            throw fault(
                .type, arguments[1].offset, "a column must be written out", hint: "put it in quotes"
            )
        }
        let known = fields.filter { $0.value.required == .int }.keys
        guard known.contains(name) else {
            throw fault(
                .unknown, arguments[1].offset, "there is no whole number `\(name)` in this table",
                hint: Nearest.hint(name, known))
        }
        return ExpressionStep(form: .total(list, name), type: .int, offset: offset)
    }

    private mutating func matches(
        _ arguments: [ExpressionSyntax], _ offset: Int
    ) throws(ExpressionError) -> ExpressionStep {
        guard arguments.count == 2 else {
            throw fault(
                .type, offset, "`matches` is not called like this",
                hint: "write text.matches(\"pattern\")")
        }
        let text = try need(.string, try check(arguments[0]), in: "`matches`")
        // Patterns of unknown size would make the cost unknown.
        guard case .literal(.string(let source)) = arguments[1].form else {
            throw fault(
                .type, arguments[1].offset, "a pattern must be written out",
                hint: "put it in quotes")
        }
        do {
            let pattern = try RE2Pattern(source)
            return ExpressionStep(form: .matches(text, pattern), type: .bool, offset: offset)
        } catch {
            let reason = error.problems.first?.values["reason"] ?? "more than 500 bytes"
            throw fault(
                .value, arguments[1].offset, "the pattern is not valid: \(reason)",
                hint: "see RE2's syntax; there are no look-arounds and back-references")
        }
    }
}
