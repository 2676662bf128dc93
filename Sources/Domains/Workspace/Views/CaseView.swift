import Cases
import Contracts
import Kernel
import Ledger
import People
import Web

/// One page with everything about a case.
func caseView(_ desk: CaseDesk, _ ui: UI) -> Page {
    let words = ui.words
    var body = HTML(reserving: 40_000)
    body.write(triedNotice(desk, ui))
    body.write(restrictedNotice(desk, ui))
    body.write(emergencyNotice(desk, ui))
    body.write(unansweredView(desk, ui))
    body.write(overview(desk, ui))
    body.write("<div class=\"columns\"><div>")
    body.write(turnView(desk, ui))
    body.write(opinionsView(desk, ui))
    body.write(findingsView(desk, ui))
    body.write(answersView(desk, ui))
    body.write(lateDocumentsView(desk, ui))
    body.write(letterView(desk, ui))
    body.write(correctionsView(desk, ui))
    body.write(conversationView(desk, ui))
    body.write(leadView(desk, ui))
    body.write(notesView(desk, ui))
    body.write(historyView(desk, ui))
    body.write("</div><aside>")
    body.write(applicantView(desk, ui))
    body.write(progressView(desk, ui))
    body.write(desk.beside)
    body.write("</aside></div>")
    return Page(
        desk.number, caption: desk.file.service.title.text(ui.language),
        crumbs: [Crumb(words("workspace.inbox"), WorkspaceURL.inbox.filled())],
        section: WorkspaceURL.inbox.filled(), isWide: true, hasScript: desk.hasFileFields,
        body: body)
}

/// Above everything: that nothing was saved, why, and who was quicker.
private func triedNotice(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard let tried = desk.tried, tried.refusal != nil else { return HTML() }
    // What is wrong with an input is said there, under the input's name.
    let hasForm = isFormShown(tried.act, desk)
    let told = tried.form.problems.filter { !hasForm || $0.field == nil }
    var text = HTML.each(told) { "<p>\(ui.words($0))</p>" }
    if told.isEmpty { text += "<p>\(ui.words("workspace.refused.fields"))</p>" }
    if let meanwhile = tried.meanwhile {
        let what = ui.words("act.\(meanwhile.kind)")
        let values = [
            "what": what, "who": desk.who(meanwhile.actor, ui),
            "when": HumanText.relative(meanwhile.at, to: desk.now, ui.language),
        ]
        text += "<p><strong>\(ui.words("workspace.meanwhile", values))</strong></p>"
    }
    text += typedText(tried, desk, ui)
    if hasForm {
        text += "<p>\(ui.link(ui.words("workspace.refused.toForm"), "#\(tried.act.anchor)"))</p>"
    }
    if desk.hasKept { text += "<p>\(ui.words("workspace.refused.kept.text"))</p>" }
    return ui.notice(
        .danger, title: ui.words(desk.hasKept ? "workspace.refused.kept" : "workspace.refused"),
        text)
}

/// That the applicant had processing restricted.
private func restrictedNotice(_ desk: CaseDesk, _ ui: UI) -> HTML {
    HTML.with(desk.file.restrictedSince) { since in
        ui.notice(
            .warning, text: ui.words("workspace.restricted", ["when": desk.time(since, ui)]))
    }
}

/// When the form of the act is no longer on the page, its words are given back to be copied.
private func typedText(_ tried: TriedAct, _ desk: CaseDesk, _ ui: UI) -> HTML {
    guard !isFormShown(tried.act, desk) else { return HTML() }
    let hidden: Set = [
        "nomor", "revisi", "tugas", "aksi", "jenis", "hasil", "isian", "sudah_baca", "dibaca",
        "simpanan", DismissInput.reasonName,
    ]
    let texts = tried.form.values
        .filter { !hidden.contains($0.key) && !PhrasePress.names.contains($0.key) }
        .sorted { $0.key < $1.key }.flatMap(\.value).filter { !$0.isEmpty }
    guard !texts.isEmpty else { return HTML() }
    return """
        <p>\(ui.words("workspace.typed"))</p>\
        \(HTML.each(texts) { "<blockquote class=\"typed-text\">\(HTML.lines($0))</blockquote>" })
        """
}

