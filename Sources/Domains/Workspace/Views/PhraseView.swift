import Cases
import Kernel
import Web

/// The city's texts for a form: one to begin with by a press, all of them to copy from. They are
/// written in the applicant's language, for the applicant reads them.
struct PhraseView {
    let use: Phrase.Use
    let desk: CaseDesk
    let ui: UI

    private var phrases: [Phrase] { desk.phrases.filter { $0.use == use } }

    /// - Parameters:
    ///   - action: where the form goes.
    ///   - anchor: the part of the page that is shown again.
    ///   - send: what Enter does, for this button is the first of the form.
    func html(_ field: FormView, _ action: String, anchor: String, send: String) -> HTML {
        guard !phrases.isEmpty else { return HTML() }
        let words = ui.words
        let choices = phrases.map { FormView.Choice($0.id, $0.title.text(ui.language)) }
        let texts = HTML.each(phrases) { phrase -> HTML in
            let language = desk.record.language.rawValue
            return """
                <dt>\(phrase.title.text(ui.language))</dt><dd lang="\(language)">\
                \(HTML.lines(phrase.text.text(desk.record.language)))</dd>
                """
        }
        let id = "kalimat-\(use.rawValue)"
        return """
            \(field.enter(send))\
            <div class="field phrases"><label for="\(id)">\(words("workspace.phrase"))</label>\
            <div class="phrase-row"><select id="\(id)" name="kalimat">\
            <option value="">\(words("web.choose"))</option>\
            \(HTML.each(choices) { "<option value=\"\($0.value)\">\($0.text)</option>" })</select>\
            <button type="submit" class="button button-secondary" name="aksi" \
            value="\(PhrasePress.act)" formaction="\(url: action + "#" + anchor)">\
            \(words("workspace.phrase.use"))</button></div></div>\
            \(ui.details(words("workspace.phrase.all"), "<dl class=\"phrase-list\">\(texts)</dl>"))
            """
    }
}

extension CaseDesk {
    /// A form with a text of the city put behind what was typed.
    func filled(_ form: FormState, _ field: String, _ press: PhrasePress) -> FormState {
        guard let phrase = phrases.first(where: { $0.id == press.id }) else { return form }
        var form = form
        let typed = form.value(field)
        let isBlank = typed.allSatisfy(\.isWhitespace)
        let text = phrase.text.text(record.language)
        form.values[field] = [isBlank ? text : typed + "\n\n" + text]
        return form
    }
}
