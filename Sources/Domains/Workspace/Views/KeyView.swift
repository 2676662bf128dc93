import Kernel
import People
import Web

/// What an official signs with, and the ways to register another.
func keyView(
    _ key: OfficialKey?, _ hasService: Bool, _ form: FormState, _ zone: Zone, _ ui: UI
) -> Page {
    let words = ui.words
    // A refusal without a field is about the whole page.
    let refused = HTML.each(form.problems.filter { $0.field == nil }) {
        ui.notice(.danger, text: words($0))
    }
    let service: HTML =
        hasService
        ? ui.section(words("workspace.key.service.new"), serviceForm(form, ui)) : HTML()
    return Page(
        words("workspace.key"), lead: words("workspace.key.lead"),
        crumbs: [Crumb(words("workspace.inbox"), WorkspaceURL.inbox.filled())],
        section: WorkspaceURL.inbox.filled(),
        body: refused + current(key, zone, ui) + service
            + ui.section(words("workspace.key.file.new"), fileForm(form, ui)))
}

private func current(_ key: OfficialKey?, _ zone: Zone, _ ui: UI) -> HTML {
    let words = ui.words
    guard let key else {
        return ui.empty(words("workspace.key.empty"), words("workspace.key.empty.text"))
    }
    func day(_ instant: Instant) -> String { HumanText.day(Day(instant, in: zone), ui.language) }
    var facts: [(String, String)] = []
    switch key.means {
    case .file:
        facts = [
            (words("workspace.key.means"), words("workspace.key.means.file")),
            (words("workspace.key.subject"), key.subject),
            (words("workspace.key.serial"), key.serial),
        ]
    case .service(let nik):
        facts = [
            (words("workspace.key.means"), words("workspace.key.means.service")),
            (words("workspace.key.nik"), nik.masked),
        ]
    }
    if let until = key.until { facts.append((words("workspace.key.until"), day(until))) }
    facts.append((words("workspace.key.added"), day(key.addedAt)))
    let list = HTML.each(facts) { fact in
        "<div><dt>\(fact.0)</dt><dd>\(fact.1)</dd></div>"
    }
    let end = ui.action(words("workspace.key.end"), WorkspaceURL.keyEnd.filled(), .quiet)
    return ui.section(words("workspace.key.now"), "<dl class=\"facts\">\(list)</dl>\(end)")
}

private func fileForm(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(WorkspaceURL.key.filled(), form, hasFiles: true) { field in
        """
        \(field.file("berkas", words("workspace.key.file"),
            hint: words("workspace.key.file.hint"), accept: ".p12,.pfx"))\
        \(field.password(Passphrase.name, words("workspace.key.file.pass"),
            hint: words("workspace.key.passphrase.hint")))\
        \(field.submit(words("workspace.key.file.send")))
        """
    }
}

private func serviceForm(_ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(WorkspaceURL.keyService.filled(), form) { field in
        """
        \(field.text("nik", words("workspace.key.nik"), hint: words("workspace.key.nik.hint"),
            width: .medium))\
        \(field.submit(words("workspace.key.service.send"), .secondary))
        """
    }
}
