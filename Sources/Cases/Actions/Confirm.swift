import Contracts
import Kernel
import Ledger
import Store

extension Cases {
    /// The applicant says that what was answered is so: the case ends.
    public func confirm(_ caseID: CaseID, by account: AccountID) async throws {
        try await perform(on: caseID, by: account) { scene in
            try scene.endConfirmation()
            try scene.note(.confirmed)
            try scene.advance(otherwise: .answered)
        }
    }

    /// The applicant says that it is not so, with a reason that the office reads: the step that the
    /// service names is done again, by whoever did it. As often as the service allows.
    public func refute(_ caseID: CaseID, by account: AccountID, reason: String) async throws {
        try await perform(on: caseID, by: account) { scene in
            let reason = try Self.words(reason, field: "reason")
            try scene.endConfirmation()
            guard let rule = try scene.step.confirmation,
                let target = scene.service.flow.step(rule.returnsTo)
            else { throw CaseFault.noStep("confirm") }
            let acts = try scene.cases.ledger.outline(of: caseID, newest: 10_000, in: scene.tx)
            guard acts.count(where: { $0.type == ActKind.refuted.rawValue }) < rule.times else {
                throw Refusal(.conflict, "case.confirm.often", values: ["times": "\(rule.times)"])
            }
            try scene.addMessage(reason)
            try TalkRows.settle(caseID, seen: nil, in: scene.tx)
            try scene.note(.refuted, ["to": .string(target.id)], sealed: .string(reason))
            try scene.closeTask()
            // The office gets no new promise: that which it had runs on with what was left.
            try scene.change.clock.revive(
                at: scene.now, promise: scene.service.promise, calendar: scene.calendar)
            try scene.open(target, try scene.bindings(), otherwise: .answered)
        }
    }

    /// Whoever did not answer in time has confirmed.
    func lapseConfirmations(limit: Int) async throws -> Int {
        let now = world.now
        let due = try await store.read("clock.confirmations") { reader in
            try reader.rows(
                """
                SELECT case_id FROM case_confirmations WHERE until < \(now) \
                ORDER BY until LIMIT \(limit)
                """
            ).map { $0.id(0) as CaseID }
        }
        var ended = 0
        for caseID in due {
            let done: Void? = try await performByClock(caseID) { scene in
                try scene.endConfirmation()
                try scene.note(.confirmLapsed)
                try scene.advance(otherwise: .answered)
            }
            if done != nil { ended += 1 }
        }
        return ended
    }
}

extension Scene {
    /// Asks the applicant. The promise is kept or broken by then: its clock stops.
    mutating func openConfirmation(_ step: Step) throws {
        let until = try step.within.deadline(from: now, calendar: calendar)
        try openTask(step, seat: 0, .waiting)
        try tx.execute(
            "INSERT INTO case_confirmations (case_id, until) VALUES (\(record.id), \(until))")
        change.state = .waiting
        change.wait = .confirmation
        change.clock.stop(at: now)
        try tell(
            "asked-confirm",
            ["day": HumanText.day(Day(until, in: calendar.zone), record.language)])
    }

    /// - Throws: `Refusal` when nothing is asked of the applicant now.
    func endConfirmation() throws {
        let ended = try tx.execute("DELETE FROM case_confirmations WHERE case_id = \(record.id)")
        guard ended == 1, record.wait == .confirmation else {
            throw Refusal(.conflict, "case.confirm.not_now")
        }
    }
}
