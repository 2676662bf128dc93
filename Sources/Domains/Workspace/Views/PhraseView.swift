import Cases
import Kernel
import Web

/// The city's texts for a form: one to begin with by a press, all of them to copy from.
struct PhraseView {
    let use: Phrase.Use
    let desk: CaseDesk
    let ui: UI

    private var phrases: [Phrase] { desk.phrases.filter { $0.use == use } }

    /// - Parameters:
    ///   - action: where the form goes.
    ///   - anchor: the part of the page that is shown again.
    ///   - send: what Enter does, where this button is the first of the form.
    func html(
        _ field: FormView, _ action: String, anchor: String, send: String? = nil
    ) -> HTML {
        guard !phrases.isEmpty else { return HTML() }
        return HTML.with(send) { field.enter($0) } + control(action, anchor: anchor) + list
    }

    /// The choice and its button.
    /// - Parameter places: which of several like inputs may get the text; one is chosen as well.
    func control(
        _ action: String, anchor: String, places: [FormView.Choice] = []
    ) -> HTML {
        guard !phrases.isEmpty else { return HTML() }
        let words = ui.words
        let choices = phrases.map { FormView.Choice($0.id, $0.title.text(ui.language)) }
        let name = places.isEmpty ? PhrasePress.act : PhrasePress.noteAct
        let id = "kalimat-\(use.rawValue)"
        let place = HTML.when(
            !places.isEmpty,
            """
            <label for="\(id)-untuk">\(words("workspace.phrase.place"))</label>\
            \(select("\(id)-untuk", PhrasePress.place, places))
            """)
        return """
            <div class="field phrases"><label for="\(id)">\(words("workspace.phrase"))</label>\
            <div class="phrase-row">\(select(id, name, choices))\(place)\
            <button type="submit" class="button button-secondary" name="aksi" value="\(name)" \
            formaction="\(url: action + "#" + anchor)">\(words("workspace.phrase.use"))</button>\
            </div></div>
            """
    }

    private func select(_ id: String, _ name: String, _ choices: [FormView.Choice]) -> HTML {
        """
        <select id="\(id)" name="\(name)"><option value="">\(ui.words("web.choose"))</option>\
        \(HTML.each(choices) { "<option value=\"\($0.value)\">\($0.text)</option>" })</select>
        """
    }

    /// All of them, to read and to copy from.
    var list: HTML {
        guard !phrases.isEmpty else { return HTML() }
        let language = desk.language(of: use)
        let texts = HTML.each(phrases) { phrase -> HTML in
            """
            <dt>\(phrase.title.text(ui.language))</dt><dd lang="\(language.rawValue)">\
            \(HTML.lines(phrase.text.text(language)))</dd>
            """
        }
        return ui.details(
            ui.words("workspace.phrase.all"), "<dl class=\"phrase-list\">\(texts)</dl>")
    }
}

extension CaseDesk {
    /// The applicant reads in his own language; letters and the office are in Indonesian.
    func language(of use: Phrase.Use) -> Language {
        switch use {
        case .correction, .message, .note, .answer: record.language
        case .refusal: file.service.letter == nil ? record.language : .id
        case .opinion, .sendBack: .id
        }
    }

    /// A form with a text of the city put behind what was typed.
    func filled(_ form: FormState, _ field: String, _ press: PhrasePress) -> FormState {
        guard let phrase = phrases.first(where: { $0.id == press.id }) else { return form }
        var form = form
        let typed = form.value(field)
        let isBlank = typed.allSatisfy(\.isWhitespace)
        let text = phrase.text.text(language(of: phrase.use))
        form.values[field] = [isBlank ? text : typed + "\n\n" + text]
        return form
    }
}
