import Contracts
import Kernel
import Ledger
import People
import Store

/// What an officer wants to see of the work that waits.
public struct InboxQuery: Sendable {
    public enum Tab: String, Sendable, CaseIterable {
        /// Claimed by me.
        case mine
        /// Cases whose applicant has written and waits for an answer; rows are `messages`.
        case messages
        /// Everything that my positions may do.
        case unit
        /// Due within the next two working days.
        case soon
        case overdue
        /// Parked while the applicant corrects.
        case waiting
        /// Everything open in the units that the officer leads, whoever's it is.
        case team
    }

    /// Who has taken a task.
    public enum Holder: Sendable, Hashable {
        case nobody
        case person(AccountID)
    }

    public enum Order: String, Sendable, CaseIterable {
        case due, dueLast, newest, oldest, service, serviceLast
    }

    public var tab: Tab
    public var order: Order
    /// 0 for the first page.
    public var page: Int
    /// Cases of this service only.
    public var service: ServiceCode?
    /// Only what this person holds, or nobody.
    public var holder: Holder?

    public static let pageSize = 50

    public init(
        tab: Tab = .unit, order: Order = .due, page: Int = 0, service: ServiceCode? = nil,
        holder: Holder? = nil
    ) {
        self.tab = tab
        self.order = order
        self.service = service
        self.holder = holder
        self.page = max(0, min(page, 10_000))
    }

    /// Further conditions over `tasks t` and `cases c`, to stand behind others.
    var narrowing: SQL {
        let ofService: SQL = service.map { " AND c.service = \($0.text)" } ?? ""
        let ofHolder: SQL = holder.map { " AND \(sql: $0.sql)" } ?? ""
        return "\(sql: ofService)\(sql: ofHolder)"
    }
}

/// One line of the inbox: plain facts only.
public struct InboxItem: Sendable {
    public let task: TaskRecord
    public let number: TrackingCode
    public let service: ServiceCode
    public let version: String
    public let submittedAt: Instant
    public let round: Int64
    public let revision: Int64
    /// The promise to the applicant; nothing while the clock is not running.
    public let caseDueAt: Instant?
    /// By which lists are ordered: the step's time, or the promise when that ends before.
    public let urgentAt: Instant?
    /// From when on the step counts as nearly over, where its service warns.
    public let warnedFrom: Instant?
}

public struct InboxPage: Sendable {
    public let items: [InboxItem]
    /// Rows of the list of messages, longest waiting first.
    public var messages: [UnansweredCase] = []
    public let counts: [InboxQuery.Tab: Int64]
    public let hasMore: Bool
}

extension Cases {
    /// The open tasks that the officer may do. Two statements, each on ranges of partial indexes;
    /// the counts are not asked again while they are true.
    /// - Parameter query: nothing for the counts alone.
    public func inbox(of officer: Officer, _ query: InboxQuery?) async throws -> InboxPage {
        let now = world.now
        let calendar = try await shelf.calendar()
        let soon = try WorkingTerm.days(2).deadline(from: now, calendar: calendar)
        let statement = query.flatMap { Self.list(of: officer, $0, now: now, soon: soon) }
        // Before the snapshot is taken: an act in between makes them old at once.
        let mark = ledger.recentActs.mark
        let known = desk.value(for: officer, now: now, soon: soon, mark: mark)
        if let known, statement == nil {
            return InboxPage(items: [], counts: known.tabs, hasMore: false)
        }
        return try await store.read("inbox") { reader in
            let counts =
                try known ?? deskCounts(of: officer, now: now, soon: soon, in: reader)
            if known == nil { desk.keep(counts, for: officer, at: now, mark: mark) }
            guard let statement else {
                return InboxPage(items: [], counts: counts.tabs, hasMore: false)
            }
            let found = try reader.rows(statement)
            let rows = found.prefix(InboxQuery.pageSize)
            let isTalk = query?.tab == .messages
            return InboxPage(
                items: isTalk ? [] : try rows.map(Self.item),
                messages: isTalk ? try rows.map(Self.unanswered) : [], counts: counts.tabs,
                hasMore: found.count > rows.count)
        }
    }

