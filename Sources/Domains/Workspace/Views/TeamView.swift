import Cases
import Contracts
import Kernel
import People
import Web

/// Whatever a leader's units have to do, whoever holds it, with boxes to give several at once.
func teamView(_ model: InboxModel, _ ui: UI) -> HTML {
    let words = ui.words
    guard !model.inbox.items.isEmpty else {
        return ui.empty(words("workspace.empty.team"), words("workspace.empty.team.text"))
    }
    return ui.form(WorkspaceURL.team.filled(), model.form) { field in
        let chosen = Set(field.state.values(of: "tugas"))
        let problems = field.state.problems(of: "tugas")
        let choices = model.assignees.map { person in
            FormView.Choice(person.account.text, choiceText(person, model, ui))
        }
        let give: HTML =
            choices.isEmpty
            ? ui.notice(.info, text: words("workspace.assign.none"))
            : """
            \(field.select("petugas", words("workspace.team.person"), choices,
                hint: words("workspace.team.hint")))\
            \(field.submit(words("workspace.team.send")))
            """
        return """
            \(field.hidden("hal", "\(model.page)"))\
            \(HTML.with(model.narrowed.service) { field.hidden("layanan", $0.text) })\
            \(HTML.with(model.narrowed.holder) { field.hidden("pemegang", HolderWord.text($0)) })\
            <div class="field\(problems.isEmpty ? "" : " field-wrong")" id="f-tugas" \
            tabindex="-1">\(HTML.each(problems) { "<p class=\"error\">\(ui.words($0))</p>" })\
            \(table(model, chosen, ui))</div>\(give)
            """
    }
}

/// With the position: a page has tasks of several.
private func choiceText(_ person: Assignee, _ model: InboxModel, _ ui: UI) -> String {
    let text = assigneeText(person, model.names, ui)
    guard let seat = model.colleagues.first(where: { $0.account == person.account }) else {
        return text
    }
    return text + " – " + seatText(seat.role, seat.unit, model, ui)
}

private func seatText(
    _ role: RoleCode, _ unit: UnitCode, _ model: InboxModel, _ ui: UI
) -> String {
    let title = model.catalogue.role(role)?.title.text(ui.language) ?? role.text
    return "\(title), \(model.catalogue.unit(unit)?.short ?? unit.text)"
}

private func table(_ model: InboxModel, _ chosen: Set<String>, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.table(
        caption: words("workspace.tab.team"),
        columns: [
            TableColumn(words("workspace.column.number")),
            TableColumn(words("workspace.column.service")),
            TableColumn(words("workspace.column.step")),
            TableColumn(words("workspace.column.holder")),
            TableColumn(words("workspace.column.due")),
        ],
        rows: model.inbox.items.map { row($0, chosen.contains($0.seen.text), model, ui) })
}

private func row(
    _ item: InboxItem, _ isChosen: Bool, _ model: InboxModel, _ ui: UI
) -> TableRow {
    let service = model.service(item.service)
    let label = ui.words("workspace.team.tick", ["number": item.number.text])
    let time = model.time(item)
    let seat = seatText(item.task.role, item.task.unit, model, ui)
    return TableRow(
        [
            """
            <span class="tick pick"><input type="checkbox" name="tugas" \
            value="\(item.seen.text)" aria-label="\(label)"\(flag: "checked", isChosen)>\
            \(numberLink(item.number, ui))</span>
            """,
            "\(service?.title.text(ui.language) ?? item.service.text)",
            """
            \(stepName(item.task, service?.flow.step(item.task.step), ui))<br>\
            <span class="hint">\(seat)</span>
            """,
            holderTag(item.task.claimedBy, model, ui),
            time.html(ui),
        ], tone: time.tone)
}

private func holderTag(_ account: AccountID?, _ model: InboxModel, _ ui: UI) -> HTML {
    let holder = model.holder(
        account, you: ui.words("workspace.you"), colleague: ui.words("workspace.colleague"))
    guard let holder else { return ui.tag(ui.words("workspace.assign.nobody"), .warning) }
    return ui.tag(holder, account == model.officer.account ? .info : .neutral)
}

/// What became of each task.
func teamResultView(_ tasks: [AssignedTask], _ person: String?, _ ui: UI) -> Page {
    let words = ui.words
    let given = tasks.filter { if case .assigned = $0.fate { true } else { false } }.count
    let values = [
        "given": "\(given)", "rest": "\(tasks.count - given)",
        "who": person ?? words("workspace.colleague"),
    ]
    var body = ui.notice(
        given == tasks.count ? .success : .warning, text: words("workspace.team.done", values))
    body += ui.table(
        caption: words("workspace.team.result"),
        columns: [
            TableColumn(words("workspace.column.number")),
            TableColumn(words("workspace.batch.fate")),
        ],
        rows: tasks.map { TableRow([numberLink($0.task.number, ui), fate($0.fate, ui)]) })
    body += ui.buttons(
        ui.linkButton(words("workspace.team.back"), InboxTab.address(.team)),
        ui.linkButton(words("workspace.batch.back"), WorkspaceURL.inbox.filled(), .secondary))
    return Page(
        words("workspace.team.result"),
        crumbs: [Crumb(words("workspace.inbox"), WorkspaceURL.inbox.filled())],
        section: WorkspaceURL.inbox.filled(), isWide: true, body: body)
}

private func fate(_ fate: AssignedTask.Fate, _ ui: UI) -> HTML {
    switch fate {
    case .assigned: ui.tag(ui.words("workspace.team.given"), .success)
    case .refused(let refusal):
        """
        \(ui.tag(ui.words("workspace.team.kept"), .danger)) \
        \(refusal.problems.map { ui.words($0) }.joined(separator: " "))
        """
    case .failed:
        """
        \(ui.tag(ui.words("workspace.team.kept"), .danger)) \
        \(ui.words("workspace.batch.failed"))
        """
    }
}
