import Cases
import Contracts
import Kernel
import People
import Web

/// All tasks of one holder, and who may be given them.
struct MoveModel: Sendable {
    let choice: MoveChoice
    let tasks: MovableTasks
    let people: [Assignee]
    let colleagues: [SeatedOfficer]
    let away: Set<AccountID>
    let names: [AccountID: String]
    let catalogue: Catalogue
    let now: Instant
    let zone: Zone

    func holderName(_ ui: UI) -> String {
        guard let holder = choice.holder else { return ui.words("leadership.load.nobody") }
        return names[holder] ?? ui.words("leadership.load.unknown")
    }
}

/// What became of tasks that were moved.
struct MovedModel: Sendable {
    let tasks: [AssignedTask]
    let to: AccountID
    /// Who had them before; nothing when there is nobody to give them back to.
    let from: AccountID?
    let names: [AccountID: String]
}

func moveView(_ model: MoveModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let count = model.tasks.items.count
    let body: HTML
    if count == 0 {
        body = ui.empty(words("leadership.move.empty"), words("leadership.move.empty.text"))
    } else if model.people.isEmpty {
        body = ui.notice(.info, text: words("leadership.move.noOne"))
    } else {
        body = moveForm(model, form, ui)
    }
    return Page(
        words("leadership.move", ["who": model.holderName(ui)]),
        lead: [
            model.choice.unit.map { model.catalogue.unitName($0) },
            model.choice.service.map { model.catalogue.serviceName($0, ui.language) },
        ].compactMap(\.self).joined(separator: " · "),
        crumbs: [
            Crumb(words("leadership.desk"), "/meja"),
            Crumb(words("leadership.load"), LeadershipURL.load.filled()),
        ], section: LeadershipURL.load.filled(), isWide: true, body: body)
}

private func moveForm(_ model: MoveModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let count = model.tasks.items.count
    return ui.form(LeadershipURL.move.filled(), form) { field in
        let chosen = Set(field.state.values(of: "tugas"))
        let problems = field.state.problems(of: "tugas")
        return """
            \(field.hidden("dari", model.choice.holderText))\
            \(HTML.with(model.choice.unit) { field.hidden("unit", $0) })\
            \(HTML.with(model.choice.service) { field.hidden("layanan", $0) })\
            \(HTML.when(model.tasks.hasMore, ui.notice(.info,
                text: words("leadership.move.more", ["most": "\(MoveChoice.most)"]))))\
            \(field.radios("cakupan", words("leadership.move.scope"), [
                .init("semua", words("leadership.move.all", ["count": "\(count)"])),
                .init("pilih", words("leadership.move.some")),
            ]))\
            \(field.select("petugas", words("leadership.move.person"),
                model.people.map { .init($0.account.text, choiceText($0, model, ui)) },
                hint: words("leadership.move.person.hint")))\
            \(field.submit(words("leadership.move.send")))\
            <div class="field\(problems.isEmpty ? "" : " field-wrong")" id="f-tugas" \
            tabindex="-1">\(HTML.each(problems) { "<p class=\"error\">\(words($0))</p>" })\
            \(taskTable(model, chosen, ui))</div>
            """
    }
}

/// Name, role, what he has already, and whether he is away.
private func choiceText(_ person: Assignee, _ model: MoveModel, _ ui: UI) -> String {
    let words = ui.words
    let seat = model.colleagues.first { $0.account == person.account }
    let role = seat.flatMap { model.catalogue.role($0.role) }?.title.text(ui.language)
    let load = words("leadership.move.has", ["count": "\(person.openTasks)"])
    let away = model.away.contains(person.account) ? words("leadership.load.away") : nil
    return [model.names[person.account] ?? words("leadership.load.unknown"), role, load, away]
        .compactMap(\.self).joined(separator: " – ")
}

