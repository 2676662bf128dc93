import Cases
import Contracts
import Kernel
import Web

/// The public page of a case. It depends on the case's acts and on nothing else: no "today", no
/// person, so that its bytes can be kept.
func trackingView(
    _ tracking: PublicTracking, _ papers: [PublicPaper], _ ui: UI
) -> HTML {
    let record = tracking.record
    let moments = Moments(zone: tracking.rules.calendar.zone, language: ui.language)
    return """
        \(ui.live("keadaan", """
            \(now(tracking, moments, ui))\
            \(progressView(tracking, ui))\
            \(papersView(papers, tracking, ui))\
            <section><h2>\(ui.words("public.track.acts"))</h2>\
            \(ui.timeline(tracking.acts.reversed().map { entry($0, tracking, moments, ui) }))\
            </section>
            """))\
        <p class="hint">\(ui.words("public.track.live")) \
        <a href="\(url: PortalURL.tracking.filled(record.number.text))">\
        \(ui.words("public.track.refresh"))</a></p>\
        <div class="card"><h2 class="card-title">\(ui.words("public.track.yours"))</h2>\
        <p>\(ui.words("public.track.yours.text"))</p>\
        <p>\(ui.linkButton(ui.words("public.track.yours.open"),
            PortalURL.caseFile.filled(record.number.text), .secondary))</p></div>\
        <p class="hint">\(ui.words("public.track.privacy"))</p>
        """
}

/// What happens now, who has it, since when, until when.
private func now(_ tracking: PublicTracking, _ moments: Moments, _ ui: UI) -> HTML {
    let record = tracking.record
    let isOverdue = tracking.acts.contains { $0.kind == .overdue } && record.state != .closed
    let asksBack = record.state == .waiting && record.wait ?? .correction == .correction
    let asked = tracking.acts.last { $0.kind == .returned && asksBack }
    let since = record.closedAt ?? asked?.at ?? record.stepSince
    return """
        <div class="card standing standing-\(standingTone(record).rawValue)">\
        <p>\(ui.tag(stateText(record, ui), standingTone(record)))\
        \(HTML.when(isOverdue, " \(ui.tag(ui.words("public.track.late"), .danger))"))</p>\
        <p class="standing-now">\(nowText(tracking, ui))</p>\
        \(ui.facts([
            (ui.words("public.track.who"), HTML.text(whoText(tracking, ui))),
            (ui.words("public.track.since"),
                ui.time(moments.full(since), moments.iso(since))),
            (ui.words("public.track.promise"), promiseView(tracking, moments, ui)),
            (ui.words("public.track.submitted"),
                ui.time(moments.full(record.submittedAt), moments.iso(record.submittedAt))),
        ]))\
        \(HTML.when(isOverdue, "<p>\(ui.words("public.track.late.text"))</p>"))</div>
        """
}

/// Where the paper of the case is, where a folder of it walks through the building.
private func papersView(
    _ papers: [PublicPaper], _ tracking: PublicTracking, _ ui: UI
) -> HTML {
    guard !papers.isEmpty, tracking.record.state != .closed else { return HTML() }
    func name(_ code: UnitCode) -> String {
        tracking.rules.catalogue.unit(code)?.name.text(ui.language) ?? code.text
    }
    let lines = papers.map { paper -> String in
        let values = [
            "unit": name(paper.unit), "day": HumanText.day(paper.since, ui.language),
            "toward": paper.toward.map(name) ?? "",
        ]
        if paper.isMissing { return ui.words("public.track.folder.missing", values) }
        return ui.words(
            paper.toward == nil ? "public.track.folder.at" : "public.track.folder.moving", values)
    }
    return """
        <section><h2>\(ui.words("public.track.folder"))</h2>\
        <ul>\(HTML.each(lines) { "<li>\($0)</li>" })</ul></section>
        """
}

private func standingTone(_ record: CaseRecord) -> Tone {
    switch (record.state, record.outcome) {
    case (.open, _): .info
    case (.waiting, _): .warning
    case (.closed, .granted), (.closed, .answered): .success
    case (.closed, .refused): .danger
    case (.closed, _): .neutral
    }
}

private func stateText(_ record: CaseRecord, _ ui: UI) -> String {
    switch (record.state, record.outcome) {
    case (.closed, let outcome?): ui.words("outcome.\(outcome.rawValue)")
    case (.waiting, _) where record.wait == .pause: ui.words("state.paused")
    case (.waiting, _) where record.wait == .merge: ui.words("state.merged")
    case (.waiting, _): ui.words("public.track.waiting")
    default: ui.words("state.\(record.state.rawValue)")
    }
}

