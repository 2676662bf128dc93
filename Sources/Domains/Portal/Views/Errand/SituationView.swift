import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Web

/// What happens now, who has it, since when, what one must do, until when.
struct SituationView {
    let file: CaseFile
    let catalogue: Catalogue
    let now: Instant
    /// How long cases of this service took lately.
    let pace: Pace?
    /// The last moment for an objection; nothing when there is none.
    let contestableUntil: Instant?
    let ui: UI

    var record: CaseRecord { file.record }
    private var zone: Zone { catalogue.profile.zone }
    private var step: Step? { file.service.flow.step(record.step) }
    private var language: Language { ui.language }

    var html: HTML {
        """
        <div class="situation"><p>\(CaseWords.tag(
            record, step, hasLetter: file.service.letter != nil, ui))</p>\
        <p class="situation-now">\(headline)</p>\(facts)\(meter)</div>\
        \(duty)\(documents)\(way)
        """
    }

    /// What a waiting case waits for.
    private var wait: Wait { record.wait ?? .correction }

    private var headline: String {
        switch (record.state, record.outcome) {
        case (.waiting, _): return ui.words("portal.now.waiting\(wait.key)")
        case (.open, _) where record.deemedAt != nil && file.issuedLetter == nil:
            return ui.words("portal.now.deemed")
        case (.open, _): return step.map { ui.words($0.title) } ?? ui.words("state.open")
        case (.closed, .refused?) where file.issuedLetter == nil:
            return ui.words("portal.now.refused.told")
        case (.closed, .granted?) where file.service.letter == nil:
            return ui.words("portal.now.granted.done")
        case (.closed, .lapsed?) where file.bill?.state == .lapsed:
            return ui.words("portal.now.lapsed.unpaid")
        case (.closed, .answered?) where isDismissed: return ui.words("portal.now.dismissed")
        case (.closed, .answered?) where file.service.terms.report != nil:
            return ui.words("portal.now.answered.report")
        case (.closed, let outcome?): return ui.words("portal.now.\(outcome.rawValue)")
        case (.closed, nil): return ui.words("state.closed")
        }
    }

    /// Its last word was that nobody works on it.
    private var isDismissed: Bool {
        let ends: Set<String> = [ActKind.dismissed.rawValue, ActKind.answered.rawValue]
        return file.acts.last { ends.contains($0.type) }?.type == ActKind.dismissed.rawValue
    }

    // MARK: Who, since when, until when

    private var facts: HTML {
        var facts: [(name: String, value: HTML)] = []
        switch record.state {
        case .waiting where wait == .pause || wait == .merge:
            facts.append((ui.words("portal.with"), .text(names([record.ownerUnit]))))
        case .waiting:
            facts.append((ui.words("portal.with"), .text(ui.words("portal.you"))))
            if let asked = file.openCorrection?.askedAt
                ?? (wait == .confirmation ? record.stepSince : nil)
            {
                facts.append((ui.words("portal.since"), .text(time(asked))))
            }
        case .open:
            facts.append((ui.words("portal.with"), .text(unit)))
            facts.append((ui.words("portal.since"), .text(time(record.stepSince))))
        case .closed:
            if let closed = record.closedAt {
                facts.append((ui.words("portal.closedAt"), .text(time(closed))))
            }
        }
        facts.append((ui.words("portal.todo"), .text(todo)))
        if let paid { facts.append((ui.words("portal.bill.paid"), .text(paid))) }
        if let promise { facts.append((ui.words("portal.promise"), .text(promise))) }
        if let pace, record.state != .closed {
            facts.append((ui.words("portal.pace"), .text(paceText(pace, ui))))
        }
        return ui.facts(facts)
    }

    /// Who has it now: the offices of the branches that run, else the case's.
    private var unit: String {
        names(file.tasks.isEmpty ? [record.unit] : file.tasks.map(\.unit))
    }

    private func names(_ units: [UnitCode]) -> String {
        let names = units.reduce(into: [String]()) { names, unit in
            let name = catalogue.unit(unit).map { ui.words($0.name) } ?? unit.text
            if !names.contains(name) { names.append(name) }
        }
        return HumanText.list(names, language)
    }

    private var todo: String {
        switch record.state {
        case .waiting where wait == .payment:
            let day = file.bill.map { HumanText.day($0.due, language) } ?? ""
            return ui.words("portal.todo.pay", ["day": day])
        case .waiting where wait == .confirmation:
            return ui.words("portal.todo.confirm", ["day": file.confirmUntil.map(day) ?? ""])
        case .waiting:
            guard let asked = file.openCorrection else { return ui.words("portal.todo.nothing") }
            return ui.words("portal.todo.correct", ["day": HumanText.day(asked.until, language)])
        case .open:
            guard step?.kind == .handover else { return ui.words("portal.todo.nothing") }
            return ui.words(
                file.issuedLetter == nil ? "portal.todo.collect" : "portal.todo.fetch")
        case .closed:
            if record.outcome == .refused, contestableUntil != nil, objection == nil {
                return ui.words("portal.todo.contest")
            }
            return ui.words(
                record.outcome == .lapsed ? "portal.todo.again" : "portal.todo.nothing")
        }
    }

