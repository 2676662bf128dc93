import Contracts
import Kernel
import People
import Store

/// A position that somebody acts from for its holder, as far as tasks care.
private struct Absence: Sendable {
    let position: PositionID
    let standIn: AccountID
    let unit: UnitCode
    let role: RoleCode
    let until: Day
    /// What was taken before this moment goes back.
    let begin: Instant
}

extension Cases {
    /// For how long after its end a delegation is looked at: a house may have stood still.
    private static let daysAfterEnd = 31

    /// Work goes on while somebody is away: what the holder of a position took before his absence
    /// goes back to the unit on its first day, and what his stand-in still holds when it is over.
    /// What the holder takes during the absence stays his.
    func freeTasks(limit: Int) async throws -> Int {
        let zone = try await shelf.zone()
        let today = Day(world.now, in: zone)
        let absences = try await store.read("clock.absences", short: true) { reader in
            try Self.absences(on: today, zone, in: reader)
        }
        var freed = 0
        for absence in absences {
            let held = try await store.read("clock.held") { reader in
                try absence.until >= today
                    ? Self.heldByHolder(absence, on: today, limit: limit, in: reader)
                    : heldByStandIn(absence, on: today, limit: limit, in: reader)
            }
            for task in held where try await free(task) { freed += 1 }
        }
        return freed
    }

    private static func absences(
        on today: Day, _ zone: Zone, in reader: Reader
    ) throws -> [Absence] {
        try reader.rows(
            """
            SELECT d.position, d.account, p.unit, p.role, d.from_day, d.until_day, d.created_at \
            FROM people_delegations d JOIN people_positions p ON p.id = d.position \
            WHERE d.from_day <= \(today) AND d.until_day >= \(today.adding(days: -daysAfterEnd)) \
            ORDER BY d.id
            """
        ).map { row in
            Absence(
                position: row.id(0), standIn: row.id(1),
                unit: try CaseRows.stored(UnitCode(row.text(2)), "people_positions.unit"),
                role: try CaseRows.stored(RoleCode(row.text(3)), "people_positions.role"),
                until: row.day(5),
                begin: max(row.day(4).at(hour: 0, minute: 0, in: zone), row.instant(6)))
        }
    }

    private static func heldByHolder(
        _ absence: Absence, on today: Day, limit: Int, in reader: Reader
    ) throws -> [TaskRecord] {
        try reader.rows(
            """
            SELECT \(sql: TaskRows.columns) FROM people_assignments a \
            JOIN tasks t ON t.claimed_by = a.account WHERE a.position = \(absence.position) \
            AND a.from_day <= \(today) AND (a.until_day IS NULL OR a.until_day >= \(today)) \
            AND t.state <> 'done' AND t.unit = \(absence.unit.text) \
            AND t.role = \(absence.role.text) AND t.claimed_at < \(absence.begin) LIMIT \(limit)
            """
        ).map(TaskRows.record)
    }

    /// Tasks that the stand-in took and may not do any more.
    private func heldByStandIn(
        _ absence: Absence, on today: Day, limit: Int, in reader: Reader
    ) throws -> [TaskRecord] {
        let held = try reader.rows(
            """
            SELECT \(sql: TaskRows.columns) FROM tasks t WHERE t.claimed_by = \(absence.standIn) \
            AND t.state <> 'done' AND t.unit = \(absence.unit.text) \
            AND t.role = \(absence.role.text) LIMIT \(limit)
            """
        ).map(TaskRows.record)
        guard !held.isEmpty else { return [] }
        let directory = OfficerDirectory(store: store, vault: vault, world: world)
        let officer = try directory.officer(absence.standIn, on: today, in: reader)
        return held.filter { officer?.authority(for: $0) == nil }
    }

    /// - Returns: false when somebody was quicker.
    func free(_ task: TaskRecord) async throws -> Bool {
        try await performByClock(task.caseID, task: task.id) { scene in
            guard let holder = scene.task?.claimedBy, holder == task.claimedBy else {
                return false
            }
            try TaskRows.claim(task.id, by: nil, at: scene.now, in: scene.tx)
            try scene.note(.freed, ["from": .string(holder.text)])
            return true
        } ?? false
    }
}
