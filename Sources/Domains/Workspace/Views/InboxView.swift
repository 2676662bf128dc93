import Cases
import Contracts
import Kernel
import People
import Web

func inboxView(_ model: InboxModel, _ ui: UI) -> Page {
    let current = model.found == nil ? InboxTab.address(model.tab) : ""
    var body = acting(model, ui) + escalatedView(model, ui)
    body += ui.search(
        WorkspaceURL.inbox.filled(), value: model.search, label: ui.words("workspace.search"),
        hint: ui.words("workspace.search.hint"))
    body += ui.tabs(
        ui.words("workspace.tabs"),
        model.tabs.map { tab in
            (
                ui.words("workspace.tab.\(tab.rawValue)"), InboxTab.address(tab),
                Int(model.inbox.counts[tab] ?? 0)
            )
        }, current: current)
    if let found = model.found {
        body += foundView(found, model, ui)
    } else {
        body += "<p class=\"hint\">\(ui.words("workspace.tab.\(model.tab.rawValue).text"))</p>"
        body += batchLink(model, ui) + narrowView(model, ui) + listView(model, ui)
    }
    body += ui.pages(current: model.page, of: model.pages)
    if model.officer.may(.delegate) {
        let link = ui.link(
            ui.words("workspace.delegation.link"), WorkspaceURL.delegations.filled())
        body += "<p>\(link)</p>"
    }
    body += "<p class=\"hint keys\">\(ui.words("workspace.keys"))</p>"
    return Page(
        ui.words("workspace.inbox"), lead: positions(model, ui),
        section: WorkspaceURL.inbox.filled(), isWide: true, body: body)
}

/// Whoever decides letters, or puts initials under them, may look at many of them at once.
private func batchLink(_ model: InboxModel, _ ui: UI) -> HTML {
    HTML.each(LetterPress.allCases) { press -> HTML in
        let waits = model.inbox.items.contains {
            $0.task.kind == press.kind && $0.task.state == .open
                && model.officer.authority(for: $0.task) != nil
        }
        guard waits else { return HTML() }
        let link = ui.linkButton(ui.words(press.key("link")), press.path.filled(), .secondary)
        return "<p>\(link)</p>"
    }
}

/// “Anda bertindak sebagai Plh. Kepala DPMPTSP sampai 3 Desember 2026.”
private func acting(_ model: InboxModel, _ ui: UI) -> HTML {
    HTML.each(model.acting) { delegation -> HTML in
        guard let authority = model.officer.authority(delegation.position) else { return HTML() }
        let title = "\(delegation.capacity.prefix) \(authority.title.text(ui.language))"
        let day = HumanText.day(delegation.until, ui.language)
        return ui.notice(.info, text: ui.words("workspace.acting", ["as": title, "day": day]))
    }
}

private func positions(_ model: InboxModel, _ ui: UI) -> String {
    HumanText.list(
        model.officer.authorities.map { authority in
            let prefix = authority.capacity.prefix
            let title = authority.title.text(ui.language)
            return prefix.isEmpty ? title : prefix + " " + title
        }, ui.language)
}

private func listView(_ model: InboxModel, _ ui: UI) -> HTML {
    let isEmpty = model.inbox.items.isEmpty && model.inbox.messages.isEmpty
    if isEmpty, model.narrowed.isNarrow {
        return ui.empty(
            ui.words("workspace.empty.narrowed"), ui.words("workspace.empty.narrowed.text"))
    }
    switch model.tab {
    case .messages: return messagesView(model, ui)
    case .team: return teamView(model, ui)
    default: return tableView(model, ui)
    }
}

private func tableView(_ model: InboxModel, _ ui: UI) -> HTML {
    ui.table(
        caption: ui.words("workspace.tab.\(model.tab.rawValue)"),
        columns: [
            TableColumn(ui.words("workspace.column.number")),
            TableColumn(ui.words("workspace.column.service"), sort: "layanan"),
            TableColumn(ui.words("workspace.column.step")),
            TableColumn(ui.words("workspace.column.came"), sort: "masuk"),
            TableColumn(ui.words("workspace.column.due"), sort: "batas"),
        ],
        rows: model.inbox.items.map { row($0, model, ui) }, sorted: model.sort.rawValue,
        empty: ui.empty(
            ui.words("workspace.empty.\(model.tab.rawValue)"),
            ui.words("workspace.empty.\(model.tab.rawValue).text")))
}

