import Contracts
import Kernel
import People
import Store

extension Cases {
    /// Tasks of others that have gone up their ladder to this officer, the earliest due first. He
    /// sees the case and may give the task to another unit or person.
    public func escalated(to officer: Officer, limit: Int = 50) async throws -> [InboxItem] {
        let scope = officer.escalatedScope(of: "t")
        let seats = officer.authorities.filter { $0.permissions.contains(.workCases) }
            .map { "(e.unit = \($0.unit.text) AND e.role = \($0.role.text))" as SQL }
        guard !seats.isEmpty else { return [] }
        return try await store.read("inbox.escalated", short: true) { reader in
            // From the seats to their few tasks, not through all that has gone up in the city.
            try reader.rows(
                """
                SELECT \(sql: Self.itemColumns) FROM tasks t JOIN cases c ON c.id = t.case_id \
                WHERE t.id IN (SELECT e.task_id FROM task_escalations e \
                WHERE \(sql: SQL.joined(seats, by: " OR "))) \
                AND t.state <> 'done' AND \(sql: scope) \
                ORDER BY t.due_at LIMIT \(limit)
                """
            ).map(Self.item)
        }
    }

    /// Whether an open task of the case has gone up to the officer.
    func hasGoneUp(_ caseID: CaseID, to officer: Officer, in reader: Reader) throws -> Bool {
        let scope = officer.escalatedScope(of: "t")
        return try reader.row(
            """
            SELECT 1 FROM tasks t WHERE t.case_id = \(caseID) AND t.state <> 'done' \
            AND \(sql: scope) LIMIT 1
            """) != nil
    }
}
