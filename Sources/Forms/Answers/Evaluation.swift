import Kernel

/// Answers a form's expressions on given answers and a given day.
///
/// An expression that needs an answer which is not there is *unknown*: conditions then count as
/// false, rules are not looked at. Lists (choices, files) are never unknown, only empty.
struct Evaluation {
    private(set) var bindings: [String: ExpressionValue]

    /// - Parameter keepsComputed: computed values are taken from the answers; else they are open,
    ///   for `compute`.
    init(_ form: FormDefinition, _ answers: Answers, today: Day, keepsComputed: Bool = true) {
        bindings = ["today": .date(today)]
        for field in form.fields {
            if !keepsComputed, !field.kind.isAnswered { continue }
            if let value = answers[field.id] {
                bindings[field.id] = value.expressionValue
            } else if field.kind.isList {
                bindings[field.id] = .list([])
            }
        }
    }

    /// Works out a computed field from what stands before it; nothing while that is missing.
    mutating func compute(_ field: Field) {
        guard case .computed(let rule) = field.kind else { return }
        let value = value(rule.value)
        bindings[field.id] = value == .null ? nil : value
    }

    /// The value of a computed field as an answer.
    func answer(_ field: Field) -> AnswerValue? {
        switch bindings[field.id] {
        case .string(let text): .text(text)
        case .int(let number): .integer(number)
        case .bool(let value): .yesNo(value)
        case .date(let day): .day(day)
        default: nil
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
        case .choices, .file, .table: true
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
        case .range(let range): .record(["from": .date(range.from), "to": .date(range.to)])
        case .region(let region):
            .record(
                AnswerValue.texts(["code": region.code.text, "rw": region.rw, "rt": region.rt]))
        case .address(let address):
            .record(
                AnswerValue.texts([
                    "street": address.street, "rt": address.rt, "rw": address.rw,
                    "region": address.region?.text, "city": address.city,
                    "postalCode": address.postalCode,
                ]))
        case .point(let point):
            .record(
                AnswerValue.texts(["region": point.region.text, "text": point.description])
                    .merging(
                        point.point.map {
                            ["lat": .int($0.latitude), "lon": .int($0.longitude)]
                        } ?? [:]
                    ) { first, _ in first })
        case .rows(let rows): .list(rows.map { .record($0.values.mapValues(\.expressionValue)) })
        }
    }

    private static func texts(_ texts: [String: String?]) -> [String: ExpressionValue] {
        texts.compactMapValues { $0.map(ExpressionValue.string) }
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

    /// A bound of a date, where it can be said.
    public func day(_ expression: Expression?, _ answers: Answers, now: Day) -> Day? {
        Evaluation(self, answers, today: now).day(expression)
    }
}
