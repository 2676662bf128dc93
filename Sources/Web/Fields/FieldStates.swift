import Forms
import Kernel

/// Between what forms know and what the components show.
public enum FieldStates {
    /// The state of a page that shows questions: what was typed and what is wrong with it.
    public static func state(
        _ typed: TypedAnswers, _ fields: [Field], problems: [FieldProblem] = [], _ words: Wording
    ) -> FormState {
        var state = FormState()
        state.values = values(typed, fields)
        state.problems = self.problems(problems, words)
        return state
    }

    /// What was typed, as the values of a page's form. Browsers know yes and no as `ya` and
    /// `tidak`.
    public static func values(_ typed: TypedAnswers, _ fields: [Field]) -> [String: [String]] {
        let byName = Dictionary(fields.map { ($0.id, $0) }) { first, _ in first }
        var values: [String: [String]] = [:]
        for (input, texts) in typed.texts {
            guard let field = byName[TypedAnswers.field(of: input)] else { continue }
            values[SentFields.name(input)] = isYesNo(field, input) ? texts.map(shown) : texts
        }
        return values
    }

    private static func isYesNo(_ field: Field, _ input: String) -> Bool {
        switch field.kind {
        case .yesNo: return true
        case .table(let rule):
            let column = input.split(separator: ".").last.map(String.init) ?? ""
            if case .yesNo? = rule.column(column)?.kind { return true }
            return false
        default: return false
        }
    }

    private static func shown(_ text: String) -> String {
        text == "yes" ? "ya" : text == "no" ? "tidak" : text
    }

    /// Problems in words for one reader. The summary of a form puts the name of the question in
    /// front by itself.
    public static func problems(_ problems: [FieldProblem], _ words: Wording) -> [Refusal.Problem] {
        problems.map { problem in
            Refusal.Problem(
                "web.field.problem", field: SentFields.name(problem.input),
                values: ["text": text(problem, words)])
        }
    }

    /// The sentence of a problem; days and numbers as people write them.
    public static func text(_ problem: FieldProblem, _ words: Wording) -> String {
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
    public static func problems(_ form: FormState, _ fields: [Field]) -> [Refusal.Problem] {
        let byName = Dictionary(fields.map { ($0.id, $0) }) { first, _ in first }
        return form.problems.map { problem in
            guard let name = problem.field else { return problem }
            if byName[TypedAnswers.field(of: name)] != nil {
                return problem.at(SentFields.name(name))
            }
            if problem.key == "web.problem.fileTooLarge", name.hasPrefix(SentFields.prefix),
                let field = byName[String(name.dropFirst(SentFields.prefix.count))],
                case .file(let rule) = field.kind
            {
                return Refusal.Problem(
                    "forms.file.tooLarge", field: name, values: ["max": rule.sizeText])
            }
            return problem
        }
    }

    /// The name of a question for a list; long statements are cut at a word.
    public static func short(_ label: String) -> String {
        guard label.count > 60 else { return label }
        let cut = label.prefix(60)
        guard let space = cut.lastIndex(of: " ") else { return cut + "…" }
        return cut[..<space] + "…"
    }
}
