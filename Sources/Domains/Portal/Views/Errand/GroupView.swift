import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// One page of the form.
struct GroupView {
    let open: OpenDraft
    let group: FieldGroup
    let ui: UI

    /// - Parameters:
    ///   - problems: what was wrong with what is saved.
    ///   - again: what was sent but not saved, with its problems.
    func page(
        _ citizen: ErrandContext, problems: [FieldProblem] = [], again: FormState? = nil
    ) -> Page {
        var state = FormState()
        if let again {
            state.values = again.values
            state.problems = FieldStates.problems(again, group.fields)
        } else {
            state.values = FieldStates.values(typed(citizen), group.fields)
            state.problems = FieldStates.problems(problems, ui.words)
        }
        let isFirst = open.groups.first?.id == group.id
        let level = isFirst ? DraftViews.level(open, of: citizen) : HTML()
        return Page(
            ui.words(group.title), lead: group.help.map { ui.words($0) },
            caption: ui.words(open.service.title),
            crumbs: [Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled())],
            section: PortalURL.cases.filled(), hasScript: hasFiles, body: level + body(state))
    }

    /// What was typed before; the first time, what the account knows already.
    private func typed(_ citizen: ErrandContext) -> TypedAnswers {
        guard open.draft.sections[group.id] == nil else { return open.draft.typed(group.id) }
        return Prefill.typed(group.fields, citizen.citizen)
    }

    private var hasFiles: Bool {
        group.fields.contains { if case .file = $0.kind { true } else { false } }
    }

    private func body(_ state: FormState) -> HTML {
        let address = PortalURL.draftGroup.filled(open.id, group.id)
        let fields = FieldView(ui: ui, catalogue: open.catalogue, files: open.places)
        let answers = open.form.relevant(open.draft.answers, now: open.today)
        let form = ui.form(address, state, hasFiles: hasFiles, warnsUnsaved: true) { form in
            """
            \(form.enter(ui.words("portal.draft.next")))\
            \(form.hidden("revisi", "\(open.draft.revision(group.id))"))\
            \(form.hidden("tampil", group.fields.map(\.id).joined(separator: ",")))\
            \(HTML.each(group.fields) {
                fields.html($0, form, answers: answers, there: open.draft.files[$0.id] ?? [])
            })\
            <div class="buttons">\
            \(form.submit(ui.words("portal.draft.next"), name: "aksi", value: "lanjut", .primary))\
            \(form.submit(ui.words("portal.draft.leave"), name: "aksi", value: "simpan"))</div>
            """
        }
        return "\(DraftViews.progress(open, current: group.id, ui))\(notices)\(form)\(foot)"
    }

    private var notices: HTML {
        var html = HTML()
        if open.draft.sections[group.id]?.variant != nil {
            html += ui.notice(
                .warning, title: ui.words("portal.choice.title"),
                """
                <p>\(ui.link(
                    ui.words("portal.choice.open"),
                    PortalURL.draftChoice.filled(open.id, group.id)))</p>
                """
            )
        }
        if let rule = open.service.terms.booking,
            group.fields.contains(where: { $0.id == rule.place })
        {
            html += DraftViews.taken(open, rule, ui)
        }
        if let changes = open.changes { html += DraftViews.changes(changes, ui) }
        return html
    }

    private var foot: HTML {
        let saved =
            open.draft.sections[group.id].map { section in
                ui.words(
                    "portal.draft.savedAt",
                    [
                        "time": HumanText.dateTime(
                            section.updatedAt, open.catalogue.profile.zone, ui.language)
                    ])
            } ?? ui.words("portal.draft.unsaved")
        return """
            <p class="hint">\(saved)</p>\
            <p>\(ui.link(
                ui.words("portal.draft.delete"), PortalURL.draftDelete.filled(open.id)))</p>
            """
    }
}

extension OpenDraft {
    /// Where its files are.
    var places: FilePlaces {
        FilePlaces(
            upload: PortalURL.draftUpload.filled(id), checks: checks,
            file: { PortalURL.draftFile.filled(id, $0, $1.blob.text) },
            thumb: { PortalURL.draftThumb.filled(id, $0, $1.blob.text) })
    }
}

/// What the account knows already, for questions that say so by their `autocomplete`.
enum Prefill {
    static func typed(_ fields: [Field], _ citizen: CitizenIdentity) -> TypedAnswers {
        var texts: [String: [String]] = [:]
        for field in fields {
            switch (field.autocomplete, citizen.contact) {
            case ("name", _): texts[field.id] = [citizen.name]
            case ("email", .email(let address)): texts[field.id] = [address.text]
            case ("tel", .phone(let number)): texts[field.id] = [number.text]
            default: break
            }
        }
        return TypedAnswers(texts)
    }
}
