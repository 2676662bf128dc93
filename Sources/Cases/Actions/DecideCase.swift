import Contracts
import Documents
import Forms
import Kernel
import People
import Store
import Texts

/// What a head decides.
public enum Decision: Sendable {
    /// Signs the letter as it lies there.
    case sign
    /// Refuses the request against a letter that grants it, with the written reason that the law
    /// asks for; the refusal letter is made of it.
    case refuse(reason: String)
}

extension Cases {
    /// Decides the case: the PDF is made, signed and stored before the transaction that issues it,
    /// so that a letter is never issued without its bytes; when somebody was quicker, the file is
    /// an orphan that the sweep removes, and the number stays reserved for the next try.
    /// - Parameter passphrase: of the official's own key, where officials sign themselves.
    public func decide(
        _ act: OfficerAct, _ decision: Decision, passphrase: String? = nil
    ) async throws {
        let hand = try await hands.open(act.officer, passphrase: passphrase)
        try await decide(act, decision, by: hand)
    }

    /// The same with a hand that is open already.
    func decide(_ act: OfficerAct, _ decision: Decision, by hand: LetterHand?) async throws {
        let rules = try await rules(of: act.caseID)
        let prepared = try await prepare(act, decision, rules)
        let file = try await finished(prepared, act, rules, by: hand)
        try await perform(act, at: [.decide]) { scene in
            // The post under the letter has ended meanwhile, and another would do.
            guard scene.actor.position == prepared.position else {
                throw Refusal(.conflict, "case.changed_meanwhile")
            }
            try scene.checkFourEyes()
            if prepared.kind == .grant { try scene.book() }
            if case .refuse = decision, scene.record.deemedAt != nil {
                throw Refusal(.conflict, "case.deemed")
            }
            let kind: LetterKind
            switch decision {
            case .sign: kind = prepared.kind
            case .refuse(let reason):
                kind = .refusal
                let letter = try scene.letter(of: .refusal)
                try scene.addVersion(letter.id, letter.version + 1, prepared.text)
                try scene.addNote(try Self.words(reason, field: "reason"))
            }
            guard let letter = try LetterRows.current(scene.record.id, in: scene.tx),
                letter.kind == kind, letter.version == prepared.version,
                letter.number == prepared.number
            else { throw Refusal(.conflict, "case.changed_meanwhile") }
            try scene.issue(letter, prepared, file)
            try scene.note(
                kind == .grant ? .granted : .refused,
                [
                    "number": .string(prepared.number), "digest": .string(file.digest),
                    "code": .string(file.code),
                    "valid": prepared.validUntil.map { .string($0.iso) } ?? .null,
                ])
            try scene.tell(kind == .grant ? "granted" : "refused", ["number": prepared.number])
            scene.change.clock.stop(at: scene.now)
            if kind == .grant {
                try scene.advance(otherwise: .granted)
            } else {
                try scene.close(.refused)
            }
        }
    }

    /// Everything that the letter says, read at the revision that the head looked at.
    private func prepare(
        _ act: OfficerAct, _ decision: Decision, _ rules: CaseRules
    ) async throws -> PreparedLetter {
        let composer = LetterComposer(cases: self, rules: rules)
        return try await store.read("case.letter") { reader in
            guard let record = try CaseRows.find(act.caseID, in: reader),
                record.revision == act.revision,
                let task = try TaskRows.waiting(record.id, in: reader).first,
                task.kind == .decide,
                let letter = try LetterRows.current(record.id, in: reader)
            else { throw Refusal(.conflict, "case.changed_meanwhile") }
            guard let authority = act.officer.authority(for: task) else {
                throw Refusal(.forbidden, "case.not_yours")
            }
            return try composer.prepare(
                record, letter, decision, signer: act.officer, authority, in: reader)
        }
    }

    /// Marks the result as handed over. The applicant's own download does the same.
    /// - Parameter also: what is written with it, such as the signature of the receiver.
    public func handOver(
        _ act: OfficerAct,
        also: @escaping @Sendable (CaseID, Actor, Transaction) throws -> Void = { _, _, _ in }
    ) async throws {
        try await perform(act, at: [.handover]) { scene in
            try also(scene.record.id, scene.actor, scene.tx)
            try scene.note(.handedOver, ["by": .string("office")])
            try scene.advance(otherwise: .granted)
        }
    }

    /// The applicant has fetched the letter: the hand-over is done. Without effect elsewhere.
    public func applicantFetched(_ caseID: CaseID, _ account: AccountID) async throws {
        try await perform(on: caseID, by: account) { scene in
            guard scene.task?.kind == .handover else { return }
            try scene.note(.handedOver, ["by": .string("applicant")])
            try scene.advance(otherwise: .granted)
        }
    }
}

extension Scene {
    /// Nobody decides over what he verified, recommended or drafted himself (two-person rule,
    /// `identity.md` §6; Permendagri 138/2017 separates front office, technical team and
    /// signature).
    func checkFourEyes() throws {
        guard let account = actor.account else { return }
        let own = try tx.row(
            """
            SELECT 1 FROM tasks WHERE case_id = \(record.id) AND done_by = \(account) \
            AND kind IN ('verify', 'recommend', 'draft') LIMIT 1
            """)
        if own != nil { throw Refusal(.forbidden, "case.four_eyes") }
        try checkAnotherDecides(account)
    }

    /// The same for whoever records the document of a national system, or refuses it: there that is
    /// the decision. Where nobody else has examined the request, whoever checked it has.
    func checkFourEyesOfRecord() throws {
        guard let account = actor.account else { return }
        let checked = try tx.row(
            """
            SELECT 1 FROM tasks t WHERE t.case_id = \(record.id) AND t.done_by = \(account) \
            AND t.kind = 'check' AND NOT EXISTS (SELECT 1 FROM tasks o \
            WHERE o.case_id = t.case_id AND o.done_by <> \(account) \
            AND o.kind IN ('check', 'verify', 'recommend', 'inspect')) LIMIT 1
            """)
        if checked != nil { throw Refusal(.forbidden, "case.four_eyes.record") }
        do {
            try checkFourEyes()
        } catch let refusal as Refusal where refusal.problems.first?.key == "case.four_eyes" {
            throw Refusal(.forbidden, "case.four_eyes.record")
        }
    }
}
