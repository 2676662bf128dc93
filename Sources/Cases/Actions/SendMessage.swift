import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

extension Cases {
    /// An officer writes to the applicant, or (`isInternal`) leaves a note for colleagues. Whoever
    /// may see the case may write; it changes nothing else, so it never collides with an act.
    /// - Parameter seen: the newest message of the applicant that the officer had before his eyes;
    ///   a later one goes on waiting for an answer. Nothing: he has seen all.
    public func writeMessage(
        on caseID: CaseID, by officer: Officer, _ position: PositionID, text: String,
        isInternal: Bool, seen: Instant? = nil
    ) async throws {
        let text = try Self.words(text, field: "message")
        let rules = try await rules(of: caseID)
        let today = Day(world.now, in: rules.calendar.zone)
        let directory = OfficerDirectory(store: store, vault: vault, world: world)
        try await store.write("case.message") { tx in
            guard let record = try CaseRows.find(caseID, in: tx) else {
                throw Refusal(.notFound, "case.not_found")
            }
            // As the transaction sees him: what a page remembers may be some seconds old.
            let writer = try directory.officer(officer.account, on: today, in: tx)
            guard writer?.authority(position) != nil else {
                throw Refusal(.forbidden, "case.not_yours")
            }
            try addMessage(
                text, to: record, by: .officer(officer.account, position), isInternal: isInternal,
                in: tx)
            if !isInternal {
                try TalkRows.settle(caseID, seen: seen, in: tx)
                try tellApplicant(
                    of: record, "message", [:], service: rules.service, at: world.now,
                    in: rules.calendar.zone, tx)
            }
        }
    }

    /// The applicant, or whoever acts for the applicant, writes to the office that has the case; it
    /// waits until somebody answers.
    public func writeMessage(on caseID: CaseID, by account: AccountID, text: String) async throws {
        let text = try Self.words(text, field: "message")
        let zone = try await shelf.zone()
        try await store.write("case.message") { tx in
            let (record, actor) = try own(caseID, by: account, in: zone, tx)
            try addMessage(text, to: record, by: actor, isInternal: false, in: tx)
            try TalkRows.wait(caseID, since: world.now, in: tx)
        }
    }

    /// Whoever has to answer says that no answer is needed: thanks need none.
    /// - Parameter seen: the newest message that was before his eyes; a later one refuses.
    public func settleMessage(
        on caseID: CaseID, by officer: Officer, seen: Instant
    ) async throws {
        let rules = try await rules(of: caseID)
        try await store.write("case.message.settled") { tx in
            guard let record = try CaseRows.find(caseID, in: tx) else {
                throw Refusal(.notFound, "case.not_found")
            }
            let tasks = try TaskRows.waiting(caseID, in: tx)
            let officer = try inForce(officer, rules, in: tx)
            guard let position = officer.answering(record, tasks, rules.service) else {
                throw Refusal(.forbidden, "case.not_yours")
            }
            guard record.unansweredAt != nil,
                try !TalkRows.hasNewer(caseID, than: seen, in: tx)
            else { throw Refusal(.conflict, "case.changed_meanwhile") }
            try TalkRows.settle(caseID, seen: seen, in: tx)
            try ledger.append(
                LedgerEntry(
                    type: ActKind.messageSettled.rawValue, caseID: caseID,
                    actor: .officer(officer.account, position), service: record.service.text,
                    unit: record.unit.text, facts: .object([:]), sealed: nil, at: world.now),
                key: nil, in: tx)
        }
    }

    func addMessage(
        _ text: String, to record: CaseRecord, by author: Actor, isInternal: Bool,
        in tx: Transaction
    ) throws {
        let key = try openKey(record.id, in: tx)
        let message = CaseMessage(
            id: world.id(), author: author, at: world.now, isInternal: isInternal, text: text)
        try ContentRows(vault: vault, key: key, caseID: record.id).addMessage(message, in: tx)
        try ledger.append(
            LedgerEntry(
                type: (isInternal ? ActKind.noted : .messaged).rawValue, caseID: record.id,
                actor: author, service: record.service.text, unit: record.unit.text,
                facts: .object(["by": .string(author.kind)]), sealed: .string(text),
                at: message.at),
            key: key, in: tx)
    }

    /// The office answers a question, or a report, with what the step asks for. The case ends, or
    /// its applicant is asked whether it is so.
    public func answer(
        _ act: OfficerAct, text: String, _ found: Answers = Answers()
    ) async throws {
        try await perform(act, at: [.answer]) { scene in
            try scene.keep(found)
            let text = try Self.words(text, field: "text")
            try scene.addMessage(text)
            try TalkRows.settle(scene.record.id, seen: nil, in: scene.tx)
            try scene.note(.answered, sealed: .string(text))
            try scene.advance(otherwise: .answered)
            // Whoever is asked whether it is so has been told by that.
            if scene.change.wait != .confirmation { try scene.tell("answered") }
        }
    }

    /// The applicant takes the request back. Not after the decision.
    public func withdraw(_ caseID: CaseID, by account: AccountID, reason: String) async throws {
        try await perform(on: caseID, by: account) { scene in
            let reason = try Self.words(reason, field: "reason", required: false)
            guard scene.record.mayBeWithdrawn(at: scene.task?.kind) else {
                throw Refusal(.conflict, "case.withdraw.too_late")
            }
            try scene.voidLetter()
            if !reason.isEmpty { try scene.addMessage(reason) }
            try scene.note(.withdrawn, sealed: .string(reason))
            try scene.close(.withdrawn)
            try scene.tell("withdrawn")
        }
    }
}

extension CaseRecord {
    /// Until it is decided, or answered.
    /// - Parameter task: the kind of the task that it waits for.
    public func mayBeWithdrawn(at task: StepKind?) -> Bool {
        state != .closed && task != .handover && wait != .confirmation
    }
}

extension Scene {
    /// What the applicant reads about the act.
    func addMessage(_ text: String) throws { try write(text, isInternal: false) }

    /// A note inside the office, beside the act that it explains.
    func addNote(_ text: String) throws { try write(text, isInternal: true) }

    private func write(_ text: String, isInternal: Bool) throws {
        try contents.addMessage(
            CaseMessage(
                id: cases.world.id(), author: actor, at: now, isInternal: isInternal, text: text),
            in: tx)
    }

    func voidLetter() throws {
        if let letter = try LetterRows.current(record.id, in: tx), letter.state == .draft {
            try LetterRows.void(letter.id, in: tx)
        }
    }
}
