import Kernel

/// What people typed into a form, exactly, by field id. The page shows it again as it was typed,
/// whether it could be understood or not.
public struct TypedAnswers: Sendable, Hashable {
    public private(set) var texts: [String: [String]]

    public init(_ texts: [String: [String]] = [:]) { self.texts = texts }

    /// From the pairs of a form post. Later pairs of one name are further values.
    public init(pairs: some Sequence<(String, String)>) {
        texts = [:]
        for (name, value) in pairs { texts[name, default: []].append(value) }
    }

    /// Answers written as a form shows them.
    public init(showing answers: Answers) {
        texts = answers.values.compactMapValues { value in
            switch value {
            case .text(let text): [text]
            case .integer(let number): ["\(number)"]
            case .yesNo(let value): [value ? "yes" : "no"]
            case .day(let day): [day.iso]
            case .codes(let codes): codes
            case .files: nil
            }
        }
    }

    /// The one text of a field, empty when nothing was typed.
    public func text(_ field: String) -> String { texts[field]?.first ?? "" }

    public func contains(_ field: String, _ code: String) -> Bool {
        texts[field]?.contains(code) ?? false
    }

    /// These with the other's laid over them.
    public func merging(_ other: TypedAnswers) -> TypedAnswers {
        TypedAnswers(texts.merging(other.texts) { _, new in new })
    }

    /// What was typed into the fields of a group, and into their parts.
    public func only(_ group: FieldGroup) -> TypedAnswers {
        let names = Set(group.fields.map(\.id))
        return TypedAnswers(
            texts.filter { key, _ in names.contains(String(key.prefix { $0 != "." })) })
    }

    /// Understands what was typed into one group (nil: the whole form). Answers of the group are
    /// replaced by what was typed, an emptied field loses its answer; files and other groups stay.
    /// What cannot be understood is a problem and not an answer.
    public func read(
        _ form: FormDefinition, group: String?, over answers: Answers = Answers()
    ) -> (answers: Answers, problems: [FieldProblem]) {
        var result = answers
        var problems: [FieldProblem] = []
        for part in form.groups where group == nil || part.id == group {
            for field in part.fields {
                if case .file = field.kind { continue }
                switch understood(field) {
                case .value(let value): result[field.id] = value
                case .nothing: result[field.id] = nil
                case .problem(let problem):
                    result[field.id] = nil
                    problems.append(problem)
                }
            }
        }
        return (result, problems)
    }

    private enum Understood { case nothing, value(AnswerValue), problem(FieldProblem) }

    private func understood(_ field: Field) -> Understood {
        let typed = (texts[field.id] ?? []).map(Typed.trim).filter { !$0.isEmpty }
        guard let first = typed.first else { return .nothing }
        if let value = Typed.value(field.kind, first, typed) { return .value(value) }
        return .problem(FieldProblem(field.id, Typed.problemKey(field.kind)))
    }

    /// What was typed into these fields and is not understood.
    func problems(of fields: [Field]) -> [FieldProblem] {
        fields.compactMap { field in
            if case .file = field.kind { return nil }
            guard case .problem(let problem) = understood(field) else { return nil }
            return problem
        }
    }

    /// As stored beside the answers of a draft.
    public var json: JSONValue {
        .object(texts.mapValues { .array($0.map(JSONValue.string)) })
    }

    public init(_ json: JSONValue) {
        texts = (json.objectValue ?? [:]).mapValues { value in
            (value.arrayValue ?? []).compactMap(\.stringValue)
        }
    }
}
