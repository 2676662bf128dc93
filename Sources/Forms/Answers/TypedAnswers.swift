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
                let typed = (texts[field.id] ?? []).map(Typed.trim).filter { !$0.isEmpty }
                guard let first = typed.first else {
                    result[field.id] = nil
                    continue
                }
                if let value = Typed.value(field.kind, first, typed) {
                    result[field.id] = value
                } else {
                    result[field.id] = nil
                    problems.append(FieldProblem(field.id, Typed.problemKey(field.kind)))
                }
            }
        }
        return (result, problems)
    }

    /// What was typed into these fields and is not understood.
    func problems(of fields: [Field]) -> [FieldProblem] {
        fields.compactMap { field in
            if case .file = field.kind { return nil }
            let typed = (texts[field.id] ?? []).map(Typed.trim).filter { !$0.isEmpty }
            guard let first = typed.first, Typed.value(field.kind, first, typed) == nil else {
                return nil
            }
            return FieldProblem(field.id, Typed.problemKey(field.kind))
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
