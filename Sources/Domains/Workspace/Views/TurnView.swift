import Cases
import Contracts
import Kernel
import Ledger
import People
import Web

/// What this officer does now: the acts of the current step, or whose turn it is.
func turnView(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    switch desk.turn {
    case .mine(let task):
        return ui.section(words("workspace.turn.mine"), id: "tugas", mine(task, desk, ui))
    case .colleague(let task, let holder):
        let values = ["who": desk.who(holder, nil, ui), "step": stepTitle(task, desk, ui)]
        return ui.section(
            words("workspace.turn.other"), id: "tugas",
            ui.notice(.info, text: words("workspace.turn.colleague", values)))
    case .asked:
        return ui.section(
            words("workspace.turn.other"), id: "tugas",
            ui.notice(.info, text: words("workspace.turn.asked")) + nextLink(desk, ui))
    case .elsewhere(let task):
        let values = [
            "who": desk.seatTitle(task, ui.language), "step": stepTitle(task, desk, ui),
            "unit": desk.unitName(task.unit, ui.language),
        ]
        return ui.section(
            words("workspace.turn.other"), id: "tugas",
            ui.notice(.info, text: words("workspace.turn.elsewhere", values))
                + nextLink(desk, ui))
    case .applicant where (desk.record.wait ?? .correction) != .correction:
        return ui.section(
            words("workspace.turn.other"), id: "tugas",
            ui.notice(.warning, text: waitText(desk, ui)) + nextLink(desk, ui))
    case .applicant:
        let until = desk.file.openCorrection.map {
            HumanText.weekdayAndDay($0.until, ui.language)
        }
        return ui.section(
            words("workspace.turn.other"), id: "tugas",
            ui.notice(.warning, text: words("workspace.turn.applicant", ["day": until ?? "–"]))
                + nextLink(desk, ui))
    case .closed:
        return ui.section(
            words("workspace.turn.closed"), id: "tugas",
            ui.notice(.neutral, text: words("workspace.turn.closed.text")) + nextLink(desk, ui))
    }
}

/// What a case waits for that no correction ends: until when, why, or with which case.
private func waitText(_ desk: CaseDesk, _ ui: UI) -> String {
    let bill = desk.file.bill
    let asked = desk.file.confirmUntil.map { Day($0, in: desk.zone) }
    let pause = desk.file.pauses.last.flatMap { last in
        desk.file.service.terms.pauses.first { $0.id == last.reason }
    }
    let merged = desk.file.links.first {
        $0.isOpen && $0.kind == .merged && $0.from == desk.record.id
    }
    return ui.words(
        "workspace.turn.\(desk.record.wait?.rawValue ?? "")",
        [
            "day": (asked ?? bill?.due).map { HumanText.weekdayAndDay($0, ui.language) } ?? "–",
            "amount": bill.map { HumanText.rupiah(Rupiah($0.total), ui.language) } ?? "–",
            "reason": pause?.title.text(ui.language) ?? "–", "law": pause?.law ?? "–",
            "number": merged?.other?.number.text ?? "–",
        ])
}

private func nextLink(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let address = WorkspaceURL.next.filled() + "?setelah=" + desk.number
    return "<p>\(ui.linkButton(ui.words("workspace.next"), address, .secondary))</p>"
}

private func stepTitle(_ task: TaskRecord, _ desk: CaseDesk, _ ui: UI) -> String {
    if task.kind == .initials, let step = desk.step,
        step.line.indices.contains(Int(task.seat))
    {
        return step.line[Int(task.seat)].title.text(ui.language)
    }
    // Which document, where several are recorded side by side.
    if task.kind == .record, let step = desk.file.service.flow.step(task.step) {
        return step.title.text(ui.language)
    }
    return ui.words("kind.\(task.kind.rawValue)")
}

