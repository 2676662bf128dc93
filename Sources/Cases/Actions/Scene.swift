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
        guard let newest = try contents.answers(in: tx).last else {
            throw CaseFault.unreadable("case_answers")
        }
        return newest.answers
    }

    /// Writes the ledger entry of this act. `facts` are free of personal data; `sealed` may hold
    /// it.
    @discardableResult
    func note(
        _ kind: ActKind, _ facts: [String: JSONValue] = [:], sealed: JSONValue? = nil
    ) throws -> Int64 {
        var facts = facts
        facts["step"] = .string(task?.step ?? record.step)
        return try cases.ledger.append(
            LedgerEntry(
                type: kind.rawValue, caseID: record.id, actor: actor,
                service: record.service.text, unit: (task?.unit ?? record.unit).text,
                facts: .object(facts),
                sealed: sealed, at: now),
            key: key, in: tx)
    }

    /// Writes the changed row of the case.
    func finish() throws { try CaseRows.update(record.id, change, in: tx) }

    /// Closes the task that was open and opens the one of the next step whose condition holds.
    /// Without a next step the case closes with `outcome`.
    mutating func advance(otherwise outcome: Outcome) throws {
        let step = try step
        if step.startsClock { try startClock() }
        try closeTask()
        let bindings = try bindings()
        if let parallel = service.flow.parent(of: step.id) {
            return try advance(step, in: parallel, bindings, otherwise: outcome)
        }
        try leave(step.id, bindings, otherwise: outcome)
    }

    /// Goes on behind a step of the flow itself.
    mutating func leave(
        _ step: String, _ bindings: [String: ExpressionValue], otherwise outcome: Outcome
    ) throws {
        let next = try service.flow.next(after: step, bindings)
        if let next { try open(next, bindings) } else { try close(outcome) }
    }

    /// The values that conditions look at.
    func bindings() throws -> [String: ExpressionValue] {
        service.form.bindings(try answers(), now: Day(now, in: calendar.zone))
    }

    /// Opens a step: its first task (of each branch), and the case stands there.
    mutating func open(_ step: Step, _ bindings: [String: ExpressionValue]) throws {
        change.step = step.id
        change.stepSince = now
        change.state = .open
        guard step.kind == .parallel else { return try openTask(step, seat: 0) }
        for first in step.first(bindings) { try openTask(first, seat: 0) }
        change.unit = service.owner
    }

    /// Opens the task of a step, at a seat of its line where it has one.
    mutating func openTask(_ step: Step, seat: Int) throws {
        let unit = step.line.isEmpty ? step.unit : step.line[seat].unit
        let role = step.line.isEmpty ? step.role : step.line[seat].role
        change.unit = unit
        try TaskRows.insert(
            TaskRecord(
                id: cases.world.id(), caseID: record.id, step: step.id, kind: step.kind,
                seat: Int64(seat), unit: unit, role: role, region: record.region,
                confidentiality: Int(service.confidentiality.level), state: .open,
                claimedBy: nil, openedAt: now,
                dueAt: try step.within.deadline(from: now, calendar: calendar)),
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
    }

    /// Ends the case and whatever tasks it has left. Numbers that it still holds become void.
    mutating func close(_ outcome: Outcome) throws {
        for left in try TaskRows.waiting(record.id, in: tx) {
            try TaskRows.close(left.id, by: actor.account, at: now, in: tx)
        }
        try AskRows.remove(record.id, in: tx)
        change.state = .closed
        change.outcome = outcome
        change.closedAt = now
        change.clock.stop(at: now)
        try cases.drafts.endCorrection(of: record.id, in: tx)
        let voided = try NumberRows.void(
            record.id, reason: "case.\(outcome.rawValue)", at: now, in: tx)
        for number in voided { try note(.numberVoided, ["number": .string(number)]) }
    }

    /// Tells the applicant, in the language of the case.
    func tell(_ template: String, _ values: [String: String] = [:]) throws {
        try cases.tellApplicant(of: record, template, values, service: service, at: now, in: tx)
    }
}
