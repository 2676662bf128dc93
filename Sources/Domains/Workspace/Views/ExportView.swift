import Cases
import Contracts
import Kernel
import People
import Web

/// Asking for a list, and one's own requests with what became of them.
func exportView(_ model: ExportModel, _ ui: UI) -> Page {
    let words = ui.words
    let isOfAsking = model.form.values["mulai"] != nil
    var body = HTML.when(!isOfAsking, ui.problems(model.form.problems))
    if !model.list.isEmpty {
        body += ui.section(
            words("workspace.export.own"),
            HTML.each(model.list) { export in
                card(export, model, ui, isOwn: true, fetch(export, model, ui))
            })
    }
    body += ui.section(words("workspace.export.ask"), id: "minta", askForm(model, ui))
    return Page(
        words("workspace.export"), lead: words("workspace.export.lead"),
        section: WorkspaceURL.exports.filled(), body: body)
}

/// What others ask for: those that wait come first.
func exportRequestsView(_ model: ExportModel, _ ui: UI) -> Page {
    let words = ui.words
    let open = model.list.filter { $0.state == .open }
    let done = model.list.filter { $0.state != .open }
    var body = ui.problems(model.form.problems.filter { $0.field == nil })
    body += ui.section(
        words("workspace.export.open"),
        open.isEmpty
            ? ui.empty(words("workspace.export.none"), words("workspace.export.none.text"))
            : HTML.each(open) { card($0, model, ui, isOwn: false, decision($0, model, ui)) })
    if !done.isEmpty {
        body += ui.section(
            words("workspace.export.decided"),
            HTML.each(done) { card($0, model, ui, isOwn: false, HTML()) })
    }
    return Page(
        words("workspace.export.requests"), lead: words("workspace.export.requests.lead"),
        section: WorkspaceURL.exportRequests.filled(), body: body)
}

private func askForm(_ model: ExportModel, _ ui: UI) -> HTML {
    let words = ui.words
    func choices(_ isPersonal: Bool) -> [FormView.Choice] {
        CaseExport.Column.allCases.filter { $0.isPersonal == isPersonal }
            .map { .init($0.rawValue, words("workspace.export.column.\($0.rawValue)")) }
    }
    return ui.form(WorkspaceURL.exports.filled(), model.form, warnsUnsaved: true) { field in
        """
        \(field.checkboxes("layanan", words("workspace.export.services"),
            model.services(ui.language).map { .init($0.code.text, words($0.title)) },
            isRequired: true))\
        \(field.date("mulai", words("workspace.export.from")))\
        \(field.date("sampai", words("workspace.export.until"),
            hint: words("workspace.export.until.hint", [
                "rows": HumanText.number(CaseExport.mostRows, ui.language),
                "people": HumanText.number(CaseExport.mostPeople, ui.language),
            ])))\
        \(field.checkboxes("kolom", words("workspace.export.columns"), choices(false)))\
        \(field.checkboxes("pribadi", words("workspace.export.personal"), choices(true),
            hint: words("workspace.export.personal.hint")))\
        \(field.textarea("alasan", words("workspace.export.reason"),
            hint: words("workspace.export.reason.hint"), isRequired: false, rows: 2,
            max: 1_000))\
        \(field.submit(words("workspace.export.send")))
        """
    }
}

private func fetch(_ export: CaseExport, _ model: ExportModel, _ ui: UI) -> HTML {
    let words = ui.words
    switch export.state {
    case .open: return "<p class=\"hint\">\(words("workspace.export.waits"))</p>"
    case .refused: return HTML()
    case .approved:
        guard export.mayBeFetched(at: model.now), let end = export.endsAt else {
            return "<p class=\"hint\">\(words("workspace.export.over"))</p>"
        }
        let left = HumanText.number(CaseExport.mostFetches - export.fetched, ui.language)
        let until = HumanText.dateTime(end, model.zone, ui.language)
        let rest = words("workspace.export.left", ["count": left, "until": until])
        let address = WorkspaceURL.fetchExport.filled(export.id.text)
        let button = ui.action(words("workspace.export.fetch"), address, .primary)
        return "\(button)<p class=\"hint\">\(rest)</p>"
    }
}

private func decision(_ export: CaseExport, _ model: ExportModel, _ ui: UI) -> HTML {
    let words = ui.words
    guard !export.isOwn(of: model.officer) else {
        return "<p class=\"hint\">\(words("workspace.export.waits"))</p>"
    }
    let address = WorkspaceURL.decideExport.filled(export.id.text)
    let form = model.form.value("ekspor") == export.id.text ? model.form : FormState()
    return decisionForm(address, form, "workspace.export", approving: "approve", ui)
}

private func card(
    _ export: CaseExport, _ model: ExportModel, _ ui: UI, isOwn: Bool, _ more: HTML
) -> HTML {
    let words = ui.words
    let asked = HumanText.dateTime(export.askedAt, model.zone, ui.language)
    let services = export.services.map { code in
        model.catalogue.services[code].map { words($0.title) } ?? code.text
    }
    let columns = export.columns.map { words("workspace.export.column.\($0.rawValue)") }
    var facts: [(name: String, value: HTML)] = [
        (words("workspace.export.services"), "\(services.joined(separator: ", "))"),
        (
            words("workspace.export.period"),
            "\(HumanText.period(export.from, export.until, ui.language))"
        ),
        (words("workspace.export.columns"), "\(columns.joined(separator: ", "))"),
        (words("workspace.export.cases"), "\(HumanText.number(export.cases, ui.language))"),
    ]
    if export.isPersonal {
        facts.append(
            (
                words("workspace.export.personal"),
                ui.tag(words("workspace.export.personal.yes"), .warning)
            ))
    }
    if let reason = export.reason {
        facts.append((words("workspace.export.reason"), HTML.lines(reason)))
    }
    let name = model.names.accounts[export.askedBy] ?? words("workspace.colleague")
    let post = model.names.positions[export.askedFrom].map { words($0) }
    let who = isOwn ? [asked] : [name, post, asked].compactMap(\.self)
    facts.append((words("workspace.export.by"), "\(who.joined(separator: ", "))"))
    if let state = decided(export, model, ui) {
        facts.append((words("workspace.export.decision"), state))
    }
    if let answer = export.answer {
        facts.append((words("workspace.export.refusal"), HTML.lines(answer)))
    }
    return ui.card(nil, ui.facts(facts) + more)
}

private func decided(_ export: CaseExport, _ model: ExportModel, _ ui: UI) -> HTML? {
    guard let by = export.decidedBy, let at = export.decidedAt else { return nil }
    let tag = ui.tag(
        ui.words("workspace.export.state.\(export.state.rawValue)"),
        export.state == .approved ? .success : .danger)
    let who = model.names.accounts[by] ?? ui.words("workspace.colleague")
    return "\(tag) \(who), \(HumanText.dateTime(at, model.zone, ui.language))"
}