private func mine(_ task: TaskRecord, _ desk: CaseDesk, _ ui: UI) -> HTML {
    var html: HTML = "<div class=\"task\"><h3>\(stepTitle(task, desk, ui))</h3>"
    let instruction =
        desk.step?.instruction?.text(ui.language)
        ?? ui.words(
            task.kind == .handover && desk.file.service.letter == nil
                ? "workspace.instruction.handover.document"
                : "workspace.instruction.\(task.kind.rawValue)")
    html += "<p class=\"instruction\">\(instruction)</p>"
    html += sentBackReason(task, desk, ui)
    html += refutedReason(task, desk, ui)
    html += claimBar(task, desk, ui)
    switch task.kind {
    case .check: html += checkForms(desk, ui)
    case .verify, .recommend, .inspect: html += opinionForms(task, desk, ui)
    case .pay: html += payForm(desk, ui)
    case .record: html += recordForms(desk, ui)
    case .draft: html += draftForm(desk, ui)
    case .initials: html += initialForms(desk, ui)
    case .decide: html += decisionForms(desk, ui)
    case .handover: html += handOverForm(desk, ui)
    case .answer: html += answerForm(desk, ui)
    case .parallel, .choose: break  // What they hold has the tasks.
    case .confirm: break  // It is the applicant's.
    }
    return html + "</div>"
}

/// A drafter sees why the letter came back before he begins again.
private func sentBackReason(_ task: TaskRecord, _ desk: CaseDesk, _ ui: UI) -> HTML {
    guard task.kind == .draft,
        let back = desk.file.acts.last(where: { $0.type == ActKind.sentBack.rawValue }),
        !desk.file.acts.contains(where: {
            $0.type == ActKind.drafted.rawValue && $0.act > back.act
        }),
        let reason = desk.file.messages.last(where: { $0.isInternal && $0.at == back.at })
    else { return HTML() }
    return ui.notice(
        .warning, title: ui.words("workspace.sentBack", ["who": desk.who(back.actor, ui)]),
        "<p>\(HTML.lines(reason.text))</p>")
}

/// Whoever has it again sees first why the applicant says that it is not done.
private func refutedReason(_ task: TaskRecord, _ desk: CaseDesk, _ ui: UI) -> HTML {
    let judged: Set<String> = [ActKind.refuted.rawValue, ActKind.answered.rawValue]
    guard task.kind != .confirm,
        let last = desk.file.acts.last(where: { judged.contains($0.type) }),
        last.type == ActKind.refuted.rawValue,
        let reason = desk.file.messages.last(where: {
            !$0.isInternal && $0.author.isApplicant && $0.at == last.at
        })
    else { return HTML() }
    return ui.notice(
        .warning, title: ui.words("workspace.refuted", ["when": desk.time(last.at, ui)]),
        "<p>\(HTML.lines(reason.text))</p>")
}

/// Taking a task is a courtesy to colleagues, not a condition.
private func claimBar(_ task: TaskRecord, _ desk: CaseDesk, _ ui: UI) -> HTML {
    let values = ["revisi": "\(desk.record.revision)", "tugas": task.id.text]
    if task.claimedBy == nil {
        return """
            <div class="claim">\(ui.action(ui.words("workspace.claim"),
            WorkspaceURL.claim.filled(desk.number), .quiet, values: values)) \
            <span class="hint">\(ui.words("workspace.claim.hint"))</span></div>
            """
    }
    return """
        <div class="claim">\(ui.action(ui.words("workspace.handBack"),
        WorkspaceURL.handBack.filled(desk.number), .quiet, values: values)) \
        <span class="hint">\(ui.words("workspace.handBack.hint"))</span></div>
        """
}

extension FormView {
    /// The revision that the officer looks at; an act on an older one is refused.
    func seen(_ desk: CaseDesk) -> HTML {
        """
        \(hidden("revisi", "\(desk.record.revision)"))\
        \(HTML.with(desk.task) { hidden("tugas", $0.id.text) })
        """
    }
}
