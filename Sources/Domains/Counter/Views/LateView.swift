import Cases
import Contracts
import Forms
import Kernel
import Web

/// What a case waits for, to be answered at the counter.
struct LateView {
    let file: CaseFile
    let open: OpenCorrection?
    /// The documents that it takes now, of the applicant or of this officer.
    let asked: [Field]
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }
    private var number: String { file.record.number.text }

    func page(problems: [FieldProblem], again: FormState?) -> Page {
        Page(
            words("counter.late"), lead: words("counter.late.lead"),
            caption: "\(words(file.service.title)) · \(number)",
            crumbs: [
                Crumb(words("counter.title"), CounterURL.desk.filled()),
                Crumb(number, CounterURL.caseDesk.filled(number)),
            ], section: CounterURL.desk.filled(), hasScript: true, usesCamera: true,
            body: body(problems, again))
    }

    private func body(_ problems: [FieldProblem], _ again: FormState?) -> HTML {
        let covers: HTML = """
            \(HTML.when(
                !asked.isEmpty,
                """
                <p>\(ui.link(
                    words("counter.late.covers"), CounterURL.lateCovers.filled(number)))</p>
                """))<p>\(ui.link(
                words("counter.late.scans"), CounterURL.lateScans.filled(number)))</p>
            """
        if let open { return correction(open, problems, again) + covers + cameraView(ui) }
        guard !asked.isEmpty else {
            return ui.notice(.info, text: words("counter.late.none")) + covers
        }
        let list = HTML.each(asked) { "<li>\(words($0.label))</li>" }
        return """
            <p>\(words("counter.late.step"))</p><ul>\(list)</ul>\(covers)\
            <p>\(ui.link(
                words("counter.case", ["number": number]), CounterURL.caseDesk.filled(number)))</p>
            """
    }

    private func correction(
        _ open: OpenCorrection, _ problems: [FieldProblem], _ again: FormState?
    ) -> HTML {
        var state = FormState()
        if let again {
            state.values = again.values
            state.problems = FieldStates.problems(again, open.fields)
        } else {
            state.values = FieldStates.values(open.typed, open.fields)
            state.problems = FieldStates.problems(problems, words)
        }
        let letter = open.asked.correction.letter
        let revision = open.draft?.revision(OpenCorrection.section) ?? 0
        let view = QuestionView(ui: ui, places: catalogue.places, answers: open.answers)
        let address = CounterURL.late.filled(number)
        let form = ui.form(address, state, hasFiles: true, warnsUnsaved: true) { form in
            """
            \(form.enter(words("counter.form.next")))\
            \(form.hidden(SentSheet.revision + OpenCorrection.section, "\(revision)"))\
            \(form.hidden("tampil", open.fields.map(\.id).joined(separator: ",")))\
            \(HTML.each(open.fields) { field in
                """
                <div class="counter-group" data-counter-group>\(note(field, open))\
                \(there(field, open, form))\(view.html(field, form))</div>
                """
            })\
            \(form.checkbox(
                "pernyataan", words("counter.form.signed"), hint: words("counter.late.signed")))\
            <div class="buttons">\
            \(form.submit(words("counter.late.send"), name: "aksi", value: "kirim", .primary))\
            \(form.submit(words("counter.form.next"), name: "aksi", value: "lanjut"))</div>
            """
        }
        let day = HumanText.day(open.asked.until, ui.language)
        let until = ui.notice(
            .info, title: words("counter.late.until", ["day": day]),
            letter.isEmpty ? HTML() : "<p>\(HTML.lines(letter))</p>")
        return until + form
    }

    private func note(_ field: Field, _ open: OpenCorrection) -> HTML {
        guard let note = open.note(field) else { return HTML() }
        return ui.notice(
            .warning, title: words("counter.late.note"), "<p>\(HTML.lines(note))</p>")
    }

    /// What has come for a question meanwhile, from a scanner or from home.
    private func there(_ field: Field, _ open: OpenCorrection, _ form: FormView) -> HTML {
        let files = open.newFiles(field.id)
        guard !files.isEmpty else { return HTML() }
        let rows = HTML.each(files) { file in
            """
            <li>\(file.name) \(form.submit(
                words("web.files.remove"), name: "aksi", value: "hapus:\(file.blob.text)",
                .quiet))</li>
            """
        }
        return "<p>\(words("counter.late.there"))</p><ul class=\"counter-list\">\(rows)</ul>"
    }
}

/// The window in which a photo is taken; the script opens it where there is a camera.
func cameraView(_ ui: UI) -> HTML {
    let words = ui.words
    return """
        <dialog class="counter-camera" data-counter-camera \
        data-open="\(words("counter.camera.open"))" data-none="\(words("counter.camera.none"))" \
        data-taken="\(words("counter.camera.taken"))" aria-labelledby="kamera-judul">\
        <h2 id="kamera-judul">\(words("counter.camera.title"))</h2>\
        <video playsinline muted aria-hidden="true"></video><p role="status"></p>\
        <div class="buttons"><button type="button" class="button button-primary" data-take>\
        \(words("counter.camera.take"))</button>\
        <button type="button" class="button button-secondary" data-close>\
        \(words("counter.camera.close"))</button></div></dialog>
        """
}
