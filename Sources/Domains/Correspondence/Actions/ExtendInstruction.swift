import Cases
import Contracts
import Kernel
import People
import Store

extension CorrespondenceTools {
    /// The giver gives more time, with a reason: addressees who have not answered are told, and are
    /// reminded anew. What was passed on from it keeps its day, until whoever passed it on gives
    /// more time as well.
    /// - Parameter language: of whoever gives it, for the days that a refusal names.
    /// - Throws: `Refusal`: not the giver; ended, or answered by everybody; no later day, no day of
    ///   work, or later than what it was passed on from.
    package func extend(
        _ id: InstructionID, until due: Day, because reason: String, by officer: Officer,
        in language: Language = .id
    ) async throws {
        let catalogue = try await shelf.published()
        let zone = catalogue.profile.zone
        let field = Self.moreTime
        let dueAt = try end(of: due, catalogue, language, field: field)
        try await store.write("instruction.extend") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            let found = try held(id, officer, in: tx)
            let seat = try giver(of: found, officer, zone, in: tx)
            let waiting = found.recipients.filter(\.state.isOpen)
            guard found.state == .open, !waiting.isEmpty else {
                throw Refusal(.conflict, "correspondence.problem.over")
            }
            guard due > found.due else {
                throw Refusal(
                    .invalid, "correspondence.problem.sooner", field: field,
                    values: ["day": HumanText.day(found.due, language)])
            }
            let above = try found.parent.flatMap { try instructions.recipient($0, in: tx) }
                .flatMap { try instructions.find($0.instruction, in: tx) }
            if let latest = try latest(above?.due, above?.dueAt, catalogue), due > latest {
                throw Refusal(
                    .invalid, "correspondence.problem.later", field: field,
                    values: ["day": HumanText.day(latest, language)])
            }
            try move(found, to: due, dueAt, waiting, reason, (officer.account, seat), zone, in: tx)
            try append(
                "instruction.extended", officer, seat,
                [
                    "instruction": .string(id.text), "due": .string(due.iso),
                    "before": .string(found.due.iso),
                ], in: tx)
        }
    }

    /// The field of the form in which the new day stands.
    static let moreTime = "batas_baru"

    private func move(
        _ instruction: Instruction, to due: Day, _ dueAt: Instant, _ waiting: [Recipient],
        _ reason: String, _ actor: (account: AccountID, position: PositionID), _ zone: Zone,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE correspondence_instructions SET due = \(due), due_at = \(dueAt) \
            WHERE id = \(instruction.id)
            """)
        let act = world.uuid()
        try instructions.note(
            .extended, instruction, nil, by: actor, reason, until: due, id: act, at: world.now,
            in: tx)
        for told in waiting {
            try tx.execute(
                """
                UPDATE correspondence_recipients SET reminded_at = NULL, escalated_at = NULL \
                WHERE id = \(told.id)
                """)
            try tell(
                "extended", told.position, ["what": instruction.what], days: ["day": due],
                at: instruction.path, key: act.text, zone, in: tx)
        }
    }
}