    /// The promise in words: when, or why there is no day yet.
    private var promise: String? {
        let clock = record.clock
        if file.issuedLetter != nil, let issued = file.letter?.issuedAt, let due = clock.dueAt {
            return ui.words(
                issued <= due ? "portal.promise.kept" : "portal.promise.late",
                ["day": day(issued), "due": day(due)])
        }
        if record.state == .closed { return nil }
        if let named = clock.namedWhilePaused {
            return ui.words(
                "portal.promise.named",
                ["day": HumanText.weekdayAndDay(Day(named, in: zone), language)])
        }
        if wait == .confirmation, let done = clock.stoppedAt, let due = clock.dueAt {
            return ui.words(
                done <= due ? "portal.promise.done" : "portal.promise.doneLate",
                ["day": day(done), "due": day(due)])
        }
        if clock.pausedAt != nil, let left = clock.daysLeft {
            if wait != .correction {
                return ui.words(
                    "portal.promise.stopped",
                    ["left": HumanText.workingDays(max(0, Int(left)), language)])
            }
            return ui.words(
                left >= 0 ? "portal.promise.paused" : "portal.promise.pausedLate",
                ["left": HumanText.workingDays(Int(left.magnitude), language)])
        }
        guard let due = clock.dueAt else { return DraftViews.promise(file.service, ui) }
        return ui.words(
            clock.isOverdue(at: now) ? "portal.promise.broken" : "portal.promise.day",
            ["day": HumanText.weekdayAndDay(Day(due, in: zone), language)])
    }

    /// How much of the promised time is used.
    private var meter: HTML {
        let clock = record.clock
        guard record.state != .closed, file.issuedLetter == nil, wait != .confirmation,
            case .days(let promised) = file.service.promise, clock.startedAt != nil
        else { return HTML() }
        let total = promised + prolonged
        let left: Int
        if let paused = clock.daysLeft, clock.pausedAt != nil {
            left = Int(paused)
        } else if let due = clock.dueAt,
            let days = try? file.rules.calendar.daysLeft(until: due, at: now)
        {
            left = days
        } else {
            return HTML()
        }
        let text = ui.words(
            left < 0 ? "portal.meter.over" : "portal.meter.left",
            ["left": HumanText.workingDays(abs(left), language), "total": "\(total)"])
        return ui.deadline(
            used: total - left, total: total, text: text, isPaused: clock.pausedAt != nil)
    }

    /// The working days by which the promise was put off.
    private var prolonged: Int {
        guard record.extendedAt != nil, case .days(let days)? = file.service.terms.prolongation
        else { return 0 }
        return days
    }

    // MARK: What one must do

    private var duty: HTML {
        if let asked = file.openCorrection { return correction(asked) }
        if wait == .payment, let bill = file.bill { return billCard(bill) }
        if let pause { return pause }
        if let letter = file.issuedLetter { return letterCard(letter) + contest }
        return refusalReason + extensionCard + contest
    }

    private func correction(_ asked: AskedCorrection) -> HTML {
        let letter = asked.correction.letter
        let items = HTML.each(asked.correction.items) { item in
            let label = file.service.form.field(item.field).map { ui.words($0.label) }
            return "<li><strong>\(label ?? item.field)</strong><br>\(HTML.lines(item.note))</li>"
        }
        let body: HTML = """
            \(HTML.when(!letter.isEmpty, "<p>\(HTML.lines(letter))</p>"))<ul>\(items)</ul>\
            <p>\(ui.linkButton(
                ui.words("portal.correct.open"),
                PortalURL.caseCorrection.filled(record.number.text)))</p>
            """
        return ui.notice(.warning, title: ui.words("portal.correct.title"), body)
    }

    private func letterCard(_ letter: LetterRecord) -> HTML {
        let isGrant = letter.kind == .grant
        let until = letter.validUntil.map { HumanText.day($0, language) }
        let verify = HTML.with(letter.code) {
            " \(ui.link(ui.words("portal.letter.verify"), PortalURL.verification.filled($0)))"
        }
        let body: HTML = """
            <p>\(ui.words("portal.letter.number")) <span class="code">\(letter.number ?? "")</span>\
            \(HTML.with(until) { "<br>\(ui.words("portal.letter.until", ["day": $0]))" })</p>\
            <div class="buttons">\(ui.linkButton(
                ui.words("portal.letter.fetch"),
                PortalURL.caseLetter.filled(record.number.text)))\(verify)</div>
            """
        return ui.notice(
            isGrant ? .success : .danger,
            title: ui.words(isGrant ? "portal.letter.granted" : "portal.letter.refused"), body)
    }

    // MARK: The way

    private var way: HTML {
        let steps = file.way
        guard steps.count > 1 else { return HTML() }
        let here = steps.firstIndex { $0.id == record.step } ?? 0
        let isRefused = record.outcome.map { $0 != .granted && $0 != .answered } ?? false
        return ui.progress(
            ui.words("portal.way"),
            steps.enumerated().map { index, step in
                let state: ProgressStep.State =
                    if index < here {
                        .done
                    } else if index > here {
                        .next
                    } else if record.state == .closed {
                        isRefused ? .stopped : .done
                    } else {
                        .current
                    }
                return ProgressStep(ui.words("kind.\(kind(of: step).rawValue)"), state)
            }) + flowPicture(PortalURL.caseFlow.filled(record.number.text), ui)
    }

    /// What is done at a step; of a parallel step whose branches all do the same, that.
    private func kind(of step: Step) -> StepKind {
        guard step.kind == .parallel else { return step.kind }
        let kinds = Set(file.branches(of: step).flatMap { $0 }.map(\.kind))
        return kinds.count == 1 ? kinds.first ?? step.kind : step.kind
    }

    private func day(_ instant: Instant) -> String {
        HumanText.day(Day(instant, in: zone), language)
    }

    private func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, zone, language)
    }
}
