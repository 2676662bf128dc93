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
            var told = 0
            for item in late where try escalate(item, zone, in: tx) { told += 1 }
            // What was given today is known.
            let near = try due(
                """
                r.reminded_at IS NULL AND i.due_at >= \(now) AND i.due_at <= \(soon) \
                AND i.given_at < \(today.start(in: zone)) AND \(sql: Self.isHeld(on: today))
                """, in: tx)
            for item in near where try remind(item, zone, in: tx) { told += 1 }
            return told
        }
    }

    /// Whether somebody acts from the addressee's position: what waits for a vacant one takes no
    /// place among those that can be told.
    private static func isHeld(on today: Day) -> SQL {
        """
        (EXISTS (SELECT 1 FROM people_assignments a WHERE a.position = r.position \
        AND a.from_day <= \(today) AND (a.until_day IS NULL OR a.until_day >= \(today))) \
        OR EXISTS (SELECT 1 FROM people_delegations d WHERE d.position = r.position \
        AND d.from_day <= \(today) AND d.until_day >= \(today)))
        """
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

    /// Nobody was told while nobody holds the post: whoever gets it next is.
    private func remind(_ item: DueItem, _ zone: Zone, in tx: Transaction) throws -> Bool {
        let act = world.uuid()
        let instruction = item.instruction
        guard
            try tell(
                "reminder", item.position, ["what": instruction.what],
                days: ["day": instruction.due], at: instruction.path, key: act.text, zone, in: tx)
        else { return false }
        try tx.execute(
            """
            UPDATE correspondence_recipients SET reminded_at = \(world.now) \
            WHERE id = \(item.recipient)
            """)
        try instructions.note(
            .reminded, item.instruction, item.recipient, by: nil, id: act, at: world.now,
            in: tx)
        return true
    }

    /// Tells the giver, or who acts as giver while nobody holds that post.
    private func escalate(_ item: DueItem, _ zone: Zone, in tx: Transaction) throws -> Bool {
        let act = world.uuid()
        let instruction = item.instruction
        let values = ["what": instruction.what]
        let days = ["day": instruction.due]
        let isTold = try tell(
            "escalated", instruction.position, values, days: days, at: instruction.path,
            key: act.text, zone, in: tx)
        if !isTold {
            let leaders = try leaders(of: instruction, zone, in: tx)
            guard !leaders.isEmpty else { return false }
            try tell(
                "escalated", leaders, values, days: days, at: instruction.path, key: act.text,
                in: tx)
        }
        try tx.execute(
            """
            UPDATE correspondence_recipients SET escalated_at = \(world.now), \
            reminded_at = \(world.now) WHERE id = \(item.recipient)
            """)
        try instructions.note(
            .escalated, item.instruction, item.recipient, by: nil, id: act, at: world.now,
            in: tx)
        // Whoever was to answer hears of it as well.
        try tell(
            "overdue", item.position, values, days: days, at: instruction.path, key: act.text, zone,
            in: tx)
        try ledger.append(
            LedgerEntry(
                type: "instruction.escalated", actor: .system("correspondence"),
                unit: item.instruction.unit.text,
                facts: ["instruction": .string(item.instruction.id.text)], at: world.now),
            key: nil, in: tx)
        return true
    }

    private func leaders(
        of instruction: Instruction, _ zone: Zone, in reader: Reader
    ) throws -> Set<AccountID> {
        let today = Day(world.now, in: zone)
        return try Set(directory.holders(of: .leadCases, on: today, in: reader)).filter {
            try directory.officer($0, on: today, in: reader)?.leader(of: instruction) != nil
        }
    }
}
