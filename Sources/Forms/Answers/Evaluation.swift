import Kernel

/// Answers a form's expressions on given answers and a given day.
///
/// An expression that needs an answer which is not there is *unknown*: conditions then count as
/// false, rules are not looked at. Lists (choices, files) are never unknown, only empty.
struct Evaluation {
    private(set) var bindings: [String: ExpressionValue]

    init(_ form: FormDefinition, _ answers: Answers, today: Day) {
        bindings = ["today": .date(today)]
        for field in form.fields {
            if let value = answers[field.id] {
                bindings[field.id] = value.expressionValue
            } else if field.kind.isList {
                bindings[field.id] = .list([])
            }
        }
    }

    /// True, false, or nil when unknown.
    func truth(_ expression: Expression) -> Bool? {
        try? expression.isTrue(bindings)
    }

    /// No condition holds always.
    func holds(_ condition: Expression?) -> Bool {
        guard let condition else { return true }
        return truth(condition) ?? false
    }

    func day(_ expression: Expression?) -> Day? {
        guard let expression, case .date(let day)? = value(expression) else { return nil }
        return day
    }

    private func value(_ expression: Expression) -> ExpressionValue? {
        try? expression.evaluate(bindings)
    }

    mutating func forget(_ field: Field) {
        bindings[field.id] = field.kind.isList ? .list([]) : nil
    }
}

extension FieldKind {
    /// Answers of this kind are lists in expressions.
    var isList: Bool {
        switch self {
        case .choices, .file: true
        default: false
        }
    }
}

extension AnswerValue {
    /// The answer as expressions see it; a file counts as its kind.
    public var expressionValue: ExpressionValue {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .int(number)
        case .yesNo(let value): .bool(value)
        case .day(let day): .date(day)
        case .codes(let codes): .list(codes.map(ExpressionValue.string))
        case .files(let files): .list(files.map { .string($0.kind.rawValue) })
        }
    }
}

extension FormDefinition {
    /// The values that a service's expressions see: all relevant answers and `today`.
    public func bindings(_ answers: Answers, now: Day) -> [String: ExpressionValue] {
        bindings(relevant: relevant(answers, now: now), now: now)
    }

    /// The same for answers that are known to be relevant, such as those of a case.
    public func bindings(relevant answers: Answers, now: Day) -> [String: ExpressionValue] {
        Evaluation(self, answers, today: now).bindings
    }
}
