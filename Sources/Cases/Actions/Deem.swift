import Contracts
import Kernel
import Store

// Deemed approval (fiktif positif): who says nothing in the promised time has granted
// (UU 30/2014 article 53 as amended by UU 6/2023). Only where the service says so, and never while
// the clock is paused.
extension Cases {
    /// Grants what silence would have granted while processing was restricted: for after that was
    /// lifted. Nothing else asks for these cases again, as their promise is noted as broken.
    public func deemOverdue(of account: AccountID) async throws {
        let found = try await store.read("case.deem.late") { reader in
            try reader.rows(
                """
                SELECT id FROM cases WHERE applicant = \(account) AND state = 'open' \
                AND overdue_noted = 1 AND deemed_at IS NULL LIMIT 500
                """
            ).map { $0.id(0) as CaseID }
        }
        for id in found where try await rules(of: id).service.terms.silenceGrants {
            try await deemGranted(id)
        }
    }

    /// Grants what the city let pass. The offices that had not spoken are asked no more; the letter
    /// that the law still owes is drafted, and nobody can refuse it.
    func deemGranted(_ caseID: CaseID) async throws {
        try await performByClock(caseID) { scene in
            guard scene.record.state == .open, scene.record.deemedAt == nil,
                scene.record.clock.isOverdue(at: scene.now), try !scene.lacksPlace(),
                try !Self.isRestricted(caseID, in: scene.tx)
            else { return }
            scene.change.deemedAt = scene.now
            scene.change.clock.stop(at: scene.now)
            try scene.note(.deemed)
            try scene.tell("deemed")
            try scene.goToOutcome()
        }
    }
}

extension Scene {
    /// Leads to where the outcome is made: to the fee that is still owed, to the draft of the
    /// letter, to the record of the document. What is on its way stays, unless it refuses.
    fileprivate mutating func goToOutcome() throws {
        let bindings = try bindings()
        let (way, here) = service.flow.standing(bindings, at: record.step)
        var target = way[here...].first(where: \.leadsToOutcome)
        if let letter = try LetterRows.current(record.id, in: tx), letter.kind == .refusal,
            letter.state == .draft
        {
            try LetterRows.void(letter.id, in: tx)
            target = way[...here].last { $0.kind == .draft } ?? target
        }
        guard let target, target.id != way[here].id else { return }
        try closeTasks(noting: true)
        try AskRows.remove(record.id, in: tx)
        try open(target, bindings, otherwise: .granted)
    }

    /// Nobody decides on an objection against what he decided himself (UU 30/2014 articles 76 and
    /// 78: the objection goes to another than the one whose decision it contests).
    func checkAnotherDecides(_ account: AccountID) throws {
        guard let contested = try LinkRows.target(record.id, .objection, in: tx) else { return }
        let decided = try tx.row(
            """
            SELECT 1 FROM tasks WHERE case_id = \(contested.caseID) AND done_by = \(account) \
            AND kind IN ('decide', 'record') LIMIT 1
            """)
        if decided != nil { throw Refusal(.forbidden, "case.objection.same_decider") }
    }
}

extension Step {
    /// Whether it belongs to making the outcome rather than to examining the request.
    fileprivate var leadsToOutcome: Bool {
        switch kind {
        case .pay, .draft, .initials: true
        default: withInner.contains { $0.kind.isDecision }
        }
    }
}
