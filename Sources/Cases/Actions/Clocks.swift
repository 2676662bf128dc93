import Contracts
import Kernel
import Ledger
import Store

extension Cases {
    /// What the clocks do by themselves: steps and cases past their time are noted once,
    /// corrections that nobody answered lapse, tasks of those who are away go back. Run by one node
    /// a minute; returns how much was done.
    @discardableResult
    public func tick(limit: Int = 200) async throws -> Int {
        let lapsed = try await lapseCorrections(limit: limit)
        let unpaid = try await lapseBills(limit: limit)
        let confirmed = try await lapseConfirmations(limit: limit)
        let asked = try await sendLateAsks(limit: limit)
        let warned = try await warn(limit: limit)
        let steps = try await noteOverdueSteps(limit: limit)
        let raised = try await climbLadders(limit: limit)
        let cases = try await noteOverdueCases(limit: limit)
        let freed = try await freeTasks(limit: limit)
        return lapsed + unpaid + confirmed + asked + warned + steps + raised + cases + freed
    }

    private func lapseCorrections(limit: Int) async throws -> Int {
        let today = Day(world.now, in: try await shelf.zone())
        let due = try await store.read("clock.corrections") { reader in
            try reader.rows(
                """
                SELECT case_id FROM case_corrections \
                WHERE answered_at IS NULL AND until_day < \(today.iso) LIMIT \(limit)
                """
            ).map { $0.id(0) as CaseID }
        }
        for caseID in due {
            try await performByClock(caseID) { scene in
                try scene.contents.answerCorrection(at: scene.now, in: scene.tx)
                guard scene.record.state == .waiting else { return }
                try scene.voidLetter()
                try scene.note(.lapsed)
                try scene.close(.lapsed)
                try scene.tell("lapsed")
            }
        }
        return due.count
    }

    /// What a branch asked for long enough ago goes to the applicant, whatever others will say.
    private func sendLateAsks(limit: Int) async throws -> Int {
        let now = world.now
        let due = try await store.read("clock.asks") { reader in
            try AskRows.due(now, limit: limit, in: reader)
        }
        for caseID in due {
            try await performByClock(caseID) { scene in try scene.sendAsks() }
        }
        return due.count
    }

    /// Runs an act of the clock, on a task when it is one's. Whoever was quicker has done what
    /// there was to do.
    /// - Returns: what the act returned; nothing when somebody was quicker.
    @discardableResult
    func performByClock<Result: Sendable>(
        _ caseID: CaseID, task: TaskID? = nil,
        _ body: @escaping @Sendable (inout Scene) throws -> Result
    ) async throws -> Result? {
        do {
            return try await perform(on: caseID, by: .system("clock"), task: task, body)
        } catch is Refusal {
            return nil
        }
    }

    /// An agency whose silence consents has let its time pass: its step is done.
    /// - Returns: whether this is such a step; then nothing else is to be noted of it.
    private func consentBySilence(
        _ task: TaskID, _ step: String, _ caseID: CaseID, _ rules: CaseRules
    ) async throws -> Bool {
        guard rules.service.flow.step(step)?.silenceConsents == true else { return false }
        try await performByClock(caseID, task: task) { scene in
            guard scene.task?.state == .open, try !Self.isRestricted(caseID, in: scene.tx)
            else { return }
            try scene.note(.consented)
            try scene.advance(otherwise: .granted)
        }
        return true
    }

    private func noteOverdueSteps(limit: Int) async throws -> Int {
        let now = world.now
        let due = try await store.read("clock.steps") { reader in
            try reader.rows(
                """
                SELECT id, case_id, step FROM tasks WHERE state = 'open' AND overdue_noted = 0 \
                AND due_at < \(now) ORDER BY due_at LIMIT \(limit)
                """
            ).map { ($0.id(0) as TaskID, $0.id(1) as CaseID, $0.text(2)) }
        }
        for (task, caseID, step) in due {
            let rules = try await rules(of: caseID)
            if try await consentBySilence(task, step, caseID, rules) { continue }
            try await store.write("clock.step") { tx in
                let changed = try tx.execute(
                    """
                    UPDATE tasks SET overdue_noted = 1 \
                    WHERE id = \(task) AND state = 'open' AND overdue_noted = 0
                    """)
                guard changed == 1 else { return }
                try noteByClock(.stepOverdue, caseID, at: now, in: tx)
            }
        }
        return due.count
    }

    private func noteOverdueCases(limit: Int) async throws -> Int {
        let now = world.now
        let due = try await store.read("clock.cases") { reader in
            try reader.rows(
                """
                SELECT id FROM cases WHERE state = 'open' AND overdue_noted = 0 \
                AND clock_stopped_at IS NULL AND due_at < \(now) ORDER BY due_at LIMIT \(limit)
                """
            ).map { $0.id(0) as CaseID }
        }
        for caseID in due {
            let rules = try await rules(of: caseID)
            if rules.service.terms.silenceGrants { try await deemGranted(caseID) }
            try await store.write("clock.case") { tx in
                let changed = try tx.execute(
                    """
                    UPDATE cases SET overdue_noted = 1 \
                    WHERE id = \(caseID) AND state = 'open' AND overdue_noted = 0
                    """)
                if changed == 1 { try noteByClock(.overdue, caseID, at: now, in: tx) }
            }
        }
        return due.count
    }

    /// Steps whose time is nearly over, where the service warns.
    private func warn(limit: Int) async throws -> Int {
        let now = world.now
        let due = try await store.read("clock.warnings") { reader in
            try reader.rows(
                """
                SELECT id, case_id FROM tasks WHERE warn_at IS NOT NULL AND warn_at <= \(now) \
                ORDER BY warn_at LIMIT \(limit)
                """
            ).map { ($0.id(0) as TaskID, $0.id(1) as CaseID) }
        }
        for (task, caseID) in due {
            try await store.write("clock.warning") { tx in
                let changed = try tx.execute(
                    """
                    UPDATE tasks SET warn_at = NULL, warned_at = \(now) \
                    WHERE id = \(task) AND warn_at IS NOT NULL AND state = 'open'
                    """)
                if changed == 1 {
                    try noteByClock(.stepWarned, caseID, at: now, in: tx)
                } else {
                    try tx.execute("UPDATE tasks SET warn_at = NULL WHERE id = \(task)")
                }
            }
        }
        return due.count
    }

    func noteByClock(
        _ kind: ActKind, _ caseID: CaseID, _ more: [String: JSONValue] = [:], at now: Instant,
        in tx: Transaction
    ) throws {
        guard let record = try CaseRows.find(caseID, in: tx) else { return }
        var facts = more
        facts["step"] = facts["step"] ?? .string(record.step)
        try ledger.append(
            LedgerEntry(
                type: kind.rawValue, caseID: caseID, actor: .system("clock"),
                service: record.service.text, unit: record.unit.text, facts: .object(facts),
                sealed: nil, at: now),
            key: nil, in: tx)
    }
}
