import Contracts
import Kernel
import People
import Web

/// Delegations in force and to come, and a form for a new one.
func delegationsView(_ model: DelegationModel, _ ui: UI) -> Page {
    let words = ui.words
    // A refusal without a field is about ending one.
    let refused = HTML.each(model.form.problems.filter { $0.field == nil }) {
        ui.notice(.danger, text: words($0))
    }
    return Page(
        words("workspace.delegation"), lead: words("workspace.delegation.lead"),
        crumbs: [Crumb(words("workspace.inbox"), WorkspaceURL.inbox.filled())],
        section: WorkspaceURL.inbox.filled(), isWide: true,
        body: refused + given(model, ui)
            + ui.section(words("workspace.delegation.new"), form(model, ui)))
}

private func given(_ model: DelegationModel, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.table(
        caption: words("workspace.delegation.list"),
        columns: [
            TableColumn(words("workspace.delegation.position")),
            TableColumn(words("workspace.delegation.person")),
            TableColumn(words("workspace.delegation.days")),
            TableColumn(words("workspace.delegation.decree")),
            TableColumn(words("workspace.delegation.act")),
        ],
        rows: model.given.map { delegation in
            let title = model.position(delegation.position)?.title.text(ui.language) ?? ""
            let days = [delegation.from, delegation.until]
                .map { HumanText.shortDay($0, ui.language) }.joined(separator: " – ")
            let state =
                delegation.from <= model.today
                ? ui.tag(words("workspace.delegation.now"), .success)
                : ui.tag(words("workspace.delegation.later"), .neutral)
            return TableRow([
                "\(delegation.capacity.prefix) \(title)",
                "\(model.names[delegation.account] ?? words("workspace.colleague"))",
                "\(days)<br>\(state)", "\(delegation.reason)",
                ui.action(
                    words("workspace.delegation.end"),
                    WorkspaceURL.endDelegation.filled(delegation.id.text), .quiet),
            ])
        },
        empty: ui.empty(
            words("workspace.delegation.none"), words("workspace.delegation.none.text")))
}

private func form(_ model: DelegationModel, _ ui: UI) -> HTML {
    let words = ui.words
    let positions = model.positions.map {
        FormView.Choice($0.id.text, $0.title.text(ui.language))
    }
    let people = model.people.map { ($0, model.names[$0] ?? words("workspace.colleague")) }
        .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { FormView.Choice($0.0.text, $0.1) }
    let capacities = [Capacity.plh, .plt].map {
        FormView.Choice(
            $0.rawValue, words("workspace.delegation.\($0.rawValue)"),
            hint: words("workspace.delegation.\($0.rawValue).hint"))
    }
    return ui.form(
        WorkspaceURL.delegations.filled(), model.form, warnsUnsaved: true
    ) { field in
        """
        \(field.select("jabatan", words("workspace.delegation.position"), positions))\
        \(field.radios("kapasitas", words("workspace.delegation.capacity"), capacities))\
        \(field.select("petugas", words("workspace.delegation.person"), people,
            hint: words("workspace.delegation.person.hint"), isRequired: false))\
        \(field.text("nip", words("workspace.delegation.nip"),
            hint: words("workspace.delegation.nip.hint"), isRequired: false, width: .medium))\
        \(field.date("mulai", words("workspace.delegation.from")))\
        \(field.date("sampai", words("workspace.delegation.until"),
            hint: words("workspace.delegation.until.hint")))\
        \(field.text("nomor_surat", words("workspace.delegation.number"), max: 200))\
        \(field.date("tanggal_surat", words("workspace.delegation.dated")))\
        \(field.submit(words("workspace.delegation.give")))
        """
    }
}