    /// The statement of a page of the list; nothing for an officer who may do nothing.
    private static func list(
        of officer: Officer, _ query: InboxQuery, now: Instant, soon: Instant
    ) -> SQL? {
        switch query.tab {
        case .messages: return unanswered(of: officer, query)
        case .team: return team(of: officer, query)
        case .mine, .unit, .soon, .overdue, .waiting: break
        }
        let parts = parts(of: officer, query.tab, now: now, soon: soon)
        guard !parts.isEmpty else { return nil }
        return """
            \(sql: arms(parts, query)) ORDER BY \(sql: query.order.sql) \
            LIMIT \(InboxQuery.pageSize + 1) OFFSET \(query.page * InboxQuery.pageSize)
            """
    }

    /// The officer's own tasks of a tab, as conditions that do not overlap over `tasks t`.
    static func parts(
        of officer: Officer, _ tab: InboxQuery.Tab, now: Instant, soon: Instant
    ) -> [SQL] {
        let condition: SQL
        switch tab {
        case .messages, .team: return []
        case .mine:
            return [
                """
                t.state <> 'done' AND t.claimed_by = \(officer.account) \
                AND \(sql: officer.taskScope)
                """
            ]
        case .unit: condition = "t.state = 'open'"
        case .soon:
            condition = "t.state = 'open' AND t.urgent_at >= \(now) AND t.urgent_at <= \(soon)"
        case .overdue: condition = "t.state = 'open' AND t.urgent_at < \(now)"
        case .waiting: condition = "t.state = 'waiting'"
        }
        return officer.deskArms.map { "\(sql: $0.condition) AND \(sql: condition)" }
    }

    /// The lines of a list, part by part, without their order.
    static func arms(_ parts: [SQL], _ query: InboxQuery) -> SQL {
        // The cross join says to SQLite which table comes first; PostgreSQL decides by itself.
        let arms = parts.map { part -> SQL in
            """
            SELECT \(sql: itemColumns) FROM tasks t CROSS JOIN cases c \
            WHERE c.id = t.case_id AND \(sql: part)\(sql: query.narrowing)
            """
        }
        return SQL.joined(arms, by: " UNION ALL ")
    }

    /// The columns that `item(_:)` reads, of tasks `t` and their cases `c`.
    static let itemColumns: SQL = """
        \(sql: TaskRows.columns), c.number, c.service, c.version, c.submitted_at, c.round, \
        c.revision, \(sql: promiseColumn), t.urgent_at, COALESCE(t.warned_at, t.warn_at)
        """

    /// The promise of cases `c`, while it is not kept: afterwards it only stays readable.
    static let promiseColumn: SQL = "CASE WHEN c.clock_stopped_at IS NULL THEN c.due_at END"

    static func item(_ row: Row) throws -> InboxItem {
        InboxItem(
            task: try TaskRows.record(row),
            number: try CaseRows.stored(try? TrackingCode(row.text(13)), "cases.number"),
            service: try CaseRows.stored(ServiceCode(row.text(14)), "cases.service"),
            version: row.text(15), submittedAt: row.instant(16), round: row.int(17),
            revision: row.int(18), caseDueAt: row.optionalInstant(19),
            urgentAt: row.optionalInstant(20), warnedFrom: row.optionalInstant(21))
    }

    /// The keyed hashes that a search asks for: nothing when nothing is searched, empty when what
    /// was typed cannot be looked for.
    func searchTokens(_ typed: String) -> [[UInt8]]? {
        let typed = typed.trimmed
        if typed.isEmpty || (try? TrackingCode(typed)) != nil { return nil }
        if let nik = try? NIK(typed) { return [vault.index(nik.text, "nik")] }
        if let phone = try? PhoneNumber(typed) { return [vault.index(phone.text, "phone")] }
        if let email = try? EmailAddress(typed) { return [vault.index(email.text, "email")] }
        return vault.nameOrAddressQueryTokens(typed)
    }
}

extension InboxQuery.Order {
    /// By place in the list of columns, as a union wants it: 1 the task's id, which grows with
    /// time, 21 when it is urgent, 15 the service, 17 the day of submission.
    var sql: SQL {
        switch self {
        case .due: "21, 1"
        case .newest: "17 DESC, 1"
        case .oldest: "17, 1"
        case .dueLast: "21 DESC, 1 DESC"
        case .service: "15, 21, 1"
        case .serviceLast: "15 DESC, 21, 1"
        }
    }
}