private func isFormShown(_ act: DeskAct, _ desk: CaseDesk) -> Bool {
    switch act {
    case .message, .note: return true
    case .settle: return desk.record.unansweredAt != nil
    case .extend, .pause, .resume, .reroute, .reopen, .revokeLetter, .link, .unlink, .payLate:
        return desk.leadActs.contains(act)
    default: break
    }
    guard case .mine(let task) = desk.turn else { return false }
    switch act {
    case .claim, .handBack, .message, .settle, .note: return true
    case .complete: return task.kind == .check
    case .correction: return desk.step?.mayReturn == true
    case .opinion: return task.kind.givesOpinion
    case .letter: return task.kind == .draft
    case .initial: return task.kind == .initials
    case .sendBack: return task.kind == .initials || task.kind == .decide
    case .sign, .refuse: return task.kind == .decide
    case .handOver: return task.kind == .handover
    case .answer: return task.kind == .answer
    case .dismiss:
        return [.verify, .answer].contains(task.kind)
            && !desk.file.service.terms.dismissals.isEmpty
    case .pay: return task.kind == .pay
    case .record, .refuseRecord: return task.kind == .record
    case .extend, .pause, .resume, .reroute, .reopen, .revokeLetter, .link, .unlink, .payLate:
        return true
    }
}

/// State, clocks, and who has the case.
private func overview(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let record = desk.record
    var facts: [(name: String, value: HTML)] = [
        (ui.words("workspace.fact.state"), stateTag(record, ui)),
        (ui.words("workspace.fact.has"), has(desk, ui)),
    ]
    if record.state != .closed, let task = desk.task {
        var step = Deadline(
            from: task.openedAt, to: task.dueAt, isPaused: task.state == .waiting, now: desk.now,
            calendar: desk.calendar)
        step.wait = record.wait
        facts.append((ui.words("workspace.fact.step"), step.meter(ui)))
        facts.append((ui.words("workspace.fact.promise"), promise(desk, ui)))
    }
    if let closed = record.closedAt {
        facts.append((ui.words("workspace.fact.closed"), "\(desk.time(closed, ui))"))
    }
    facts.append(
        (
            ui.words("workspace.fact.came"),
            """
            \(desk.time(record.submittedAt, ui))\
            \(HTML.when(
                record.round > 1,
                " · \(ui.words("workspace.round", ["round": "\(record.round)"]))"))
            """
        ))
    return "<div class=\"card overview\">\(ui.facts(facts))</div>"
}

/// The promise to the applicant. It is kept with the letter, not with its hand-over.
private func promise(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let clock = desk.record.clock
    if let issued = desk.file.letter?.issuedAt {
        let isKept = clock.dueAt.map { (clock.stoppedAt ?? issued) <= $0 } ?? true
        let key = isKept ? "workspace.promise.kept" : "workspace.promise.late"
        return "\(ui.words(key, ["when": desk.time(issued, ui)]))"
    }
    if desk.record.wait == .confirmation, let answered = clock.stoppedAt {
        let isKept = clock.dueAt.map { answered <= $0 } ?? true
        let key = isKept ? "workspace.promise.answered" : "workspace.promise.answeredLate"
        return "\(ui.words(key, ["when": desk.time(answered, ui)]))"
    }
    guard clock.startedAt != nil else { return "\(ui.words("workspace.due.notYet"))" }
    if let named = clock.namedWhilePaused {
        return "\(ui.words("workspace.promise.named", ["when": desk.time(named, ui)]))"
    }
    var promise = Deadline(
        from: clock.startedAt, to: clock.dueAt, isPaused: clock.pausedAt != nil, now: desk.now,
        calendar: desk.calendar)
    promise.wait = desk.record.wait
    return promise.meter(ui)
}

