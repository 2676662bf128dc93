import Cases
import Forms
import Kernel
import Web

/// Back to the applicant: named fields with a note each, one letter, and a look at what the
/// applicant will read. Folded away, for most files are complete.
func correctionForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard desk.step?.mayReturn == true else { return HTML() }
    let state = desk.form(.correction)
    let words = ui.words
    let days = HumanText.count(desk.file.service.correction.days, .day, ui.language)
    let form = ui.form(
        WorkspaceURL.correction.filled(desk.number), state, warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(field.enter(words("workspace.correction.send")))\
        <p>\(words("workspace.correction.text", ["days": days]))</p>\
        \(preview(state, desk, ui))\(choices(field, desk, ui))\
        \(PhraseView(use: .correction, desk: desk, ui: ui).html(
            field, WorkspaceURL.correction.filled(desk.number), anchor: "f-surat"))\
        \(field.textarea("surat", words("workspace.correction.letter"),
        hint: words("workspace.correction.letter.hint"), isRequired: false,
        max: CaseLimits.message))\
        <div class="buttons">\(field.submit(words("workspace.correction.send")))\
        \(field.submit(words("workspace.correction.preview"), name: "aksi", value: "pratinjau"))\
        </div>
        """
    }
    return ui.details(
        words("workspace.correction"), form, isOpen: desk.isTried(.correction))
}

/// Each field that was asked, with a box to tick and a place for the note.
private func choices(_ field: FormView, _ desk: CaseDesk, _ ui: UI) -> HTML {
    let chosen = Set(field.state.values(of: "isian"))
    let problems = field.state.problems(of: "isian")
    let asked = desk.file.service.form.groups.map { group in
        (
            group,
            group.fields.filter {
                $0.kind.isAnswered && (desk.file.answers[$0.id] != nil || $0.required)
            }
        )
    }
    return """
        <div class="field\(problems.isEmpty ? "" : " field-wrong")" id="f-isian" tabindex="-1">\
        \(HTML.each(problems) { "<p class=\"error\">\(ui.words($0))</p>" })\
        \(HTML.each(asked) { group, fields in
            """
            <fieldset class="returns"><legend>\(group.title.text(ui.language))</legend>\
            \(HTML.each(fields) { returnable($0, chosen.contains($0.id), field, ui) })\
            </fieldset>
            """
        })\(notePhrases(asked.flatMap(\.1), desk, ui))</div>
        """
}

/// A text of the city for the note of one field; using it ticks the field.
private func notePhrases(_ fields: [Field], _ desk: CaseDesk, _ ui: UI) -> HTML {
    let view = PhraseView(use: .note, desk: desk, ui: ui)
    let places = fields.map { FormView.Choice($0.id, $0.label.text(ui.language)) }
    let action = WorkspaceURL.correction.filled(desk.number)
    return view.control(action, anchor: "f-isian", places: places) + view.list
}

private func returnable(
    _ asked: Field, _ isChosen: Bool, _ field: FormView, _ ui: UI
) -> HTML {
    let id = "isian-\(asked.id)"
    let name = "n." + asked.id
    let note = field.textarea(
        name, ui.words("workspace.correction.note", ["field": asked.label.text(ui.language)]),
        hint: ui.words("workspace.correction.note.hint"), isRequired: false, rows: 2,
        max: CaseLimits.note)
    return """
        <div class="returnable"><div class="tick"><input type="checkbox" id="\(id)" name="isian" \
        value="\(asked.id)"\(flag: "checked", isChosen)>\
        <label for="\(id)">\(asked.label.text(ui.language))</label></div>\
        <div class="returnable-note">\(note)</div></div>
        """
}

/// What the applicant will read, as it would be sent now.
private func preview(_ state: FormState, _ desk: CaseDesk, _ ui: UI) -> HTML {
    guard desk.isTried(.correction), desk.tried?.refusal == nil,
        !state.value("aksi").hasPrefix(PhrasePress.act)
    else { return HTML() }
    let items = state.values(of: "isian").map { id in
        Correction.Item(field: id, note: state.value("n." + id))
    }
    let correction = Correction(items: items, letter: state.value("surat"))
    guard !items.isEmpty else {
        return ui.notice(.warning, text: ui.words("case.return.no_field"))
    }
    let today = Day(desk.now, in: desk.zone)
    let until = today.adding(days: desk.file.service.correction.days)
    return """
        <div class="card" tabindex="-1" data-focus>\
        <h3>\(ui.words("workspace.correction.reads"))</h3>\
        <p>\(ui.words("workspace.correction.reads.text", [
            "day": HumanText.weekdayAndDay(until, desk.record.language)
        ]))</p>\(correctionText(correction, desk, ui))</div>
        """
}

/// A correction as applicant and officers read it.
func correctionText(_ correction: Correction, _ desk: CaseDesk, _ ui: UI) -> HTML {
    let form = desk.file.service.form
    return """
        \(HTML.when(!correction.letter.isEmpty, "<p>\(HTML.lines(correction.letter))</p>"))\
        <ul>\(HTML.each(correction.items) { item in
            let label = form.field(item.field)?.label.text(ui.language) ?? item.field
            return "<li><strong>\(label)</strong><br>\(HTML.lines(item.note))</li>"
        })</ul>
        """
}
