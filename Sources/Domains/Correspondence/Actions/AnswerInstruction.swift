import Cases
import Contracts
import Kernel
import People
import Store
import Web

extension CorrespondenceTools {
    /// One act of an addressee, or of the giver upon an addressee; rows are locked first.
    private func acting<Done: Sendable>(
        on id: RecipientID, _ officer: Officer,
        _ body:
            @escaping @Sendable (Recipient, Instruction, Officer, Zone, Transaction) throws ->
            Done
    ) async throws -> Done {
        let zone = try await shelf.zone()
        return try await store.write("instruction.act") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            guard let told = try instructions.recipient(id, in: tx) else {
                throw Refusal(.notFound, "correspondence.instruction.none")
            }
            let found = try held(told.instruction, officer, in: tx)
            guard let fresh = try instructions.recipient(id, in: tx) else {
                throw Refusal(.notFound, "correspondence.instruction.none")
            }
            return try body(fresh, found, officer, zone, tx)
        }
    }

    /// An instruction as it is now, for somebody whom it concerns; nobody else changes it until the
    /// end of the transaction.
    func held(
        _ id: InstructionID, _ officer: Officer, in tx: Transaction
    ) throws -> Instruction {
        _ = try tx.row(
            """
            SELECT 1 FROM correspondence_instructions WHERE id = \(id)\
            \(sql: tx.engine.lockSuffix)
            """)
        let found = try instructions.list(
            where: "i.id = \(id) AND \(sql: officer.instructionScope)", in: tx
        ).first
        guard let found else { throw Refusal(.notFound, "correspondence.instruction.none") }
        return found
    }

    /// Marks that an addressee has read it; once.
    func markSeen(
        _ told: Recipient, _ instruction: Instruction, _ officer: Officer, in tx: Transaction
    ) throws {
        let changed = try tx.execute(
            """
            UPDATE correspondence_recipients SET state = \(RecipientState.seen.rawValue), \
            seen_at = \(world.now) WHERE id = \(told.id) \
            AND state = \(RecipientState.sent.rawValue)
            """)
        guard changed == 1 else { return }
        try instructions.note(
            .seen, instruction, told.id, by: (officer.account, told.position),
            id: world.uuid(), at: world.now, in: tx)
        try append(
            "instruction.seen", officer, told.position,
            ["instruction": .string(instruction.id.text)], in: tx)
    }

    /// Says that the officer has read what was sent to one of his positions.
    package func see(_ id: RecipientID, by officer: Officer) async throws {
        try await acting(on: id, officer) { [self] told, instruction, officer, _, tx in
            guard officer.authority(told.position) != nil else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            try markSeen(told, instruction, officer, in: tx)
        }
    }

    /// Answers an instruction. Whoever passed it on answers only when nothing of it is open below.
    package func answer(
        _ id: RecipientID, _ text: String, _ attached: [UploadedFile] = [], by officer: Officer
    ) async throws {
        let coming = try await files.take(attached, field: "lampiran")
        try await acting(on: id, officer) { [self] told, instruction, officer, zone, tx in
            guard officer.authority(told.position) != nil else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            guard told.state.isOpen, instruction.state == .open else {
                throw Refusal(.conflict, "correspondence.problem.over")
            }
            let below = try tx.row(
                """
                SELECT 1 FROM correspondence_instructions WHERE parent = \(id) \
                AND state = \(InstructionState.open.rawValue) LIMIT 1
                """)
            guard below == nil else {
                throw Refusal(.conflict, "correspondence.problem.below", field: "jawaban")
            }
            try markSeen(told, instruction, officer, in: tx)
            try tx.execute(
                """
                UPDATE correspondence_recipients SET state = \
                \(RecipientState.answered.rawValue), answered_at = \(world.now) WHERE id = \(id)
                """)
            let act = world.uuid()
            try instructions.note(
                .answered, instruction, id, by: (officer.account, told.position), text, id: act,
                at: world.now, in: tx)
            try files.keep(
                coming, key: try vault.key(instruction.owner, in: tx),
                instruction: instruction.id, act: act, in: tx)
            try tell(
                "answered", instruction.position, ["what": instruction.what],
                at: instruction.path, key: act.text, zone, in: tx)
            try append(
                "instruction.answered", officer, told.position,
                ["instruction": .string(instruction.id.text)], in: tx)
        }
    }

    /// The giver takes an answer; when all are taken the instruction is done.
    package func accept(_ id: RecipientID, by officer: Officer) async throws {
        try await acting(on: id, officer) { [self] told, instruction, officer, zone, tx in
            let seat = try giver(of: instruction, officer, zone, in: tx)
            guard told.state == .answered else {
                throw Refusal(.conflict, "correspondence.problem.notAnswered")
            }
            try tx.execute(
                """
                UPDATE correspondence_recipients SET state = \
                \(RecipientState.accepted.rawValue), accepted_at = \(world.now) WHERE id = \(id)
                """)
            let actor = (officer.account, seat)
            try instructions.note(
                .accepted, instruction, id, by: actor, id: world.uuid(), at: world.now, in: tx)
            try append(
                "instruction.accepted", officer, seat,
                ["instruction": .string(instruction.id.text)], in: tx)
            let rest = instruction.recipients.filter { $0.id != id && $0.state != .accepted }
            guard rest.isEmpty else { return }
            try tx.execute(
                """
                UPDATE correspondence_instructions SET state = \
                \(InstructionState.done.rawValue), ended_at = \(world.now) \
                WHERE id = \(instruction.id)
                """)
            try instructions.note(
                .done, instruction, nil, by: nil, id: world.uuid(), at: world.now, in: tx)
            try fileLetter(of: instruction, in: tx)
        }
    }

    /// A letter on which nothing is open any more is done, unless all that was ever asked for it
    /// was withdrawn: then it waits again.
    func fileLetter(of instruction: Instruction, in tx: Transaction) throws {
        guard instruction.parent == nil, let mail = instruction.mail else { return }
        try tx.execute(
            """
            UPDATE correspondence_mail SET state = \(MailState.filed.rawValue) \
            WHERE id = \(mail) AND state = \(MailState.registered.rawValue) AND NOT EXISTS \
            (SELECT 1 FROM correspondence_instructions i WHERE i.mail = \(mail) \
            AND i.state = 'open') AND EXISTS (SELECT 1 FROM correspondence_instructions i \
            WHERE i.mail = \(mail) AND i.state <> 'withdrawn')
            """)
    }

    /// The giver sends an answer back with what is missing.
    package func sendBack(
        _ id: RecipientID, because reason: String, by officer: Officer
    ) async throws {
        try await acting(on: id, officer) { [self] told, instruction, officer, zone, tx in
            let seat = try giver(of: instruction, officer, zone, in: tx)
            guard told.state == .answered else {
                throw Refusal(.conflict, "correspondence.problem.notAnswered")
            }
            try tx.execute(
                """
                UPDATE correspondence_recipients SET state = \(RecipientState.seen.rawValue), \
                answered_at = NULL, reminded_at = NULL, escalated_at = NULL WHERE id = \(id)
                """)
            let act = world.uuid()
            try instructions.note(
                .returned, instruction, id, by: (officer.account, seat), reason, id: act,
                at: world.now, in: tx)
            try tell(
                "returned", told.position, ["what": instruction.what], at: instruction.path,
                key: act.text, zone, in: tx)
            try append(
                "instruction.returned", officer, seat,
                ["instruction": .string(instruction.id.text)], in: tx)
        }
    }

    /// The position from which the officer acts as the giver: the giver's own or, while nobody
    /// holds that, one that leads its unit, so that no instruction stays open for ever.
    func giver(
        of instruction: Instruction, _ officer: Officer, _ zone: Zone, in reader: Reader
    ) throws -> PositionID {
        if officer.authority(instruction.position) != nil { return instruction.position }
        let today = Day(world.now, in: zone)
        guard let leader = officer.leader(of: instruction),
            try directory.holders(of: instruction.position, on: today, in: reader).isEmpty
        else { throw Refusal(.forbidden, "web.forbidden") }
        return leader.position
    }
}
