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

    static func insert(
        _ task: TaskRecord, warnAt: Instant?, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO tasks (id, case_id, step, kind, seat, unit, role, region, \
            confidentiality, state, claimed_by, claimed_at, opened_at, due_at, urgent_at, warn_at) \
            VALUES \
            (\(task.id), \(task.caseID), \(task.step), \(task.kind.rawValue), \(task.seat), \
            \(task.unit.text), \(task.role.text), \(task.region?.text), \(task.confidentiality), \
            \(task.state.rawValue), \(task.claimedBy), \
            \(task.claimedBy == nil ? nil : task.openedAt), \(task.openedAt), \(task.dueAt), \
            \(task.dueAt), \(warnAt))
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
    }

    /// Lets a task wait, with what is left of its time.
    static func park(_ id: TaskID, _ clock: CaseClock, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE tasks SET state = 'waiting', due_at = NULL, urgent_at = NULL, \
            warn_at = NULL, warned_at = NULL, days_left = \(clock.daysLeft), \
            time_left = \(clock.timeLeft) WHERE id = \(id)
            """)
    }

    /// What is left of the time of each task of a case that waits.
    static func parked(_ caseID: CaseID, in reader: Reader) throws -> [TaskID: CaseClock] {
        try reader.rows(
            """
            SELECT id, opened_at, days_left, time_left FROM tasks \
            WHERE case_id = \(caseID) AND state = 'waiting' AND days_left IS NOT NULL
            """
        ).reduce(into: [:]) { clocks, row in
            clocks[row.id(0)] = CaseClock(
                startedAt: row.instant(1), pausedAt: row.instant(1), daysLeft: row.int(2),
                timeLeft: row.optionalInt(3))
        }
    }

    /// Lets a task go on. That its time was over stays noted; it is warned of at `warnAt`.
    static func unpark(
        _ id: TaskID, dueAt: Instant?, warnAt: Instant?, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE tasks SET state = 'open', due_at = \(dueAt), urgent_at = \(dueAt), \
            days_left = NULL, time_left = NULL, warn_at = \(warnAt) \
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

    /// Gives a task that waits to another unit; nobody holds it there yet.
    static func move(_ id: TaskID, to unit: UnitCode, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE tasks SET unit = \(unit.text), claimed_by = NULL, claimed_at = NULL \
            WHERE id = \(id)
            """)
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
