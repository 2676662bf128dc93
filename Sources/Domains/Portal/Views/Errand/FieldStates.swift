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

    /// Problems in words for one reader. The summary of a form puts the name of the question in
    /// front by itself.
    static func problems(_ problems: [FieldProblem], _ words: Wording) -> [Refusal.Problem] {
        problems.map { problem in
            Refusal.Problem(
                "portal.problem", field: SentGroup.fieldName(problem.field),
                values: ["text": text(problem, words)])
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

    /// Problems that came with a refusal: their fields are names of the form or of the page. A
    /// file that was too large for the page was too large for its field, whose limit is smaller.
    static func problems(_ form: FormState, _ fields: [Field]) -> [Refusal.Problem] {
        let byName = Dictionary(fields.map { ($0.id, $0) }) { first, _ in first }
        return form.problems.map { problem in
            guard let name = problem.field else { return problem }
            if let field = byName[name] { return problem.at(SentGroup.fieldName(field.id)) }
            if problem.key == "web.problem.fileTooLarge", name.hasPrefix(GroupInput.prefix),
                let field = byName[String(name.dropFirst(GroupInput.prefix.count))],
                case .file(let rule) = field.kind
            {
                return Refusal.Problem(
                    "forms.file.tooLarge", field: name, values: ["max": rule.sizeText])
            }
            return problem
        }
    }

    /// The name of a question for a list; long statements are cut at a word.
    static func short(_ label: String) -> String {
        guard label.count > 60 else { return label }
        let cut = label.prefix(60)
        guard let space = cut.lastIndex(of: " ") else { return cut + "…" }
        return cut[..<space] + "…"
    }
}
