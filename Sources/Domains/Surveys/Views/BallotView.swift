import Kernel
import Web

/// Nine questions with their answers in words, and whatever somebody likes to add.
func ballotView(_ code: BallotCode, _ service: String, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let body = ui.form(SurveyURL.ballot.filled(code.text), form, warnsUnsaved: true) { field in
        let questions = HTML.each(SurveyElement.allCases) { element -> HTML in
            let name = element.rawValue
            let answers = SurveyElement.scores.map { score in
                FormView.Choice("\(score)", words("surveys.\(name).\(score)"))
            }
            let unknown = FormView.Choice("0", words("surveys.unsure"))
            return """
                <div class="scale">\
                \(field.radios(name, words("surveys.\(name).ask"), answers + [unknown]))</div>
                """
        }
        let traits = HTML.each(Trait.allCases) { trait in
            field.select(
                trait.rawValue, words("surveys.\(trait.rawValue)"),
                trait.values.map { .init($0, words("surveys.\(trait.rawValue).\($0)")) },
                isRequired: false)
        }
        return """
            \(questions)\
            \(field.textarea("saran", words("surveys.suggestion"),
                hint: words("surveys.suggestion.hint"), isRequired: false, rows: 3,
                max: Ballot.longest))\
            \(ui.details(words("surveys.traits"), "<p>\(words("surveys.traits.hint"))</p>\(traits)",
                isOpen: Trait.allCases.contains { !form.value($0.rawValue).isEmpty }))\
            \(field.submit(words("surveys.send")))
            """
    }
    return Page(
        words("surveys.ballot.title"), lead: words("surveys.ballot.lead"), caption: service,
        body: body + "<p class=\"hint\">\(words("surveys.ballot.secret"))</p>")
}

/// A ballot that cannot be used any more.
func closedView(_ refusal: Refusal, _ ui: UI) -> Page {
    let words = ui.words
    let text = refusal.problems.first.map { words($0) } ?? ""
    return Page(
        words("surveys.ballot.title"),
        body: """
            \(ui.notice(.info, text: text))\
            \(ui.buttons(ui.linkButton(words("surveys.index.open"), SurveyURL.overview.filled())))
            """)
}
