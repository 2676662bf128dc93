import Contracts
import Forms
import Kernel
import People
import Store

extension Cases {
    /// Brings a case to a named step again, with a reason, by whoever leads it. A closed case is
    /// open again: a refusal letter that was issued is void from then on; one that was granted with
    /// a letter stays closed: the letter holds. An open case goes back to a step
    /// that lies behind it: the promise runs on, a letter in preparation is void, its number stays
    /// reserved.
    public func reopen(_ act: OfficerAct, at step: String, reason: String) async throws {
        try await performWhole(act) { record, officer, rules in
            officer.leading(record, rules.service)?.position
        } _: { scene in
            let reason = try Self.words(reason, field: "reason")
            guard scene.service.mayReopen(at: step) else {
                throw Refusal(.invalid, "case.reopen.step", field: "step")
            }
            switch scene.record.state {
            case .waiting: throw Refusal(.conflict, "case.changed_meanwhile")
            case .open: try scene.goBack(to: step, reason)
            case .closed:
                let letter = try LetterRows.current(scene.record.id, in: scene.tx)
                guard scene.record.outcome != .granted || letter == nil else {
                    throw Refusal(.conflict, "case.reopen.letter")
                }
                try scene.addNote(reason)
                try scene.note(.reopened, ["to": .string(step)], sealed: .string(reason))
                try scene.reopen(at: step)
                try scene.tell("reopened")
            }
        }
    }

    /// Gives an open task to another unit; step and time stay. By whoever has the task, or leads
    /// the case.
    public func reroute(
        _ act: OfficerAct, task: TaskID, to unit: UnitCode, reason: String
    ) async throws {
        try await performWhole(act) { record, officer, _ in
            officer.authorities.first?.position
        } _: { scene in
            let reason = try Self.words(reason, field: "reason")
            let found = try scene.cases.openTask(task, of: scene.record, in: scene.tx)
            guard let officer = scene.officer,
                try officer.authority(for: found) != nil
                    || officer.leading(scene.record, scene.service) != nil
                    || scene.cases.hasGoneUp(scene.record.id, to: officer, in: scene.tx)
            else { throw Refusal(.forbidden, "case.not_yours") }
            guard unit != found.unit, try scene.cases.hasSeat(unit, found.role, in: scene.tx)
            else { throw Refusal(.invalid, "case.reroute.unit", field: "unit") }
            try TaskRows.move(found, to: unit, in: scene.tx)
            if scene.change.unit == found.unit { scene.change.unit = unit }
            try scene.addNote(reason)
            try scene.note(
                .rerouted,
                ["from": .string(found.unit.text), "to": .string(unit.text)],
                sealed: .string(reason))
        }
    }

    /// Whether a unit has a position with the role.
    func hasSeat(_ unit: UnitCode, _ role: RoleCode, in reader: Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM people_positions WHERE unit = \(unit.text) \
            AND role = \(role.text) LIMIT 1
            """) != nil
    }
}

extension Flow {
    /// Steps behind the place of an open case to which it may go back: none once it was decided.
    public func behind(_ current: String, _ bindings: [String: ExpressionValue]) -> [Step] {
        let (way, here) = standing(bindings, at: current)
        let done = way[...here]
        let decides = done.dropLast().contains { $0.withInner.contains { $0.kind.isDecision } }
        return decides || way[here].kind == .handover ? [] : Array(done.dropLast())
    }
}

extension Service {
    /// Steps at which a closed case may be opened again: those that stand by themselves.
    public var reopenable: [Step] { flow.all.filter { mayReopen(at: $0.id) } }

    public func mayReopen(at id: String) -> Bool {
        guard let step = flow.step(id), ![.choose, .handover, .confirm].contains(step.kind) else {
            return false
        }
        return flow.parallel(around: id) == nil
    }
}

extension Scene {
    /// Puts a closed case back to a step. The promise begins anew where the step lies behind its
    /// start; a day that another system named stays.
    mutating func reopen(at step: String, restartsClock: Bool = true) throws {
        guard let target = service.flow.step(step) else { throw CaseFault.noStep(step) }
        change.state = .open
        change.outcome = nil
        change.closedAt = nil
        change.wait = nil
        try rebook()
        if restartsClock {
            if let letter = try LetterRows.current(record.id, in: tx) {
                try LetterRows.revoke(letter.id, .reopened, at: now, in: tx)
            }
            if change.clock.startedAt != nil {
                let named = change.clock.namedAt
                change.clock = CaseClock(namedAt: named)
                if named != nil || !isBeforeClock(step) {
                    try change.clock.start(at: now, promise: service.promise, calendar: calendar)
                }
            }
            try open(target, try bindings(), otherwise: .granted)
        } else if change.clock.daysLeft != nil
            || (change.clock.namedAt != nil && change.clock.dueAt == nil)
        {
            change.clock.stoppedAt = nil
            change.clock.pausedAt = now
            try change.clock.resume(at: now, calendar: calendar)
        }
    }

    /// Puts an open case back to a step that lies behind it.
    fileprivate mutating func goBack(to step: String, _ reason: String) throws {
        guard record.deemedAt == nil else { throw Refusal(.conflict, "case.deemed") }
        let bindings = try bindings()
        let behind = service.flow.behind(record.step, bindings)
        guard let target = behind.first(where: { $0.id == step }),
            try !TaskRows.hasRecorded(record.id, since: record.stepSince, in: tx)
        else { throw Refusal(.invalid, "case.reopen.step", field: "step") }
        if let letter = try LetterRows.current(record.id, in: tx) {
            try LetterRows.clearInitials(letter.id, in: tx)
            let flow = service.flow
            let draft = try flow.draft(before: record.step).id
            if flow.order(of: step) ?? 0 < flow.order(of: draft) ?? 0 {
                try LetterRows.void(letter.id, in: tx)
            }
        }
        let isParallel = service.flow.step(record.step)?.kind == .parallel
        try closeTasks(noting: isParallel)
        try AskRows.remove(record.id, in: tx)
        try addNote(reason)
        try note(.putBack, ["to": .string(step)], sealed: .string(reason))
        try open(target, bindings, otherwise: .granted)
    }

    private func isBeforeClock(_ step: String) -> Bool {
        guard let start = service.flow.all.firstIndex(where: \.startsClock),
            let place = service.flow.order(of: step)
        else { return false }
        return place <= start
    }
}
