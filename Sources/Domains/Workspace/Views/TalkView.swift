import Cases
import Contracts
import Kernel
import Ledger
import People
import Web

/// Messages with the applicant, and the box to write one.
func conversationView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let messages = desk.file.messages.filter { !$0.isInternal }
    let form = ui.form(
        WorkspaceURL.message.filled(desk.number), desk.form(.message), warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\
        \(HTML.with(desk.file.lastAskedAt) { field.hidden("dibaca", "\($0.milliseconds)") })\
        \(PhraseView(use: .message, desk: desk, ui: ui).html(
            field, WorkspaceURL.message.filled(desk.number), anchor: DeskAct.message.anchor,
            send: ui.words("workspace.message.send")))\
        \(field.textarea("pesan", ui.words("workspace.message"),
        hint: ui.words("workspace.message.hint"), rows: 3, max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.message.send"), .secondary))
        """
    }
    return ui.section(
        ui.words("workspace.talk"), id: DeskAct.message.anchor,
        ui.thread(messages.map { thread($0, desk, ui) }, empty: ui.words("workspace.talk.none"))
            + (desk.isEmergency ? HTML() : settleView(desk, ui) + form))
}

/// Above the case: that the applicant has written and nobody has answered.
func unansweredView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard let since = desk.record.unansweredAt else { return HTML() }
    let values = [
        "when": desk.time(since, ui),
        "ago": HumanText.relative(since, to: desk.now, ui.language),
    ]
    let link = ui.link(ui.words("workspace.unanswered.read"), "#\(DeskAct.message.anchor)")
    return ui.notice(
        .warning, title: ui.words("workspace.unanswered"),
        "<p>\(ui.words("workspace.unanswered.text", values))</p><p>\(link)</p>")
}

/// Thanks need no answer: whoever would have to write one may say so.
private func settleView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard desk.record.unansweredAt != nil, let seen = desk.file.lastAskedAt,
        desk.file.isAnswered(by: desk.officer)
    else { return HTML() }
    let values = ["revisi": "\(desk.record.revision)", "dibaca": "\(seen.milliseconds)"]
    return """
        <div class="claim">\(ui.action(ui.words("workspace.settle"),
        WorkspaceURL.settle.filled(desk.number), values: values)) \
        <span class="hint">\(ui.words("workspace.settle.hint"))</span></div>
        """
}

/// What officers write to each other; the applicant never sees it.
func notesView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let notes = desk.file.messages.filter(\.isInternal)
    let form = ui.form(
        WorkspaceURL.note.filled(desk.number), desk.form(.note), warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(field.textarea("catatan", ui.words("workspace.note"),
        hint: ui.words("workspace.note.hint"), rows: 2, max: CaseLimits.message))\
        \(field.submit(ui.words("workspace.note.send"), .secondary))
        """
    }
    return ui.section(
        ui.words("workspace.notes"), id: DeskAct.note.anchor,
        ui.thread(notes.map { thread($0, desk, ui) }, empty: ui.words("workspace.notes.none"))
            + (desk.isEmergency ? HTML() : form))
}

private func thread(_ message: CaseMessage, _ desk: CaseDesk, _ ui: UI) -> ThreadMessage {
    ThreadMessage(
        author: desk.who(message.author, ui), when: desk.time(message.at, ui),
        isOwn: message.author.account == desk.officer.account, body: .lines(message.text))
}

/// What verification and other agencies found; the drafter and the head read it first.
func opinionsView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard !desk.file.opinions.isEmpty else { return HTML() }
    let cards = HTML.each(desk.file.opinions) { opinion -> HTML in
        let kind = opinion.kind.rawValue
        let tag = ui.tag(
            ui.words("workspace.opinion.\(kind).\(opinion.isFavourable ? "yes" : "no")"),
            opinion.isFavourable ? .success : .danger)
        let text: HTML =
            opinion.text.isEmpty
            ? "<p class=\"hint\">\(ui.words("workspace.opinion.silent"))</p>"
            : "<p>\(HTML.lines(opinion.text))</p>"
        return """
            <div class="opinion"><h3>\(ui.words("kind.\(kind)")) \(tag)</h3>\(text)\
            <p class="hint">\(desk.who(opinion.author, opinion.position, ui)) · \
            \(desk.time(opinion.at, ui))</p></div>
            """
    }
    return ui.section(ui.words("workspace.opinions"), cards)
}

/// What the applicant was asked to correct, and whether it was done.
func correctionsView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard !desk.file.corrections.isEmpty else { return HTML() }
    let list = HTML.each(desk.file.corrections.reversed()) { asked -> HTML in
        let until = HumanText.day(asked.until, ui.language)
        let state: HTML =
            asked.answeredAt.map {
                ui.tag(
                    ui.words("workspace.corrections.done", ["when": desk.time($0, ui)]), .success)
            }
            ?? ui.tag(ui.words("workspace.corrections.open", ["day": until]), .warning)
        let title = ui.words("workspace.corrections.asked", ["when": desk.time(asked.askedAt, ui)])
        return ui.details(
            title, "<p>\(state)</p>" + correctionText(asked.correction, desk, ui),
            isOpen: asked.answeredAt == nil)
    }
    return ui.section(ui.words("workspace.corrections"), list)
}

/// Everything that happened, newest first, with names of positions.
func historyView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let shown = desk.file.acts.reversed().filter { $0.type != ActKind.opened.rawValue }
    let entries = shown.compactMap { act -> TimelineEntry? in
        guard let kind = ActKind(rawValue: act.type) else { return nil }
        return TimelineEntry(
            ui.words("act.\(act.type)"), when: desk.time(act.at, ui),
            who: desk.who(act.actor, ui), tone: tone(kind),
            body: """
                <a href="\(url: WorkspaceURL.proof.filled(desk.number, "\(act.act)"))">\
                \(ui.words("workspace.proof"))\
                <span class="hidden">: \(ui.words("act.\(act.type)"))</span></a>
                """)
    }
    var rest = HTML()
    // Acts are numbered from 1: where the first is missing there are more.
    if let first = desk.file.acts.first, let last = desk.file.acts.last, first.act > 1 {
        let words = ui.words("workspace.history.all", ["count": "\(last.act)"])
        let address = WorkspaceURL.file.filled(desk.number) + "?riwayat=semua#riwayat"
        rest = "<p>\(ui.link(words, address))</p>"
    }
    return ui.section(ui.words("workspace.history"), id: "riwayat", ui.timeline(entries) + rest)
}

private func tone(_ kind: ActKind) -> Tone {
    switch kind {
    case .granted, .handedOver, .answered: .success
    case .refused, .stepOverdue, .overdue, .lapsed: .danger
    case .returned, .sentBack, .withdrawn: .warning
    case .submitted, .corrected: .info
    default: .neutral
    }
}
