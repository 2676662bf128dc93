import Kernel
import People
import Web

/// Opening a case in an emergency, and one's own openings so far.
func emergencyView(_ model: EmergencyModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    var body = ui.notice(
        .warning, title: words("workspace.emergency.rules"),
        """
        <ul><li>\(words("workspace.emergency.rules.read"))</li>\
        <li>\(words("workspace.emergency.rules.told"))</li>\
        <li>\(words("workspace.emergency.rules.seen"))</li></ul>
        """)
    body += ui.form(WorkspaceURL.emergency.filled(), form, warnsUnsaved: true) { field in
        """
        \(field.text("nomor_berkas", words("workspace.emergency.number"), autocomplete: "off",
            max: 40, width: .medium))\
        \(field.textarea("alasan", words("workspace.emergency.reason"),
            hint: words("workspace.emergency.reason.hint"), rows: 3, max: 1_000))\
        \(field.submit(words("workspace.emergency.send"), .danger))
        """
    }
    if !model.list.isEmpty {
        body += ui.section(
            words("workspace.emergency.own"),
            HTML.each(model.list) { card($0, model, ui, isOwn: true, more: HTML()) }
                + ui.pages(current: model.page.number, of: model.page.pages))
    }
    return Page(
        words("workspace.emergency"), lead: words("workspace.emergency.lead"),
        section: WorkspaceURL.emergency.filled(), body: body)
}

/// What the inspectorate looks after: what nobody has judged comes first.
func inspectionView(
    _ model: EmergencyModel, _ form: FormState, _ officer: Officer, _ ui: UI
) -> Page {
    let words = ui.words
    let open = model.list.filter { $0.verdict == nil }
    let done = model.list.filter { $0.verdict != nil }
    let isShown = open.contains { $0.id.text == form.value("akses") }
    var body = isShown ? HTML() : ui.problems(form.problems)
    body += ui.section(
        words("workspace.inspection.open"),
        open.isEmpty
            ? ui.empty(
                words("workspace.inspection.none"), words("workspace.inspection.none.text"))
            : HTML.each(open) { emergency in
                let more =
                    emergency.account == officer.account
                    ? HTML() : verdictForm(emergency, form, ui)
                return card(emergency, model, ui, isOwn: false, more: more)
            })
    if !done.isEmpty {
        body += ui.section(
            words("workspace.inspection.judged"),
            HTML.each(done) { card($0, model, ui, isOwn: false, more: HTML()) })
    }
    body += ui.pages(current: model.page.number, of: model.page.pages)
    return Page(
        words("workspace.inspection"), lead: words("workspace.inspection.lead"),
        section: WorkspaceURL.inspection.filled(), body: body)
}

/// One of several forms of the page: its fields have ids of their own, and only the one that was
/// sent shows what was typed.
private func verdictForm(_ emergency: Emergency, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let id = emergency.id.text
    return ui.form(
        WorkspaceURL.inspected.filled(id), form.value("akses") == id ? form : FormState(),
        prefix: id
    ) { field in
        """
        \(field.radios("penilaian", words("workspace.inspection.verdict"), [
            .init("justified", words("workspace.inspection.justified")),
            .init("unjustified", words("workspace.inspection.unjustified")),
        ]))\(field.textarea("catatan", words("workspace.inspection.remark"), isRequired: false,
            rows: 2, max: 1_000))\(field.submit(words("workspace.inspection.send")))
        """
    }
}

private func card(
    _ emergency: Emergency, _ model: EmergencyModel, _ ui: UI, isOwn: Bool, more: HTML
) -> HTML {
    let words = ui.words
    var facts: [(name: String, value: HTML)] = [
        (
            words("workspace.emergency.number"),
            isOwn && emergency.endsAt > model.now
                ? ui.link(emergency.number, WorkspaceURL.file.filled(emergency.number))
                : "\(emergency.number)"
        ),
        (
            words("workspace.emergency.when"),
            "\(HumanText.dateTime(emergency.openedAt, model.zone, ui.language))"
        ),
        (words("workspace.emergency.reason"), HTML.lines(emergency.reason)),
    ]
    if !isOwn {
        let title = model.names.positions[emergency.position].map { words($0) } ?? ""
        let name = model.names.accounts[emergency.account] ?? ""
        facts.insert((words("workspace.emergency.who"), "\(name), \(title)"), at: 0)
    }
    if let verdict = emergency.verdict {
        facts.append(
            (
                words("workspace.inspection.verdict"),
                ui.tag(
                    words("workspace.inspection.\(verdict.rawValue)"),
                    verdict == .justified ? .success : .danger)
            ))
        if let remark = emergency.remark, !remark.isEmpty {
            facts.append((words("workspace.inspection.remark"), HTML.lines(remark)))
        }
    }
    return ui.card(nil, ui.facts(facts) + more)
}

/// Above a case that is open in an emergency.
func emergencyNotice(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard let opened = desk.emergency else { return HTML() }
    let time = HumanText.time(opened.endsAt, desk.zone, ui.language)
    return ui.notice(.warning, text: ui.words("workspace.emergency.shown", ["time": time]))
}
