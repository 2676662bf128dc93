import Forms
import Kernel
import Web

/// Between what forms know and what the components show.
enum FieldStates {
    /// What was typed, as the values of a page's form. Browsers know yes and no as `ya` and
    /// `tidak`.
    static func values(_ typed: TypedAnswers, _ fields: [Field]) -> [String: [String]] {
        var values: [String: [String]] = [:]
        for field in fields {
            guard let texts = typed.texts[field.id] else { continue }
            if case .yesNo = field.kind {
                values[SentGroup.fieldName(field.id)] = texts.map {
                    $0 == "yes" ? "ya" : $0 == "no" ? "tidak" : $0
                }
            } else {
                values[SentGroup.fieldName(field.id)] = texts
            }
        }
        return values
    }

    /// Problems in words for one reader, each with the name of its question, so that the list at
    /// the top of a page can be understood alone.
    static func problems(
        _ problems: [FieldProblem], _ form: FormDefinition, _ words: Wording
    ) -> [Refusal.Problem] {
        problems.map { problem in
            let label = form.field(problem.field).map { short(words($0.label)) } ?? ""
            return Refusal.Problem(
                label.isEmpty ? "portal.problem.plain" : "portal.problem",
                field: SentGroup.fieldName(problem.field),
                values: ["label": label, "text": text(problem, words)])
        }
    }

    /// The sentence of a problem; days and numbers as people write them.
    static func text(_ problem: FieldProblem, _ words: Wording) -> String {
        if let message = problem.message { return words(message) }
        var values = problem.values
        for name in ["earliest", "latest"] {
            if let day = values[name].flatMap(Day.init(iso:)) {
                values[name] = HumanText.day(day, words.language)
            }
        }
        for name in ["min", "max", "length"] {
            if let number = values[name].flatMap({ Int64($0) }) {
                values[name] = HumanText.number(number, words.language)
            }
        }
        return words(problem.key, values)
    }

    /// Problems that came with a refusal: their fields are names of the form or of the page.
    static func problems(_ form: FormState, _ fields: [Field]) -> [Refusal.Problem] {
        let known = Set(fields.map(\.id))
        return form.problems.map { problem in
            guard let field = problem.field, known.contains(field) else { return problem }
            return problem.at(SentGroup.fieldName(field))
        }
    }

    /// Long statements are cut at a word.
    private static func short(_ label: String) -> String {
        guard label.count > 60 else { return label }
        let cut = label.prefix(60)
        guard let space = cut.lastIndex(of: " ") else { return cut + "…" }
        return cut[..<space] + "…"
    }
}
