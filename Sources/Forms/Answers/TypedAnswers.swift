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

    /// The one text of a field, empty when nothing was typed.
    public func text(_ field: String) -> String { texts[field]?.first ?? "" }

    public func contains(_ field: String, _ code: String) -> Bool {
        texts[field]?.contains(code) ?? false
    }

    /// These with the other's laid over them, field by field: a row that was removed stays removed.
    public func merging(_ other: TypedAnswers) -> TypedAnswers {
        let fields = Set(other.texts.keys.map(Self.field(of:)))
        let kept = texts.filter { !fields.contains(Self.field(of: $0.key)) }
        return TypedAnswers(kept.merging(other.texts) { _, new in new })
    }

    /// The field that an input belongs to: what stands before its first dot.
    public static func field(of input: String) -> String {
        input.firstIndex(of: ".").map { String(input[..<$0]) } ?? input
    }

    /// What was typed into one part of a field, without blanks around it.
    public func part(_ field: String, _ part: String) -> String {
        Typed.trim(text("\(field).\(part)"))
    }

    /// Only the inputs of fields that `isIncluded`.
    public func filter(_ isIncluded: (_ field: String) -> Bool) -> TypedAnswers {
        TypedAnswers(texts.filter { isIncluded(Self.field(of: $0.key)) })
    }

    /// All that was typed into a field, for showing what could not be understood.
    public func all(_ field: String) -> String {
        let inputs = texts.keys.filter {
            Self.field(of: $0) == field && $0 != "\(field).\(Self.rowCount)"
        }
        return inputs.sorted().flatMap { texts[$0] ?? [] }.map(Typed.trim)
            .filter { !$0.isEmpty }.joined(separator: ", ")
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
        let fields = form.groups.filter { group == nil || $0.id == group }.flatMap(\.fields)
        return read(fields, form.places, over: answers)
    }

    /// The same for any list of fields, such as those of an officer's step.
    public func read(
        _ fields: [Field], _ places: Places, over answers: Answers = Answers()
    ) -> (answers: Answers, problems: [FieldProblem]) {
        var result = answers
        var problems: [FieldProblem] = []
        for field in fields where field.kind.isTyped {
            let understood = understood(field, places)
            result[field.id] = understood.value
            problems += understood.problems
        }
        return (result, problems)
    }

    /// What was typed into these fields and is not understood.
    func problems(of fields: [Field], _ places: Places) -> [FieldProblem] {
        fields.flatMap { understood($0, places).problems }
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
