import Contracts
import Kernel
import People
import Store

extension Officer {
    /// Open tasks of every unit that the officer leads, whoever's they are: for each unit one range
    /// of `tasks_team_free` and one of `tasks_team_held`.
    var teamArms: [SQL] {
        let columns = ScopeColumns(
            unit: "t.unit", region: "t.region", confidentiality: "t.confidentiality")
        var narrowing: [UnitCode: [SQL]] = [:]
        for authority in authorities where authority.permissions.contains(.leadCases) {
            let part = SQL.joined(authority.seat.narrowing(columns), by: " AND ")
            for unit in authority.reach { narrowing[unit, default: []].append(part) }
        }
        return narrowing.sorted { $0.key < $1.key }.map { unit, parts in
            let any = SQL.joined(parts.map { "(\(sql: $0))" }, by: " OR ")
            return "t.state = 'open' AND t.unit = \(unit.text) AND (\(sql: any))"
        }
    }

    /// The units whose tasks stand on the officer's lists.
    fileprivate var deskUnits: Set<UnitCode> {
        authorities.reduce(into: []) { units, authority in
            if authority.permissions.contains(.leadCases) { units.formUnion(authority.reach) }
            if authority.permissions.contains(.workCases) { units.insert(authority.unit) }
        }
    }
}

extension InboxQuery.Holder {
    fileprivate static let free: SQL = "t.claimed_by IS NULL"
    fileprivate static let held: SQL = "t.claimed_by IS NOT NULL"

    /// The condition over `tasks t`.
    var sql: SQL {
        switch self {
        case .nobody: Self.free
        case .person(let account): "t.claimed_by = \(account)"
        }
    }
}

extension Cases {
    /// A page of a team's tasks: what nobody holds first, each part by its urgency. Both parts are
    /// read in the order of their index and no further than the page needs; only the rows of the
    /// page are then looked up among the cases, one by one.
    static func team(of officer: Officer, _ query: InboxQuery) -> SQL? {
        let arms = officer.teamArms
        guard !arms.isEmpty else { return nil }
        let end = (query.page + 1) * InboxQuery.pageSize + 1
        // Not a join: PostgreSQL would read all cases where they are few.
        let ofService: SQL =
            query.service.map { " AND \(sql: ofCase("c.service", "t")) = \($0.text)" } ?? ""
        let ofHolder: SQL = query.holder.map { " AND \(sql: $0.sql)" } ?? ""
        func part(_ held: SQL, _ place: SQL) -> SQL {
            let rows = arms.map { arm -> SQL in
                """
                SELECT \(sql: TaskRows.columns), t.urgent_at, t.warned_at, t.warn_at, \
                \(sql: place) AS place FROM tasks t \
                WHERE \(sql: arm) AND \(sql: held)\(sql: ofHolder)\(sql: ofService)
                """
            }
            return """
                SELECT * FROM (\(sql: SQL.joined(rows, by: " UNION ALL ")) \
                ORDER BY urgent_at, id LIMIT \(end)) AS part
                """
        }
        let parts =
            switch query.holder {
            case nil: [part(InboxQuery.Holder.free, "0"), part(InboxQuery.Holder.held, "1")]
            case .nobody: [part(InboxQuery.Holder.free, "0")]
            case .person: [part(InboxQuery.Holder.held, "1")]
            }
        return """
            SELECT \(sql: TaskRows.columns(of: "page")), \(sql: caseColumns), \
            page.urgent_at, COALESCE(page.warned_at, page.warn_at) FROM \
            (\(sql: SQL.joined(parts, by: " UNION ALL ")) ORDER BY place, urgent_at, id \
            LIMIT \(InboxQuery.pageSize + 1) OFFSET \(query.page * InboxQuery.pageSize)) AS page \
            ORDER BY page.place, page.urgent_at, page.id
            """
    }

    /// The columns of `itemColumns` that are a case's.
    private static let caseColumns = SQL.joined(
        [
            "c.number", "c.service", "c.version", "c.submitted_at", "c.round", "c.revision",
            promiseColumn,
        ].map { ofCase($0, "page") }, by: ", ")

    /// A column of the case that a task belongs to.
    private static func ofCase(_ column: SQL, _ task: SQL) -> SQL {
        "(SELECT \(sql: column) FROM cases c WHERE c.id = \(sql: task).case_id)"
    }

    /// Counts that add up to the list of a team: of each unit what nobody holds, and the rest.
    static func teamCounts(of officer: Officer) -> [SQL] {
        officer.teamArms.flatMap { arm in
            [InboxQuery.Holder.free, InboxQuery.Holder.held].map { held -> SQL in
                "(SELECT COUNT(*) FROM tasks t WHERE \(sql: arm) AND \(sql: held))"
            }
        }
    }

    /// Everybody who works in the units whose tasks the officer sees, remembered for five seconds.
    public func colleagues(of officer: Officer) async throws -> [SeatedOfficer] {
        let units = officer.deskUnits
        let day = Day(world.now, in: try await shelf.zone())
        if let known = desk.colleagues(in: units, on: day, at: world.now) { return known }
        let directory = OfficerDirectory(store: store, vault: vault, world: world)
        let found = try await store.read("inbox.colleagues") { reader in
            try directory.seated(in: units, on: day, in: reader)
        }
        desk.keep(found, in: units, on: day, at: world.now)
        return found
    }

    /// Who may be given one of these tasks, whoever has the fewest first.
    /// - Parameter officer: who asks; what he may not see is not counted.
    public func assignees(
        for tasks: [TaskRecord], among colleagues: [SeatedOfficer], seenBy officer: Officer
    ) async throws -> [Assignee] {
        var people: [AccountID: SeatedOfficer] = [:]
        for person in colleagues where people[person.account] == nil {
            let isOne = tasks.contains { $0.unit == person.unit && $0.role == person.role }
            if isOne { people[person.account] = person }
        }
        guard !people.isEmpty else { return [] }
        let accounts = Array(people.keys)
        let taken = try await store.read("inbox.taken", short: true) { reader in
            try Self.taken(by: accounts, seenBy: officer, in: reader)
        }
        return people.values.map { person in
            Assignee(
                account: person.account, capacity: person.capacity,
                openTasks: taken[person.account] ?? 0)
        }.sorted { ($0.openTasks, $0.account) < ($1.openTasks, $1.account) }
    }

    /// How many tasks each of them has taken and not done, of those that the officer may see.
    static func taken(
        by accounts: [AccountID], seenBy officer: Officer, in reader: Reader
    ) throws -> [AccountID: Int64] {
        var taken: [AccountID: Int64] = [:]
        guard !accounts.isEmpty else { return taken }
        let seen = officer.scope(for: .readCases).predicate(
            ScopeColumns(unit: "unit", region: "region", confidentiality: "confidentiality"))
        let rows = try reader.rows(
            """
            SELECT claimed_by, COUNT(*) FROM tasks WHERE state <> 'done' \
            AND claimed_by IN \(list: accounts) AND \(sql: seen) GROUP BY claimed_by
            """)
        for row in rows { taken[row.id(0)] = row.int(1) }
        return taken
    }
}
