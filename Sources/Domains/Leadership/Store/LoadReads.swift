import Contracts
import Kernel
import People
import Store

/// What one person, or nobody, has to do in a unit.
struct LoadRow: Sendable {
    let unit: String
    let holder: AccountID?
    var open: Int64
    var overdue: Int64
    /// Due within a week of working days, without what is overdue.
    var soon: Int64
    /// Opened within the youngest age, the next, and so on.
    var ages: [Int64]
    var oldest: Instant?
}

/// Open tasks by unit and person: one statement, by the index `tasks_load` alone.
struct LoadReads: Sendable {
    /// The ends of the ages, in working days: up to 1, 5 and 10 days, then older.
    static let ages = [1, 5, 10]

    /// How many working days are soon.
    static let soonDays = 5

    let scope: AccessScope
    let now: Instant
    let soon: Instant
    /// The moments before which a task is older than each of `ages`.
    let bounds: [Instant]

    var predicate: SQL {
        scope.predicate(
            ScopeColumns(
                unit: "t.unit", region: "t.region", confidentiality: "t.confidentiality"))
    }
    var isOverdue: SQL { "t.urgent_at < \(now)" }
    var isSoon: SQL { "t.urgent_at >= \(now) AND t.urgent_at <= \(soon)" }

    /// True for tasks of an age: younger than the first bound, between two, older than the last.
    func isOfAge(_ place: Int) -> SQL {
        let older: SQL = place == 0 ? "1 = 1" : "t.opened_at < \(bounds[place - 1])"
        return bounds.indices.contains(place)
            ? "t.opened_at >= \(bounds[place]) AND \(sql: older)" : older
    }

    func rows(in reader: Reader) throws -> [LoadRow] {
        let edges = (0...bounds.count).map { place -> SQL in
            "SUM(CASE WHEN \(sql: isOfAge(place)) THEN 1 ELSE 0 END)"
        }
        return try reader.rows(
            """
            SELECT t.unit, t.claimed_by, COUNT(*), MIN(t.opened_at), \
            SUM(CASE WHEN \(sql: isOverdue) THEN 1 ELSE 0 END), \
            SUM(CASE WHEN \(sql: isSoon) THEN 1 ELSE 0 END), \(sql: SQL.joined(edges, by: ", ")) \
            FROM tasks t WHERE t.state = 'open' AND \(sql: predicate) \
            GROUP BY t.unit, t.claimed_by
            """
        ).map { row in
            LoadRow(
                unit: row.text(0), holder: row.optionalID(1), open: row.int(2),
                overdue: row.int(4), soon: row.int(5),
                ages: edges.indices.map { row.int(6 + $0) }, oldest: row.optionalInstant(3))
        }
    }

    /// Those of these people whose post somebody else fills today (Plh.).
    static func away(
        _ people: Set<AccountID>, on day: Day, in reader: Reader
    ) throws -> Set<AccountID> {
        guard !people.isEmpty else { return [] }
        return Set(
            try reader.rows(
                """
                SELECT DISTINCT a.account FROM people_assignments a \
                JOIN people_delegations d ON d.position = a.position \
                WHERE a.account IN \(list: people.sorted()) AND d.capacity = 'plh' \
                AND d.account <> a.account AND d.from_day <= \(day) AND d.until_day >= \(day) \
                AND a.from_day <= \(day) AND (a.until_day IS NULL OR a.until_day >= \(day))
                """
            ).map { $0.id(0) })
    }
}
