import Cases
import Contracts
import Kernel
import People
import Store

extension CorrespondenceTools {
    /// The giver ends an instruction before all answers are taken: closes it, because it is done
    /// with, or withdraws it. What was passed on from it ends with it.
    package func end(
        _ id: InstructionID, as end: InstructionState, because reason: String,
        by officer: Officer
    ) async throws {
        precondition(end == .closed || end == .withdrawn)
        let zone = try await shelf.zone()
        try await store.write("instruction.end") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            let found = try held(id, officer, in: tx)
            let seat = try giver(of: found, officer, zone, in: tx)
            guard found.state == .open else {
                throw Refusal(.conflict, "correspondence.problem.over")
            }
            try close(found, end, reason, (officer.account, seat), zone, in: tx)
            try fileLetter(of: found, in: tx)
            try append(
                "instruction.\(end.rawValue)", officer, seat,
                ["instruction": .string(id.text)], in: tx)
        }
    }

    /// Ends an instruction and all that was passed on from it.
    private func close(
        _ instruction: Instruction, _ end: InstructionState, _ reason: String,
        _ actor: (account: AccountID, position: PositionID), _ zone: Zone, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE correspondence_instructions SET state = \(end.rawValue), \
            ended_at = \(world.now) WHERE id = \(instruction.id)
            """)
        try instructions.note(
            end == .closed ? .closed : .withdrawn, instruction, nil, by: actor, reason,
            id: world.uuid(), at: world.now, in: tx)
        for told in instruction.recipients where told.state != .accepted {
            try tx.execute(
                """
                UPDATE correspondence_recipients SET state = \(RecipientState.ended.rawValue) \
                WHERE id = \(told.id)
                """)
            try tell(
                "withdrawn", told.position, ["what": instruction.what], at: instruction.path,
                key: told.id.text, zone, in: tx)
            let below = try instructions.list(
                where: """
                    i.parent = \(told.id) AND i.state = \(InstructionState.open.rawValue)
                    """, in: tx)
            for one in below { try close(one, end, reason, actor, zone, in: tx) }
        }
    }
}
