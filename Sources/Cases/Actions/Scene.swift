import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// One act while it happens: the case as it is in this transaction, what its service says, who
/// acts.
struct Scene {
    let cases: Cases
    let tx: Transaction
    let rules: CaseRules
    let record: CaseRecord
    let task: TaskRecord?
    let key: DataKey
    let actor: Actor
    let now: Instant
    /// What the act changes; written by `finish()`.
    var change: CaseChange
    /// Who acts, as this transaction sees him, where it is an officer.
    var officer: Officer?

    var service: Service { rules.service }
    var calendar: WorkingCalendar { rules.calendar }
    var contents: ContentRows { ContentRows(vault: cases.vault, key: key, caseID: record.id) }

    /// The step that is done: that of the task, which may stand in a branch of the case's.
    var step: Step {
        get throws(CaseFault) {
            let id = task?.step ?? record.step
            guard let step = service.flow.step(id) else { throw CaseFault.noStep(id) }
            return step
        }
    }

    /// The newest answers.
    func answers() throws -> Answers {
        guard let newest = try contents.newestAnswers(in: tx) else {
            throw CaseFault.unreadable("case_answers")
        }
        return newest
    }

    /// Writes the ledger entry of this act. `facts` are free of personal data; `sealed` may hold
    /// it.
    /// - Parameter isFirst: of a case that was made in this transaction.
    @discardableResult
    func note(
        _ kind: ActKind, _ facts: [String: JSONValue] = [:], sealed: JSONValue? = nil,
        at moment: Instant? = nil, isFirst: Bool = false
    ) throws -> Int64 {
        var facts = facts
        facts["step"] = .string(task?.step ?? record.step)
        return try cases.ledger.append(
            LedgerEntry(
                type: kind.rawValue, caseID: record.id, actor: actor,
                service: record.service.text, unit: (task?.unit ?? record.unit).text,
                facts: .object(facts),
                sealed: sealed, at: moment ?? now),
            key: key, isFirst: isFirst, in: tx)
    }

    /// Writes the changed row of the case.
    func finish() throws {
        try CaseRows.update(record.id, change, in: tx)
        guard change.state != .closed else { return }
        try TaskRows.weigh(record.id, promise: change.clock.promise, in: tx)
    }

    /// Closes the task that was open and goes on behind its step. Without a next step the case
    /// closes with `outcome`.
    mutating func advance(otherwise outcome: Outcome) throws {
        let step = try step
        if step.startsClock { try startClock() }
        try closeTask()
        try goOn(after: step.id, try bindings(), otherwise: outcome)
    }

    /// Goes where the flow leads behind a step that is done.
    mutating func goOn(
        after step: String, _ bindings: [String: ExpressionValue], otherwise outcome: Outcome
    ) throws {
        switch try service.flow.next(after: step, bindings) {
        case .step(let next) where service.flow.parallel(around: next.id) != nil:
            let unit = change.unit
            try openTask(next, seat: 0)
            change.unit = unit
        case .step(let next): try open(next, bindings, otherwise: outcome)
        case .branchEnd(let parallel):
            try endBranch(of: parallel, bindings, otherwise: outcome)
        case .end: try close(outcome)
        }
    }

    /// What officers filled in at the steps so far; the newest counts.
    func found() throws -> Answers { try contents.extras(in: tx).found }

    /// The values that conditions look at. `today` is the day on which the case was sent: a term
    /// that was kept then is not missed because the office took its time.
    func bindings() throws -> [String: ExpressionValue] {
        service.bindings(
            try answers(), try found(), on: Day(record.submittedAt, in: calendar.zone))
    }

    /// Opens a step: its first task (of each branch), and the case stands there.
    mutating func open(
        _ step: Step, _ bindings: [String: ExpressionValue], otherwise outcome: Outcome
    ) throws {
        change.step = step.id
        change.stepSince = now
        change.state = .open
        change.wait = nil
        switch step.kind {
        case .parallel:
            for first in step.first(bindings) { try openTask(first, seat: 0) }
            change.unit = service.owner
        case .pay: try openBill(step, bindings, otherwise: outcome)
        case .confirm: try openConfirmation(step)
        case .handover:
            change.clock.stop(at: now)
            try openTask(step, seat: 0)
        default: try openTask(step, seat: 0)
        }
    }

    /// Opens the task of a step, at a seat of its line where it has one.
    mutating func openTask(_ step: Step, seat: Int, _ state: TaskState = .open) throws {
        let unit = step.line.isEmpty ? try unit(of: step) : step.line[seat].unit
        let role = step.line.isEmpty ? step.role : step.line[seat].role
        change.unit = unit
        let due = try step.within.deadline(from: now, calendar: calendar)
        let isOpen = state == .open
        try TaskRows.insert(
            TaskRecord(
                id: cases.world.id(), caseID: record.id, step: step.id, kind: step.kind,
                seat: Int64(seat), unit: unit, role: role, region: record.region,
                confidentiality: Int(service.confidentiality.level), state: state,
                claimedBy: nil, openedAt: now, dueAt: isOpen ? due : nil),
            warnAt: isOpen ? try step.warnAt(from: now, due, calendar) : nil,
            rungAt: isOpen
                ? step.reaches(rung: 0, opened: now, due: due, at: now, calendar) : nil,
            in: tx)
    }

    /// The legal clock starts once, when the step is done that says so.
    mutating func startClock() throws {
        guard change.clock.startedAt == nil else { return }
        try change.clock.start(at: now, promise: service.promise, calendar: calendar)
    }

    func closeTask() throws {
        guard let task else { return }
        try TaskRows.close(task.id, by: actor.account, at: now, in: tx)
        try dropWork(of: task)
    }

    /// What was filled in at a task that ended without it is nobody's any more.
    private func dropWork(of task: TaskRecord) throws {
        guard service.flow.step(task.step)?.form != nil else { return }
        try cases.drafts.endWork(task.id, in: tx)
    }

    /// Ends the case and whatever tasks it has left. Numbers that it still holds become void; what
    /// was merged into it ends with it; a granted objection opens again what it contests.
    mutating func close(_ outcome: Outcome) throws {
        try closeTasks()
        try AskRows.remove(record.id, in: tx)
        change.state = .closed
        change.outcome = outcome
        change.closedAt = now
        change.wait = nil
        change.clock.stop(at: now)
        try cases.drafts.endCorrection(of: record.id, in: tx)
        try BillRows.settleOpen(record.id, as: outcome == .lapsed ? .lapsed : .void, now, in: tx)
        try PauseRows.end(record.id, at: now, in: tx)
        try tx.execute("DELETE FROM case_confirmations WHERE case_id = \(record.id)")
        if outcome != .granted { try BookingRows.release(record.id, in: tx) }
        let voided = try NumberRows.void(
            record.id, reason: "case.\(outcome.rawValue)", at: now, in: tx)
        for number in voided { try note(.numberVoided, ["number": .string(number)]) }
        try closeLinked(outcome)
    }

    /// Ends every task that is left, noting it for each when asked to.
    func closeTasks(noting: Bool = false) throws {
        for left in try TaskRows.waiting(record.id, in: tx) {
            try TaskRows.close(left.id, by: actor.account, at: now, in: tx)
            try dropWork(of: left)
            if noting { try note(.branchEnded, ["branch": .string(left.step)]) }
        }
    }

    /// Tells the applicant, in the language of the case.
    func tell(_ template: String, _ values: [String: String] = [:]) throws {
        try cases.tellApplicant(
            of: record, template, values, service: service, at: now, in: calendar.zone, tx)
    }
}
