import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

extension CorrespondenceTools {
    /// Reminds addressees on the working day before an instruction is due, and tells them and its
    /// giver when that day has passed. Each once, until an answer is sent back.
    /// - Returns: how many were told.
    @discardableResult
    package func remind() async throws -> Int {
        let calendar = try await shelf.calendar()
        let zone = calendar.zone
        let now = world.now
        let today = Day(now, in: zone)
        let soon = try calendar.closing(calendar.adding(workingDays: 1, to: today))
        return try await store.write("instruction.remind") { [self] tx in
            let late = try due(
                "r.escalated_at IS NULL AND i.due_at < \(now)", in: tx)
            for item in late { try escalate(item, zone, in: tx) }
            // What was given today is known.
            let near = try due(
                """
                r.reminded_at IS NULL AND i.due_at >= \(now) AND i.due_at <= \(soon) \
                AND i.given_at < \(today.start(in: zone))
                """, in: tx)
            for item in near { try remind(item, zone, in: tx) }
            return late.count + near.count
        }
    }

    private struct DueItem {
        let recipient: RecipientID
        let position: PositionID
        let instruction: Instruction
    }

    private func due(_ condition: SQL, in tx: Transaction) throws -> [DueItem] {
        let rows = try tx.rows(
            """
            SELECT r.id, r.position, r.instruction FROM correspondence_recipients r \
            JOIN correspondence_instructions i ON i.id = r.instruction \
            WHERE i.state = \(InstructionState.open.rawValue) \
            AND r.state IN ('sent', 'seen') AND \(sql: condition) ORDER BY i.due_at LIMIT 100
            """)
        return try rows.compactMap { row in
            try instructions.find(row.id(2), in: tx).map {
                DueItem(recipient: row.id(0), position: row.id(1), instruction: $0)
            }
        }
    }

    private func tell(
        _ template: String, _ position: PositionID, _ item: DueItem, key: String, _ zone: Zone,
        in tx: Transaction
    ) throws {
        try tell(
            template, position, ["what": item.instruction.what], day: item.instruction.due,
            key: key, zone, in: tx)
    }

    private func remind(_ item: DueItem, _ zone: Zone, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE correspondence_recipients SET reminded_at = \(world.now) \
            WHERE id = \(item.recipient)
            """)
        let act = world.uuid()
        try instructions.note(
            .reminded, item.instruction, item.recipient, by: nil, id: act, at: world.now,
            in: tx)
        try tell("reminder", item.position, item, key: act.text, zone, in: tx)
    }

    private func escalate(_ item: DueItem, _ zone: Zone, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE correspondence_recipients SET escalated_at = \(world.now), \
            reminded_at = \(world.now) WHERE id = \(item.recipient)
            """)
        let act = world.uuid()
        try instructions.note(
            .escalated, item.instruction, item.recipient, by: nil, id: act, at: world.now,
            in: tx)
        try tell("escalated", item.instruction.position, item, key: act.text, zone, in: tx)
        try tell("overdue", item.position, item, key: act.text, zone, in: tx)
        try ledger.append(
            LedgerEntry(
                type: "instruction.escalated", actor: .system("correspondence"),
                unit: item.instruction.unit.text,
                facts: ["instruction": .string(item.instruction.id.text)], at: world.now),
            key: nil, in: tx)
    }
}
