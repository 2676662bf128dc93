import Cases
import Contracts
import Kernel
import People
import Web

/// The letter for everybody who may see the case: its state, its initials, its versions.
func letterView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard let letter = desk.file.letter else { return HTML() }
    let words = ui.words
    var facts: [(name: String, value: HTML)] = [
        (
            words("workspace.letter.kind"),
            "\(words("workspace.letter.kind.\(letter.kind.rawValue)"))"
        ),
        (
            words("workspace.letter.state"),
            ui.tag(
                words("workspace.letter.state.\(letter.state.rawValue)"),
                letter.state == .issued ? .success : .info)
        ),
    ]
    if let number = letter.number { facts.append((words("workspace.letter.number"), "\(number)")) }
    if let at = letter.issuedAt {
        facts.append((words("workspace.letter.issued"), "\(desk.time(at, ui))"))
    }
    if let day = letter.validUntil {
        facts.append((words("workspace.letter.valid"), "\(HumanText.day(day, ui.language))"))
    }
    let pdf =
        letter.state == .issued
        ? ui.link(words("workspace.letter.open"), WorkspaceURL.letterPDF.filled(desk.number))
        : ui.link(words("workspace.letter.draftPDF"), WorkspaceURL.draftPDF.filled(desk.number))
    var body = ui.facts(facts) + "<p>\(pdf)</p>"
    if !isWorkedOnHere(desk) { body += initialsLine(desk, ui) }
    body += versions(desk, ui)
    return ui.section(words("workspace.letter"), id: "surat", body)
}

/// Initials and text stand in the task already when it is this officer's turn.
private func isWorkedOnHere(_ desk: CaseDesk) -> Bool {
    if case .mine(let task) = desk.turn { return task.kind == .initials || task.kind == .decide }
    return false
}

/// The line of initials: whose stand, whose is missing.
func initialsLine(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard let step = desk.file.way.last(where: { $0.kind == .initials }),
        !step.line.isEmpty
    else { return HTML() }
    let current = desk.task.flatMap { $0.kind == .initials ? Int($0.seat) : nil }
    let steps = step.line.enumerated().map { index, seat -> ProgressStep in
        let title = seat.title.text(ui.language)
        if let done = desk.file.initials.first(where: { $0.seat == Int64(index) }) {
            let isOld = done.version < (desk.file.letter?.version ?? 0)
            let who = desk.who(done.author, done.position, ui) + " · " + desk.time(done.at, ui)
            let under = ui.words("workspace.initials.older", ["version": "\(done.version)"])
            let note = isOld ? who + " · " + under : who
            return ProgressStep(title, .done, note: note)
        }
        return ProgressStep(title, current == index ? .current : .next)
    }
    return ui.heading(ui.words("workspace.initials"), level: 3)
        + ui.progress(ui.words("workspace.initials"), steps)
}

/// The newest text to read before initials or signature, with what changed since the one before.
func letterText(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let versions = desk.file.letterVersions
    guard let newest = versions.last else { return HTML() }
    let pdf = ui.link(
        ui.words("workspace.letter.draftPDF"), WorkspaceURL.draftPDF.filled(desk.number))
    var html = letterPaper(newest.text, ui) + "<p>\(pdf)</p>"
    if let base = lastInitialled(desk), base.text != newest.text {
        html += ui.heading(
            ui.words("workspace.letter.changes", ["version": "\(base.version)"]), level: 3)
        html += ui.changes(from: base.text, to: newest.text)
    }
    return html
}

/// The version that the changes of the newest are told against: the first finished draft, or the
/// one before the newest.
private func lastInitialled(_ desk: CaseDesk) -> LetterVersion? {
    let versions = desk.file.letterVersions
    guard let newest = versions.last else { return nil }
    let authors = versions.prefix { $0.author == versions.first?.author }
    return authors.last.flatMap { $0.version == newest.version ? nil : $0 }
}

/// Whether what the letter says of the applicant stands open: to whoever works on it now, and to
/// whoever has asked for the applicant's data.
private func isOpen(_ desk: CaseDesk) -> Bool {
    if case .mine(let task) = desk.turn, [.draft, .initials, .decide].contains(task.kind) {
        return true
    }
    return desk.isRevealed
}

/// Each version with who wrote it and what it changed. Its text names number and address, which
/// the page masks.
private func versions(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let all = desk.file.letterVersions
    guard !all.isEmpty else { return HTML() }
    let showsTexts = isOpen(desk)
    var list = HTML()
    for (index, version) in all.enumerated().reversed() {
        let values = [
            "version": "\(version.version)", "who": desk.who(version.author, version.position, ui),
            "when": desk.time(version.at, ui),
        ]
        let title = ui.words("workspace.letter.version", values)
        guard showsTexts else {
            list += "<p>\(title)</p>"
            continue
        }
        let body: HTML =
            index == 0
            ? letterPaper(version.text, ui)
            : ui.changes(from: all[index - 1].text, to: version.text)
        list += ui.details(title, body)
    }
    if !showsTexts {
        list += "<p class=\"hint\">\(ui.words("workspace.letter.versions.masked"))</p>"
    }
    return ui.heading(ui.words("workspace.letter.versions"), level: 3) + list
}