private func row(_ item: InboxItem, _ model: InboxModel, _ ui: UI) -> TableRow {
    let service = model.service(item.service)
    let calendar = model.catalogue.calendar
    let step = service?.flow.step(item.task.step)
    let holder = model.holder(
        item.task.claimedBy, you: ui.words("workspace.you"),
        colleague: ui.words("workspace.colleague"))
    let time = model.time(item)
    let came = Day(item.submittedAt, in: calendar.zone)
    return TableRow(
        [
            numberLink(item.number, ui),
            "\(service?.title.text(ui.language) ?? item.service.text)",
            """
            \(stepName(item.task, step, ui))\
            \(HTML.with(holder) { holder in
                let isMine = item.task.claimedBy == model.officer.account
                return "<br>\(ui.tag(holder, isMine ? .info : .neutral))"
            })\
            \(HTML.when(
                item.round > 1,
                " \(ui.tag(ui.words("workspace.round", ["round": "\(item.round)"]), .neutral))"))
            """,
            """
            \(HumanText.shortDay(came, ui.language))<br>\
            <span class="hint">\(HumanText.relative(
                item.submittedAt, to: model.now, ui.language))</span>
            """,
            time.html(ui),
        ], tone: time.tone)
}

func numberLink(_ number: TrackingCode, _ ui: UI) -> HTML {
    "<span class=\"case-number\">\(ui.link(number.text, WorkspaceURL.file(number)))</span>"
}

/// The step in words for officers: its kind, and the seat in a line of initials.
func stepName(_ task: TaskRecord, _ step: Step?, _ ui: UI) -> String {
    if task.kind == .initials, let step, step.line.indices.contains(Int(task.seat)) {
        return step.line[Int(task.seat)].title.text(ui.language)
    }
    if task.kind == .record, let step { return step.title.text(ui.language) }
    return ui.words("kind.\(task.kind.rawValue)")
}

private func foundView(_ found: FoundCases, _ model: InboxModel, _ ui: UI) -> HTML {
    ui.heading(ui.words("workspace.found", ["search": model.search]))
        + ui.table(
            caption: ui.words("workspace.found", ["search": model.search]),
            columns: [
                TableColumn(ui.words("workspace.column.number")),
                TableColumn(ui.words("workspace.column.service")),
                TableColumn(ui.words("workspace.column.state")),
                TableColumn(ui.words("workspace.column.unit")),
                TableColumn(ui.words("workspace.column.came")),
            ],
            rows: found.records.map { record in
                let came = Day(record.submittedAt, in: model.catalogue.calendar.zone)
                let unit = model.catalogue.unit(record.unit)
                let service = model.service(record.service)?.title.text(ui.language)
                return TableRow([
                    numberLink(record.number, ui),
                    "\(service ?? record.service.text)",
                    stateTag(record, ui),
                    "\(unit?.short ?? record.unit.text)",
                    "\(HumanText.shortDay(came, ui.language))",
                ])
            },
            empty: ui.empty(
                ui.words("workspace.found.none"), ui.words("workspace.found.none.text"),
                ui.link(ui.words("workspace.found.back"), WorkspaceURL.inbox.filled())))
}

/// Whose turn it is, or how the case ended.
func stateTag(_ record: CaseRecord, _ ui: UI) -> HTML {
    switch (record.state, record.outcome) {
    case (.closed, let outcome?):
        ui.tag(
            ui.words("outcome.\(outcome.rawValue)"),
            outcome == .granted || outcome == .answered ? .success : .neutral)
    case (.waiting, _) where record.wait == .pause: ui.tag(ui.words("state.paused"), .warning)
    case (.waiting, _) where record.wait == .merge: ui.tag(ui.words("state.merged"), .warning)
    case (.waiting, _) where record.wait == .payment:
        ui.tag(ui.words("workspace.state.payment"), .warning)
    case (.waiting, _) where record.wait == .confirmation:
        ui.tag(ui.words("workspace.state.confirmation"), .info)
    case (.waiting, _): ui.tag(ui.words("workspace.state.waiting"), .warning)
    default: ui.tag(ui.words("state.\(record.state.rawValue)"), .info)
    }
}
