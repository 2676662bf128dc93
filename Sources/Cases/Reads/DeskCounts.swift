import Contracts
import Kernel
import Ledger
import People
import Store
import Synchronization

/// How many tasks stand on each list of an officer, kept as long as it is true: until something
/// happens on any case (`RecentActs`), or until a task of these lists becomes due, or due soon. A
/// head of a unit with tens of thousands of open tasks would else count them for every page.
final class DeskCounts: Sendable {
    struct Counts: Sendable {
        var tabs: [InboxQuery.Tab: Int64] = [:]
        /// The next moment at which a task is late.
        var nextLate: Instant?
        /// The first due time behind the limit of “soon”.
        var nextSoon: Instant?
    }

    private struct Entry: Sendable {
        let counts: Counts
        let mark: RecentActs.Mark
        let at: Instant
    }

    private struct Team {
        let people: [SeatedOfficer]
        let day: Day
        let at: Instant
    }

    private static let teamSeconds: Int64 = 5
    private let limit: Int
    private let entries = Mutex<[Officer: Entry]>([:])
    private let teams = Mutex<[Set<UnitCode>: Team]>([:])

    init(limit: Int = 2_000) { self.limit = limit }

    func value(
        for officer: Officer, now: Instant, soon: Instant, mark: RecentActs.Mark
    ) -> Counts? {
        entries.withLock { entries in
            guard let entry = entries[officer], entry.mark == mark, entry.at <= now else {
                return nil
            }
            if let late = entry.counts.nextLate, now > late { return nil }
            if let next = entry.counts.nextSoon, soon >= next { return nil }
            return entry.counts
        }
    }

    /// Who works in units, as it was some seconds ago.
    func colleagues(
        in units: Set<UnitCode>, on day: Day, at now: Instant
    ) -> [SeatedOfficer]? {
        guard let team = teams.withLock({ $0[units] }), team.day == day,
            (0..<Self.teamSeconds * 1_000).contains(now.milliseconds(since: team.at))
        else { return nil }
        return team.people
    }

    func keep(
        _ people: [SeatedOfficer], in units: Set<UnitCode>, on day: Day, at now: Instant
    ) {
        teams.withLock { teams in
            if teams.count >= limit { teams.removeAll(keepingCapacity: true) }
            teams[units] = Team(people: people, day: day, at: now)
        }
    }

    func keep(
        _ counts: Counts, for officer: Officer, at now: Instant, mark: RecentActs.Mark
    ) {
        entries.withLock { entries in
            if entries.count >= limit { entries.removeAll(keepingCapacity: true) }
            entries[officer] = Entry(counts: counts, mark: mark, at: now)
        }
    }
}

extension Cases {
    /// The counts of all lists by one statement over the index, if they are not known.
    func deskCounts(
        of officer: Officer, now: Instant, soon: Instant, in reader: Reader
    ) throws -> DeskCounts.Counts {
        let arms = officer.deskArms
        let team = Self.teamCounts(of: officer)
        guard !(arms.isEmpty && team.isEmpty) else { return DeskCounts.Counts() }
        let parts = arms.map { Self.count($0.condition, now: now, soon: soon) }
        let mine: SQL = """
            (SELECT COUNT(*) FROM tasks t WHERE t.state <> 'done' \
            AND t.claimed_by = \(officer.account) AND \(sql: officer.taskScope))
            """
        let fixed = [mine, Self.unansweredCount(of: officer)] + team
        let row = try reader.row("SELECT \(sql: SQL.joined(fixed + parts, by: ", "))")
        guard let row else { return DeskCounts.Counts() }
        var counts = DeskCounts.Counts(tabs: [.mine: row.int(0), .messages: row.int(1)])
        if !team.isEmpty { counts.tabs[.team] = (2..<fixed.count).reduce(0) { $0 + row.int($1) } }
        for arm in arms.indices {
            let start = fixed.count + arm * 7
            let (late, soon) = (row.int(start), row.int(start + 1))
            counts.tabs[.overdue, default: 0] += late
            counts.tabs[.soon, default: 0] += soon
            counts.tabs[.unit, default: 0] += late + soon + row.int(start + 2) + row.int(start + 3)
            counts.tabs[.waiting, default: 0] += row.int(start + 4)
            counts.nextLate = earlier(counts.nextLate, row.optionalInstant(start + 5))
            counts.nextSoon = earlier(counts.nextSoon, row.optionalInstant(start + 6))
        }
        return counts
    }

    /// Late, soon, later, without a due time, waiting: each a range of the index, no row is looked
    /// at twice. Then the next two due times.
    private static func count(_ arm: SQL, now: Instant, soon: Instant) -> SQL {
        let open: SQL = "FROM tasks t WHERE \(sql: arm) AND t.state = 'open'"
        return """
            (SELECT COUNT(*) \(sql: open) AND t.urgent_at < \(now)), \
            (SELECT COUNT(*) \(sql: open) AND t.urgent_at >= \(now) \
            AND t.urgent_at <= \(soon)), \
            (SELECT COUNT(*) \(sql: open) AND t.urgent_at > \(soon)), \
            (SELECT COUNT(*) \(sql: open) AND t.urgent_at IS NULL), \
            (SELECT COUNT(*) FROM tasks t WHERE \(sql: arm) AND t.state = 'waiting'), \
            (SELECT t.urgent_at \(sql: open) AND t.urgent_at >= \(now) \
            ORDER BY t.urgent_at LIMIT 1), \
            (SELECT t.urgent_at \(sql: open) AND t.urgent_at > \(soon) \
            ORDER BY t.urgent_at LIMIT 1)
            """
    }
}

private func earlier(_ one: Instant?, _ other: Instant?) -> Instant? {
    guard let one, let other else { return one ?? other }
    return min(one, other)
}