private func has(_ desk: CaseDesk, _ ui: UI) -> HTML {
    switch desk.turn {
    case .closed: "\(ui.words("workspace.has.nobody"))"
    case .applicant where desk.record.wait == .pause || desk.record.wait == .merge:
        "\(desk.unitName(desk.record.ownerUnit, ui.language))"
    case .applicant: "\(ui.words("workspace.applicant"))"
    case .mine, .asked, .elsewhere, .colleague:
        HTML.each(desk.file.tasks) { task in
            let step = desk.file.service.flow.step(task.step)
            let which: HTML =
                task.kind == .record ? "<br>\(step?.title.text(ui.language) ?? "")" : HTML()
            let claimed = HTML.with(task.claimedBy) { account in
                let who = ui.words("workspace.claimedBy", ["who": desk.who(account, nil, ui)])
                return "<br><span class=\"hint\">\(who)</span>"
            }
            let seat = desk.seatTitle(task, ui.language)
            return "<span class=\"seat\">\(seat)\(which)\(claimed)</span>"
        }
    }
}

/// The way through the offices, and where the case stands on it.
private func progressView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let way = desk.file.way
    let current = way.firstIndex { $0.id == desk.record.step } ?? 0
    let running = Set(desk.file.tasks.map(\.step))
    let isClosed = desk.record.state == .closed
    let isGood = desk.record.outcome == .granted || desk.record.outcome == .answered
    func unit(_ step: Step) -> String {
        desk.file.rules.catalogue.unit(step.unit)?.short ?? step.unit.text
    }
    let steps = way.enumerated().flatMap { index, step -> [ProgressStep] in
        let state: ProgressStep.State =
            isClosed && isGood
            ? .done
            : index < current ? .done : index > current ? .next : isClosed ? .stopped : .current
        guard step.kind == .parallel else {
            return [ProgressStep(ui.words("kind.\(step.kind.rawValue)"), state, note: unit(step))]
        }
        // Each branch for itself: some are done while others still run.
        let branches = desk.file.branches(of: step)
        let isSame = branches.count > 1 && Set(branches.map { $0.map(\.kind) }).count == 1
        return branches.map { branch in
            let name = branch.map {
                isSame ? $0.title.text(ui.language) : ui.words("kind.\($0.kind.rawValue)")
            }
            let isRunning = branch.contains { running.contains($0.id) }
            return ProgressStep(
                HumanText.list(name, ui.language), state == .current && !isRunning ? .done : state,
                note: branch.first.map(unit) ?? "")
        }
    }
    let picture = ui.link(
        ui.words("workspace.progress.picture"), WorkspaceURL.flow.filled(desk.number))
    return ui.section(
        ui.words("workspace.progress"),
        ui.progress(ui.words("workspace.progress"), steps) + "<p>\(picture)</p>")
}

/// Who applied and how to reach them: masked until asked for, and asking is written down.
private func applicantView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    guard !desk.record.isAnonymous else {
        return ui.section(
            ui.words("workspace.applicant"), id: "pemohon",
            ui.notice(.info, text: ui.words("workspace.applicant.anonymous")))
    }
    let name = desk.names.accounts[desk.record.applicant] ?? "–"
    var facts: [(name: String, value: HTML)] = [(ui.words("workspace.applicant.name"), "\(name)")]
    let actors = desk.file.acts.map(\.actor)
    let agents = Set(actors.filter { $0.kind == "agent" }.compactMap(\.account))
    if !agents.isEmpty {
        let names = agents.sorted().compactMap { desk.names.accounts[$0] }
        facts.append(
            (ui.words("workspace.applicant.agents"), .text(names.joined(separator: ", "))))
    }
    if let contact = desk.names.contact {
        let shown = desk.isRevealed ? contact.address : contact.masked
        facts.append((ui.words("workspace.applicant.contact"), "\(shown)"))
    }
    var body = ui.facts(facts)
    if desk.isRevealed {
        body += "<p class=\"hint\">\(ui.words("workspace.applicant.revealed"))</p>"
    } else {
        body += ui.action(
            ui.words("workspace.applicant.reveal"), WorkspaceURL.reveal.filled(desk.number))
        body += "<p class=\"hint\">\(ui.words("workspace.applicant.reveal.hint"))</p>"
    }
    return ui.section(ui.words("workspace.applicant"), id: "pemohon", body)
}
