import Cases
import Forms
import Kernel
import Web

/// Two versions of one group side by side.
struct ChoiceView {
    let open: OpenDraft
    let group: FieldGroup
    let section: DraftSection
    let variant: SectionContent
    let ui: UI

    func page(_ form: FormState) -> Page {
        Page(
            ui.words("portal.choice.title"), lead: ui.words("portal.choice.lead"),
            caption: ui.words(group.title),
            crumbs: [Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled())],
            section: PortalURL.cases.filled(), isWide: true, body: body(form))
    }

    private func body(_ state: FormState) -> HTML {
        let rows = group.fields.compactMap { field -> TableRow? in
            if case .file = field.kind { return nil }
            let stored = text(field, section.content)
            let mine = text(field, variant)
            guard stored != mine else { return nil }
            return TableRow(
                [HTML.text(ui.words(field.label)), HTML.lines(stored), HTML.lines(mine)])
        }
        let when = HumanText.dateTime(
            section.updatedAt, open.catalogue.profile.zone, ui.language)
        let table = ui.table(
            caption: ui.words("portal.choice.title"),
            columns: [
                TableColumn(ui.words("portal.choice.question")),
                TableColumn(ui.words("portal.choice.stored", ["time": when])),
                TableColumn(ui.words("portal.choice.mine")),
            ], rows: rows)
        let form = ui.form(PortalURL.draftChoice.filled(open.id, group.id), state) { form in
            """
            \(form.hidden("revisi", "\(section.revision)"))<div class="buttons">\
            \(form.submit(
                ui.words("portal.choice.keepStored"), name: "pilih", value: "tersimpan",
                .secondary))\
            \(form.submit(
                ui.words("portal.choice.keepMine"), name: "pilih", value: "baru", .primary))\
            </div>
            """
        }
        return table + form
    }

    /// What was typed, with codes in words where they were understood.
    private func text(_ field: Field, _ content: SectionContent) -> String {
        if let value = content.answers[field.id] {
            return AnswerText(catalogue: open.catalogue).text(value, of: field, ui.language)
        }
        let text = content.typed.all(field.id)
        return text.isEmpty ? ui.words("portal.answer.none") : text
    }
}