private func nowText(_ tracking: PublicTracking, _ ui: UI) -> String {
    let record = tracking.record
    let service = tracking.rules.service
    switch record.state {
    case .waiting:
        return ui.words("public.track.now.waiting\((record.wait ?? .correction).key)")
    case .open where record.deemedAt != nil: return ui.words("public.track.now.deemed")
    case .closed where record.outcome == .answered && service.terms.report != nil:
        let isDismissed =
            tracking.acts.last { [.dismissed, .answered].contains($0.kind) }?
            .kind == .dismissed
        return ui.words("public.track.now.\(isDismissed ? "dismissed" : "answered.report")")
    case .closed:
        let outcome = record.outcome ?? .withdrawn
        return ui.words("public.track.now.\(outcome.rawValue)")
    case .open:
        let step = service.flow.step(record.step)
        return step?.title.text(ui.language) ?? ui.words("state.open")
    }
}

private func whoText(_ tracking: PublicTracking, _ ui: UI) -> String {
    let wait = tracking.record.wait
    switch tracking.record.state {
    case .waiting where wait != .pause && wait != .merge:
        return ui.words("public.track.who.applicant")
    case .closed: return ui.words("public.track.who.nobody")
    case .open, .waiting:
        let units = tracking.running.isEmpty ? [tracking.record.unit] : tracking.running
        return units.map { code in
            let unit = tracking.rules.catalogue.unit(code)
            return unit.map { "\($0.name.text(ui.language)) (\($0.short))" } ?? code.text
        }.joined(separator: "; ")
    }
}

private func promiseView(
    _ tracking: PublicTracking, _ moments: Moments, _ ui: UI
) -> HTML {
    let record = tracking.record
    let term = termText(tracking.rules.service.promise, ui)
    if record.state == .closed || record.wait == .confirmation, let due = record.clock.dueAt {
        return HTML.text(moments.day(due))
    }
    if let due = record.clock.dueAt {
        let text = ui.words("public.track.promise.until", ["day": moments.day(due)])
        return "<strong>\(text)</strong>"
    }
    if record.state != .closed, let named = record.clock.namedWhilePaused {
        return HTML.text(ui.words("public.track.promise.named", ["day": moments.day(named)]))
    }
    if let left = record.clock.daysLeft, record.clock.pausedAt != nil {
        let days = HumanText.workingDays(max(0, Int(left)), ui.language)
        return HTML.text(ui.words("public.track.promise.paused", ["left": days]))
    }
    guard record.state != .closed else { return HTML.text(ui.words("public.track.promise.none")) }
    return HTML.text(ui.words("public.track.promise.later", ["term": term]))
}

private func progressView(_ tracking: PublicTracking, _ ui: UI) -> HTML {
    let record = tracking.record
    let flow = tracking.rules.service.flow
    let here = flow.index(of: record.step) ?? 0
    let isDone = record.outcome == .granted || record.outcome == .answered
    let steps = flow.steps.enumerated().filter { index, step in
        step.condition == nil || index == here
    }.map { index, step in
        let state: ProgressStep.State =
            isDone || index < here
            ? .done
            : index > here ? .next : record.state == .closed ? .stopped : .current
        return ProgressStep(ui.words("kind.\(step.kind.rawValue)"), state)
    }
    return """
        <section><h2>\(ui.words("public.track.progress"))</h2>\
        \(ui.progress(ui.words("public.track.progress"), steps))</section>
        """
}

private func entry(
    _ act: PublicTracking.Act, _ tracking: PublicTracking, _ moments: Moments, _ ui: UI
) -> TimelineEntry {
    let unit = act.unit.flatMap { tracking.rules.catalogue.unit($0)?.name.text(ui.language) }
    let isOwn = [.submitted, .corrected, .withdrawn, .confirmed, .refuted].contains(act.kind)
    let tone: Tone =
        switch act.kind {
        case .granted, .handedOver, .answered, .confirmed: .success
        case .returned, .refuted: .warning
        case .refused, .overdue, .lapsed: .danger
        default: .info
        }
    return TimelineEntry(
        ui.words("act.\(act.kind.rawValue)"), when: moments.full(act.at),
        iso: moments.iso(act.at),
        who: isOwn ? ui.words("public.track.who.applicant") : unit, tone: tone)
}

/// The page with the form alone, or with what is wrong with a number.
func trackFormView(_ ui: UI, _ typed: String, _ error: String?) -> HTML {
    """
    \(trackForm(ui, value: typed, error: error))\
    \(ui.section(ui.words("public.track.where"), """
        <ul><li>\(ui.words("public.track.where.receipt"))</li>\
        <li>\(ui.words("public.track.where.mail"))</li>\
        <li>\(ui.words("public.track.where.account"))</li></ul>
        """))
    """
}

/// For a well-formed number that no case has.
func trackUnknownView(_ ui: UI, _ number: String) -> HTML {
    """
    <h2>\(ui.words("public.track.check"))</h2>\
    <ul><li>\(ui.words("public.track.check.signs"))</li>\
    <li>\(ui.words("public.track.check.city"))</li>\
    <li>\(ui.words("public.track.check.letter")) \
    <a href="\(url: PortalURL.verify.filled())">\(ui.words("portal.nav.verify"))</a></li></ul>\
    \(trackForm(ui, value: number))
    """
}
