import Cases
import Contracts
import Forms
import Kernel
import Web

/// The open fields, each under the officer's note.
struct CorrectionView {
    let open: OpenCorrection
    let ui: UI

    private var number: String { open.file.record.number.text }

    func page(problems: [FieldProblem] = [], again: FormState? = nil) -> Page {
        var state = FormState()
        if let again {
            state.values = again.values
            state.problems = FieldStates.problems(again, open.fields)
        } else {
            state.values = FieldStates.values(open.typed, open.fields)
            state.problems = FieldStates.problems(problems, ui.words)
        }
        let day = HumanText.day(open.asked.until, ui.language)
        return Page(
            ui.words("portal.correct.open"), lead: ui.words("portal.correct.lead", ["day": day]),
            caption: "\(ui.words(open.file.service.title)), \(number)",
            crumbs: [
                Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled()),
                Crumb(number, open.file.address),
            ], section: PortalURL.cases.filled(), hasScript: true, body: body(state))
    }

    private func body(_ state: FormState) -> HTML {
        let letter = open.asked.correction.letter
        let words = HTML.when(
            !letter.isEmpty,
            ui.notice(
                .info, title: ui.words("portal.correct.letter"), "<p>\(HTML.lines(letter))</p>"))
        let places = FilePlaces(
            upload: PortalURL.correctionUpload.filled(number), checks: open.checks,
            file: { PortalURL.correctionFile.filled(number, $1.blob.text) },
            thumb: { PortalURL.correctionThumb.filled(number, $1.blob.text) })
        let fields = FieldView(ui: ui, catalogue: open.file.rules.catalogue, files: places)
        let files = open.fields.contains { if case .file = $0.kind { true } else { false } }
        let address = PortalURL.caseCorrection.filled(number)
        let revision = open.draft?.revision(OpenCorrection.section) ?? 0
        let form = ui.form(address, state, hasFiles: files, warnsUnsaved: true) { form in
            """
            \(form.enter(ui.words("portal.correct.send")))\
            \(form.hidden("revisi", "\(revision)"))\
            \(form.hidden("tampil", open.fields.map(\.id).joined(separator: ",")))\
            \(HTML.each(open.fields) { field in
                """
                <div class="correction">\(note(field))\
                \(fields.html(
                    field, form, answers: open.answers, there: open.newFiles(field.id)))</div>
                """
            })\
            <div class="buttons">\
            \(form.submit(
                ui.words("portal.correct.send"), name: "aksi", value: "lanjut", .primary))\
            \(form.submit(ui.words("portal.draft.leave"), name: "aksi", value: "simpan"))</div>
            """
        }
        return words + form
    }

    /// The officer's words, and for files what was sent before.
    private func note(_ field: Field) -> HTML {
        var html = HTML()
        if let note = open.note(field) {
            html += ui.notice(
                .warning, title: ui.words("portal.correct.note"), "<p>\(HTML.lines(note))</p>")
        }
        guard case .file = field.kind else { return html }
        let old = open.file.files(of: field.id)
        guard !old.isEmpty else { return html }
        let items = old.map { item in
            FileItem(
                item.name, PortalURL.caseFileItem.filled(number, item.blob.text),
                note: "\(item.kind.uppercased()), \(HumanText.bytes(item.bytes, ui.language))")
        }
        let key =
            open.newFiles(field.id).isEmpty ? "portal.correct.old" : "portal.correct.replaced"
        return html + "<p>\(ui.words(key))</p>\(ui.files(items))"
    }
}