private func taskTable(_ model: MoveModel, _ chosen: Set<String>, _ ui: UI) -> HTML {
    let words = ui.words
    let shown = model.tasks.items.prefix(LoadPages.listed)
    let table = ui.table(
        caption: words("leadership.move.tasks"),
        columns: [
            TableColumn(words("leadership.number")), TableColumn(words("leadership.service")),
            TableColumn(words("leadership.step")), TableColumn(words("leadership.due")),
        ],
        rows: shown.map { item in
            let due = item.urgentAt.map {
                HumanText.shortDay(Day($0, in: model.zone), ui.language)
            }
            let isLate = item.urgentAt.map { $0 < model.now } ?? false
            let label = words("leadership.move.tick", ["number": item.number.text])
            return TableRow(
                [
                    """
                    <span class="tick pick"><input type="checkbox" name="tugas" \
                    value="\(item.seen.marked)" aria-label="\(label)"\
                    \(flag: "checked", chosen.contains(item.seen.marked))>\
                    \(ui.link(item.number.text, "/meja/berkas/" + item.number.text))</span>
                    """,
                    "\(model.catalogue.serviceName(item.service.text, ui.language))",
                    "\(words("kind.\(item.task.kind.rawValue)"))", "\(due ?? "–")",
                ], tone: isLate ? .danger : nil)
        })
    let rest = model.tasks.items.count - shown.count
    let more = words("leadership.move.rest", ["count": "\(rest)"])
    return table + HTML.when(rest > 0, "<p class=\"hint\">\(more)</p>")
}

/// What became of each task, and the way back.
func movedView(_ model: MovedModel, _ ui: UI) -> Page {
    let words = ui.words
    let given = model.tasks.filter { if case .assigned = $0.fate { true } else { false } }
    let rest = model.tasks.filter { if case .assigned = $0.fate { false } else { true } }
    var body = ui.notice(
        rest.isEmpty ? .success : .warning,
        text: words(
            "leadership.moved.done",
            [
                "given": "\(given.count)", "rest": "\(rest.count)",
                "who": model.names[model.to] ?? words("leadership.load.unknown"),
            ]))
    if let from = model.from, !given.isEmpty {
        body += ui.form(LeadershipURL.undo.filled(), FormState()) { field in
            """
            \(field.hidden("dari", model.to.text))\(field.hidden("petugas", from.text))\
            \(HTML.each(given) { field.hidden("tugas", $0.task.task.text) })\
            \(field.submit(words("leadership.moved.undo",
                ["who": model.names[from] ?? words("leadership.load.unknown")]), .secondary))
            """
        }
    }
    body += ui.table(
        caption: words("leadership.moved"),
        columns: [
            TableColumn(words("leadership.number")), TableColumn(words("leadership.moved.fate")),
        ],
        rows: (rest + given).map { task in
            TableRow([
                ui.link(task.task.number.text, "/meja/berkas/" + task.task.number.text),
                fate(task.fate, ui),
            ])
        }, empty: ui.empty(words("leadership.move.empty"), words("leadership.move.empty.text")))
    body += ui.buttons(
        ui.linkButton(words("leadership.load"), LeadershipURL.load.filled()))
    return Page(
        words("leadership.moved"),
        crumbs: [
            Crumb(words("leadership.desk"), "/meja"),
            Crumb(words("leadership.load"), LeadershipURL.load.filled()),
        ], section: LeadershipURL.load.filled(), isWide: true, body: body)
}

private func fate(_ fate: AssignedTask.Fate, _ ui: UI) -> HTML {
    let words = ui.words
    switch fate {
    case .assigned: return ui.tag(words("leadership.moved.given"), .success)
    case .refused(let refusal):
        return """
            \(ui.tag(words("leadership.moved.kept"), .danger)) \
            \(refusal.problems.map { words($0) }.joined(separator: " "))
            """
    case .failed:
        return """
            \(ui.tag(words("leadership.moved.kept"), .danger)) \
            \(words("leadership.moved.failed"))
            """
    }
}
