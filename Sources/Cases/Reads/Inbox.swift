import Contracts
import Kernel
import People
import Store

/// What an officer wants to see of the work that waits.
public struct InboxQuery: Sendable {
    public enum Tab: String, Sendable, CaseIterable {
        /// Claimed by me.
        case mine
        /// Everything that my positions may do.
        case unit
        /// Due within the next two working days.
        case soon
        case overdue
        /// Parked while the applicant corrects.
        case waiting
    }

    public enum Order: String, Sendable, CaseIterable {
        case due, dueLast, newest, oldest, service, serviceLast
    }

    public var tab: Tab
    public var order: Order
    /// A case number, a NIK, or a name; empty for everything.
    public var search: String
    /// 0 for the first page.
    public var page: Int

    public static let pageSize = 50

    public init(tab: Tab = .unit, order: Order = .due, search: String = "", page: Int = 0) {
        self.tab = tab
        self.order = order
        self.search = search
        self.page = max(0, min(page, 10_000))
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
}

public struct InboxPage: Sendable {
    public let items: [InboxItem]
    public let counts: [InboxQuery.Tab: Int64]
    public let hasMore: Bool
}

extension Cases {
    /// The open tasks that the officer may do. Two statements, both on partial indexes.
    public func inbox(of officer: Officer, _ query: InboxQuery) async throws -> InboxPage {
        let now = world.now
        let calendar = try await shelf.calendar()
        let soon = try WorkingTerm.days(2).deadline(from: now, calendar: calendar)
        let tokens = searchTokens(query.search)
        let scope = officer.taskScope
        return try await store.read("inbox") { reader in
            let counts = try Self.counts(scope, officer, now: now, soon: soon, in: reader)
            if let tokens, tokens.isEmpty {
                return InboxPage(items: [], counts: counts, hasMore: false)
            }
            let number = try? TrackingCode(query.search)
            var filter: SQL = "\(sql: scope)"
            switch query.tab {
            case .mine: filter = "\(sql: filter) AND t.claimed_by = \(officer.account)"
            case .unit: filter = "\(sql: filter) AND t.state = 'open'"
            case .soon:
                filter = """
                    \(sql: filter) AND t.state = 'open' AND t.due_at >= \(now) \
                    AND t.due_at <= \(soon)
                    """
            case .overdue: filter = "\(sql: filter) AND t.state = 'open' AND t.due_at < \(now)"
            case .waiting: filter = "\(sql: filter) AND t.state = 'waiting'"
            }
            if let number {
                filter = "\(sql: filter) AND c.number = \(number.symbols)"
            } else if let tokens {
                for token in tokens {
                    filter = """
                        \(sql: filter) AND EXISTS (SELECT 1 FROM case_tokens k \
                        WHERE k.token = \(token) AND k.case_id = c.id)
                        """
                }
            }
            let rows = try reader.rows(
                """
                SELECT \(sql: TaskRows.columns), c.number, c.service, c.version, c.submitted_at, \
                c.round, c.revision, c.due_at FROM tasks t JOIN cases c ON c.id = t.case_id \
                WHERE t.state <> 'done' AND \(sql: filter) ORDER BY \(sql: query.order.sql) \
                LIMIT \(InboxQuery.pageSize + 1) OFFSET \(query.page * InboxQuery.pageSize)
                """)
            return InboxPage(
                items: try rows.prefix(InboxQuery.pageSize).map(Self.item), counts: counts,
                hasMore: rows.count > InboxQuery.pageSize)
        }
    }

    static func item(_ row: Row) throws -> InboxItem {
        InboxItem(
            task: try TaskRows.record(row),
            number: try CaseRows.stored(try? TrackingCode(row.text(13)), "cases.number"),
            service: try CaseRows.stored(ServiceCode(row.text(14)), "cases.service"),
            version: row.text(15), submittedAt: row.instant(16), round: row.int(17),
            revision: row.int(18), caseDueAt: row.optionalInstant(19))
    }

    private static func counts(
        _ scope: SQL, _ officer: Officer, now: Instant, soon: Instant, in reader: Reader
    ) throws -> [InboxQuery.Tab: Int64] {
        let row = try reader.row(
            """
            SELECT COALESCE(SUM(CASE WHEN t.claimed_by = \(officer.account) \
            THEN 1 ELSE 0 END), 0), \
            COALESCE(SUM(CASE WHEN t.state = 'open' THEN 1 ELSE 0 END), 0), \
            COALESCE(SUM(CASE WHEN t.state = 'open' AND t.due_at >= \(now) \
            AND t.due_at <= \(soon) THEN 1 ELSE 0 END), 0), \
            COALESCE(SUM(CASE WHEN t.state = 'open' AND t.due_at < \(now) \
            THEN 1 ELSE 0 END), 0), \
            COALESCE(SUM(CASE WHEN t.state = 'waiting' THEN 1 ELSE 0 END), 0) \
            FROM tasks t WHERE t.state <> 'done' AND \(sql: scope)
            """)
        guard let row else { return [:] }
        return [
            .mine: row.int(0), .unit: row.int(1), .soon: row.int(2), .overdue: row.int(3),
            .waiting: row.int(4),
        ]
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
    var sql: SQL {
        switch self {
        case .due: "t.due_at, t.opened_at, t.id"
        case .newest: "c.submitted_at DESC, t.id"
        case .oldest: "c.submitted_at, t.id"
        case .dueLast: "t.due_at DESC, t.opened_at DESC, t.id"
        case .service: "c.service, t.due_at, t.id"
        case .serviceLast: "c.service DESC, t.due_at, t.id"
        }
    }
}
