import Cases
import Contracts
import Kernel
import People
import Web

/// Who may do a task, with how much he has already.
func assignView(
    _ assignment: Assignment, _ names: [AccountID: String], _ rules: CaseRules,
    _ state: FormState, _ ui: UI
) -> Page {
    let words = ui.words
    let (record, task) = (assignment.record, assignment.task)
    let number = record.number.text
    let holder = task.claimedBy.map { names[$0] ?? words("workspace.colleague") }
    let facts: [(name: String, value: HTML)] = [
        (words("workspace.column.service"), "\(rules.service.title.text(ui.language))"),
        (words("workspace.column.step"), "\(words("kind.\(task.kind.rawValue)"))"),
        (
            words("workspace.column.unit"),
            "\(rules.catalogue.unit(task.unit)?.name.text(ui.language) ?? task.unit.text)"
        ),
        (words("workspace.assign.holder"), "\(holder ?? words("workspace.assign.nobody"))"),
    ]
    let choices = assignment.people.map { person in
        FormView.Choice(person.account.text, assigneeText(person, names, ui))
    }
    let form: HTML
    if choices.isEmpty {
        form = ui.notice(.warning, text: words("workspace.assign.none"))
    } else {
        form = ui.form(WorkspaceURL.assign.filled(number, task.id.text), state) { field in
            """
            \(field.hidden("revisi", "\(record.revision)"))\
            \(field.select("petugas", words("workspace.assign.person"), choices,
                hint: words("workspace.assign.hint")))\
            \(field.submit(words("workspace.assign.send")))
            """
        }
    }
    return Page(
        words("workspace.assign"), caption: number,
        crumbs: [
            Crumb(words("workspace.inbox"), WorkspaceURL.inbox.filled()),
            Crumb(number, WorkspaceURL.file(record.number)),
        ], section: WorkspaceURL.inbox.filled(), body: ui.facts(facts) + form)
}

/// A person with the tasks that he has in hand.
func assigneeText(_ person: Assignee, _ names: [AccountID: String], _ ui: UI) -> String {
    let name = names[person.account] ?? ui.words("workspace.colleague")
    let values = ["who": name, "count": "\(person.openTasks)", "as": person.capacity.prefix]
    return person.capacity == .definitive
        ? ui.words("workspace.assign.choice", values)
        : ui.words("workspace.assign.choice.acting", values)
}

/// The tasks of a case that this officer may give to a person, as links to the page for it.
func assignLinks(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let tasks = desk.file.assignable(by: desk.officer)
    guard !tasks.isEmpty else { return HTML() }
    return """
        <ul class="links">\(HTML.each(tasks) { task in
            let values = [
                "step": ui.words("kind.\(task.kind.rawValue)"),
                "who": desk.seatTitle(task, ui.language),
            ]
            let address = WorkspaceURL.assign.filled(desk.number, task.id.text)
            return "<li>\(ui.link(ui.words("workspace.assign.link", values), address))</li>"
        })</ul>
        """
}
