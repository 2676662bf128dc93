import Contracts
import Kernel
import Store

/// Reads and writes rows of `tasks`.
enum TaskRows {
    /// The columns that `record(_:)` reads, of the table under the alias `t`.
    static let columns = columns(of: "t")

    static func columns(of alias: SQL) -> SQL {
        let names: [SQL] = [
            "id", "case_id", "step", "kind", "seat", "unit", "role", "state", "claimed_by",
            "opened_at", "due_at", "region", "confidentiality",
        ]
        return SQL.joined(names.map { "\(sql: alias).\(sql: $0)" }, by: ", ")
    }

    /// All tasks of a case that are not done, in the order in which they were opened.
    static func waiting(_ caseID: CaseID, in reader: Reader) throws -> [TaskRecord] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM tasks t \
            WHERE t.case_id = \(caseID) AND t.state <> 'done' ORDER BY t.opened_at, t.id
            """
        ).map(record)
    }

    /// The same of some cases.
    static func waiting(
        _ cases: [CaseID], in reader: Reader
    ) throws -> [CaseID: [TaskRecord]] {
        let found = try reader.rows(
            """
            SELECT \(sql: columns) FROM tasks t \
            WHERE t.case_id IN \(list: cases) AND t.state <> 'done' ORDER BY t.opened_at, t.id
            """
        ).map(record)
        return Dictionary(grouping: found, by: \.caseID)
    }

    /// The steps that had a task since a moment.
    static func steps(
        of caseID: CaseID, since: Instant, in reader: Reader
    ) throws -> Set<String> {
        Set(
            try reader.rows(
                "SELECT step FROM tasks WHERE case_id = \(caseID) AND opened_at >= \(since)"
            ).map { $0.text(0) })
    }

    /// Whether a document of a national system was recorded since a moment.
    static func hasRecorded(_ caseID: CaseID, since: Instant, in reader: Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM tasks WHERE case_id = \(caseID) AND kind = 'record' \
            AND state = 'done' AND opened_at >= \(since) LIMIT 1
            """) != nil
    }

    static func record(_ row: Row) throws -> TaskRecord {
        TaskRecord(
            id: row.id(0), caseID: row.id(1), step: row.text(2),
            kind: try CaseRows.stored(StepKind(rawValue: row.text(3)), "tasks.kind"),
            seat: row.int(4),
            unit: try CaseRows.stored(UnitCode(row.text(5)), "tasks.unit"),
            role: try CaseRows.stored(RoleCode(row.text(6)), "tasks.role"),
            region: row.optionalText(11).flatMap { RegionCode($0) },
            confidentiality: Int(row.int(12)),
            state: try CaseRows.stored(TaskState(rawValue: row.text(7)), "tasks.state"),
            claimedBy: row.optionalID(8), openedAt: row.instant(9),
            dueAt: row.optionalInstant(10))
    }

    /// - Parameters:
    ///   - warnAt: when the office is warned that its time is nearly over.
    ///   - rungAt: when it comes to the first rung of its ladder.
    static func insert(
        _ task: TaskRecord, warnAt: Instant?, rungAt: Instant?, in tx: Transaction
    ) throws {
        try tx.put(
            """
            INSERT INTO tasks (id, case_id, step, kind, seat, unit, role, region, \
            confidentiality, state, claimed_by, claimed_at, opened_at, due_at, urgent_at, warn_at, \
            rung_at) VALUES \
            (\(task.id), \(task.caseID), \(task.step), \(task.kind.rawValue), \(task.seat), \
            \(task.unit.text), \(task.role.text), \(task.region?.text), \(task.confidentiality), \
            \(task.state.rawValue), \(task.claimedBy), \
            \(task.claimedBy == nil ? nil : task.openedAt), \(task.openedAt), \(task.dueAt), \
            \(task.dueAt), \(warnAt), \(rungAt))
            """)
    }

    /// Holds a task for the rest of the transaction.
    /// - Throws: `Refusal(.conflict)` when it is done.
    static func lock(_ id: TaskID, in tx: Transaction) throws {
        let open = try tx.row(
            """
            SELECT 1 FROM tasks WHERE id = \(id) AND state <> 'done'\(sql: tx.engine.lockSuffix)
            """)
        guard open != nil else { throw Refusal(.conflict, "case.changed_meanwhile") }
    }

    static func close(
        _ id: TaskID, by account: AccountID?, at now: Instant, in tx: Transaction
    )
        throws
    {
        try tx.execute(
            """
            UPDATE tasks SET state = 'done', done_at = \(now), done_by = \(account) \
            WHERE id = \(id) AND state <> 'done'
            """)
        // Whose seat it came to is read of open tasks alone: their list stays short.
        try tx.execute("DELETE FROM task_escalations WHERE task_id = \(id)")
    }

    /// Lets a task wait, with what is left of its time.
    static func park(_ id: TaskID, _ clock: CaseClock, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE tasks SET state = 'waiting', due_at = NULL, urgent_at = NULL, \
            warn_at = NULL, warned_at = NULL, rung_at = NULL, days_left = \(clock.daysLeft), \
            time_left = \(clock.timeLeft) WHERE id = \(id)
            """)
    }

    /// A task of a case that waits.
    struct Parked {
        /// What is left of its time; nothing where it never ran.
        let clock: CaseClock?
        /// How many rungs of its ladder it has come up.
        let rung: Int
    }

    static func parked(_ caseID: CaseID, in reader: Reader) throws -> [TaskID: Parked] {
        try reader.rows(
            """
            SELECT id, opened_at, days_left, time_left, rung FROM tasks \
            WHERE case_id = \(caseID) AND state = 'waiting'
            """
        ).reduce(into: [:]) { tasks, row in
            let clock = row.optionalInt(2).map { left in
                CaseClock(
                    startedAt: row.instant(1), pausedAt: row.instant(1), daysLeft: left,
                    timeLeft: row.optionalInt(3))
            }
            tasks[row.id(0)] = Parked(clock: clock, rung: Int(row.int(4)))
        }
    }

    /// Lets a task go on. That its time was over stays noted; it is warned of at `warnAt`, and
    /// comes to the next rung of its ladder at `rungAt`.
    static func unpark(
        _ id: TaskID, dueAt: Instant?, warnAt: Instant?, rungAt: Instant?, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE tasks SET state = 'open', due_at = \(dueAt), urgent_at = \(dueAt), \
            days_left = NULL, time_left = NULL, warn_at = \(warnAt), rung_at = \(rungAt) \
            WHERE id = \(id)
            """)
    }

    /// Open tasks are as urgent as the promise to the applicant when that ends before their step.
    /// - Parameter promise: nothing while no promise runs.
    static func weigh(_ caseID: CaseID, promise: Instant?, in tx: Transaction) throws {
        let urgent: SQL = """
            CASE WHEN \(promise) < due_at THEN \(promise) ELSE due_at END
            """
        try tx.execute(
            """
            UPDATE tasks SET urgent_at = \(sql: urgent) WHERE case_id = \(caseID) \
            AND state = 'open' AND urgent_at <> \(sql: urgent)
            """)
    }

    /// Gives a task that waits to another unit; nobody holds it there yet. What has gone up inside
    /// the old unit is the same role's in the new one.
    static func move(
        _ task: TaskRecord, to unit: UnitCode, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE tasks SET unit = \(unit.text), claimed_by = NULL, claimed_at = NULL \
            WHERE id = \(task.id)
            """)
        try tx.execute(
            """
            UPDATE task_escalations SET unit = \(unit.text) \
            WHERE task_id = \(task.id) AND unit = \(task.unit.text)
            """)
    }

    /// Takes a task that has come to the next rung of its ladder.
    /// - Returns: how many rungs it has come up so far; nothing when another node was quicker.
    static func takeRung(_ id: TaskID, at now: Instant, in tx: Transaction) throws -> Int? {
        let taken = try tx.execute(
            """
            UPDATE tasks SET rung_at = NULL \
            WHERE id = \(id) AND state = 'open' AND rung_at < \(now)
            """)
        guard taken == 1 else { return nil }
        return try tx.row("SELECT rung FROM tasks WHERE id = \(id)").map { Int($0.int(0)) }
    }

    /// Writes which rung a task has come to, whose it is as well from now on, and when the next is
    /// reached.
    static func raise(
        _ id: TaskID, to rung: Int, seat: (unit: UnitCode, role: RoleCode)?, in tx: Transaction
    ) throws {
        try tx.execute("UPDATE tasks SET rung = \(rung) WHERE id = \(id)")
        guard let seat else { return }
        try tx.execute(
            """
            INSERT INTO task_escalations (task_id, rung, unit, role) VALUES \
            (\(id), \(rung), \(seat.unit.text), \(seat.role.text))
            """)
    }

    static func setRung(_ id: TaskID, next: Instant?, in tx: Transaction) throws {
        try tx.execute("UPDATE tasks SET rung_at = \(next) WHERE id = \(id)")
    }

    static func claim(
        _ id: TaskID, by account: AccountID?, at now: Instant, in tx: Transaction
    )
        throws
    {
        try tx.execute(
            """
            UPDATE tasks SET claimed_by = \(account), \
            claimed_at = \(account == nil ? nil : now) WHERE id = \(id)
            """)
    }
}
