import Contracts
import Kernel
import Notices
import People
import Store

// A step whose time runs out goes up its ladder: each rung is noted, and whoever it comes to is
// told (`docs/flow.md`, rows T7 and T11 to T14).
extension Cases {
    func climbLadders(limit: Int) async throws -> Int {
        let now = world.now
        let due = try await store.read("clock.rungs") { reader in
            try reader.rows(
                """
                SELECT id, case_id FROM tasks WHERE rung_at IS NOT NULL AND rung_at < \(now) \
                ORDER BY rung_at LIMIT \(limit)
                """
            ).map { ($0.id(0) as TaskID, $0.id(1) as CaseID) }
        }
        for (task, caseID) in due {
            let rules = try await rules(of: caseID)
            try await store.write("clock.rung") { tx in
                try climb(task, of: caseID, rules, at: now, in: tx)
            }
        }
        return due.count
    }

    /// Brings a task up every rung whose moment has passed: a house that stood still comes to
    /// several at once.
    private func climb(
        _ id: TaskID, of caseID: CaseID, _ rules: CaseRules, at now: Instant, in tx: Transaction
    ) throws {
        guard var rung = try TaskRows.takeRung(id, at: now, in: tx) else {
            // It is done, or waits; a task that goes on gets a moment of its own.
            try tx.execute(
                "UPDATE tasks SET rung_at = NULL WHERE id = \(id) AND state <> 'open'")
            return
        }
        guard let record = try CaseRows.find(caseID, in: tx),
            let task = try TaskRows.waiting(caseID, in: tx).first(where: { $0.id == id }),
            let due = task.dueAt, let step = rules.service.flow.step(task.step)
        else { return }
        func next(_ rung: Int) -> Instant? {
            step.reaches(
                rung: rung, opened: task.openedAt, due: due, at: now, rules.calendar)
        }
        while step.ladder.indices.contains(rung) {
            try reach(rung, of: Climber(task: task, due: due, record: record, rules: rules), in: tx)
            rung += 1
            guard let moment = next(rung), moment <= now else { break }
        }
        try TaskRows.setRung(id, next: next(rung), in: tx)
    }

    /// A task on its ladder.
    private struct Climber {
        let task: TaskRecord
        let due: Instant
        let record: CaseRecord
        let rules: CaseRules

        var step: Step? { rules.service.flow.step(task.step) }
    }

    private func reach(_ rung: Int, of climber: Climber, in tx: Transaction) throws {
        guard let step = climber.step else { return }
        let percent = step.ladder[rung].percent
        let seat = try seat(of: step.ladder[rung...], climber.task, in: tx)
        try TaskRows.raise(climber.task.id, to: rung + 1, seat: seat, in: tx)
        var facts: [String: JSONValue] = [
            "step": .string(step.id), "task": .string(climber.task.id.text),
            "rung": .integer(Int64(rung + 1)), "percent": .integer(Int64(percent)),
        ]
        if let seat {
            facts["unit"] = .string(seat.unit.text)
            facts["role"] = .string(seat.role.text)
        }
        try noteByClock(.escalated, climber.record.id, facts, at: world.now, in: tx)
        try tell(climber, rung: rung, seat, in: tx)
    }

    /// Whose the step is as well from a rung on: where a unit has nobody in such a post, that of
    /// the next rung. Nothing for a reminder to whoever has it.
    private func seat(
        of ladder: ArraySlice<EscalationRung>, _ task: TaskRecord, in reader: Reader
    ) throws -> (unit: UnitCode, role: RoleCode)? {
        if ladder.first?.target == .holder { return nil }
        for rung in ladder {
            switch rung.target {
            case .holder: continue
            case .seat(let unit, let role): return (unit, role)
            case .ofUnit(let role):
                if try hasSeat(task.unit, role, in: reader) { return (task.unit, role) }
            }
        }
        return nil
    }

    private func tell(
        _ climber: Climber, rung: Int, _ seat: (unit: UnitCode, role: RoleCode)?,
        in tx: Transaction
    ) throws {
        let (task, rules) = (climber.task, climber.rules)
        guard let step = climber.step else { return }
        let today = Day(world.now, in: rules.calendar.zone)
        let isReminder = step.ladder[rung].target == .holder
        let people: [AccountID]
        if isReminder, let holder = task.claimedBy {
            people = [holder]
        } else {
            let seated = seat.map { task.seated(in: $0.unit, as: $0.role) } ?? task
            guard isReminder || seat != nil else { return }
            people = try holders(of: seated, on: today, in: tx).map(\.account)
        }
        let number = climber.record.number.text
        for account in people {
            try notices.enqueue(
                Notice(
                    to: .account(account), template: isReminder ? "step-due" : "step-raised",
                    values: [
                        "number": number, "percent": "\(step.ladder[rung].percent)",
                        "unit": rules.catalogue.unit(task.unit)?.short ?? task.unit.text,
                        "link": "\(address)/meja/berkas/\(climber.record.number.symbols)",
                    ],
                    days: ["day": Day(climber.due, in: rules.calendar.zone)],
                    texts: ["service": rules.service.title, "step": step.title],
                    caseID: climber.record.id,
                    key: "step:\(task.id.text):\(rung):\(account.text)"),
                in: tx)
        }
    }
}

extension TaskRecord {
    /// The same as if it were another post's: for asking who sees what has gone up to that.
    fileprivate func seated(in unit: UnitCode, as role: RoleCode) -> TaskRecord {
        TaskRecord(
            id: id, caseID: caseID, step: step, kind: kind, seat: seat, unit: unit, role: role,
            region: region, confidentiality: confidentiality, state: state, claimedBy: claimedBy,
            openedAt: openedAt, dueAt: dueAt)
    }
}
