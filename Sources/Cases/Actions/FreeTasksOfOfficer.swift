import Contracts
import Kernel
import People
import Store

extension Cases {
    /// Gives back what an officer took and may not do any more: he left the post, or was moved.
    /// - Returns: how many tasks.
    @discardableResult
    public func freeTasks(of account: AccountID) async throws -> Int {
        let today = Day(world.now, in: try await shelf.zone())
        let directory = OfficerDirectory(store: store, vault: vault, world: world)
        let held = try await store.read("office.held") { reader in
            let tasks = try reader.rows(
                """
                SELECT \(sql: TaskRows.columns) FROM tasks t WHERE t.claimed_by = \(account) \
                AND t.state <> 'done' LIMIT 1000
                """
            ).map(TaskRows.record)
            guard !tasks.isEmpty else { return tasks }
            let officer = try directory.officer(account, on: today, in: reader)
            return tasks.filter { officer?.authority(for: $0) == nil }
        }
        var freed = 0
        for task in held where try await free(task) { freed += 1 }
        return freed
    }

    /// What still stands in the way of closing a unit, or a role in it: cases and tasks that are
    /// not done.
    public static func openWork(
        of unit: UnitCode, role: RoleCode? = nil, in reader: Reader
    ) throws -> Int64 {
        let tasks: SQL =
            role.map {
                """
                SELECT COUNT(*) FROM tasks WHERE unit = \(unit.text) AND role = \($0.text) \
                AND state <> 'done'
                """
            }
                ?? """
                SELECT (SELECT COUNT(*) FROM tasks WHERE unit = \(unit.text) AND state <> 'done') \
                + (SELECT COUNT(*) FROM cases WHERE state <> 'closed' \
                AND (owner_unit = \(unit.text) OR unit = \(unit.text)))
                """
        return try reader.row(tasks)?.int(0) ?? 0
    }

    /// How many promises that run end on a day: what an exception of the calendar does not move.
    public static func promises(
        endingOn day: Day, in zone: Zone, _ reader: Reader
    ) throws -> Int64 {
        let begin = day.at(hour: 0, minute: 0, in: zone)
        let end = day.adding(days: 1).at(hour: 0, minute: 0, in: zone)
        return try reader.row(
            """
            SELECT COUNT(*) FROM cases WHERE due_at >= \(begin) AND due_at < \(end) \
            AND state = 'open' AND overdue_noted = 0 AND clock_stopped_at IS NULL
            """
        )?.int(0) ?? 0
    }
}
