import Contracts
import Kernel
import People
import Store

/// Which cases of a long list are wanted.
public struct CaseListQuery: Sendable {
    public var service: ServiceCode?
    public var state: CaseState?
    /// Only cases before this one, in the order of their ids, which grow with time.
    public var before: CaseID?
    public var limit: Int

    public init(
        service: ServiceCode? = nil, state: CaseState? = nil, before: CaseID? = nil, limit: Int
    ) {
        self.service = service
        self.state = state
        self.before = before
        self.limit = max(1, min(limit, 200))
    }

    fileprivate var narrowing: SQL {
        let ofService: SQL = service.map { " AND c.service = \($0.text)" } ?? ""
        let ofState: SQL = state.map { " AND c.state = \($0.rawValue)" } ?? ""
        return "\(sql: ofService)\(sql: ofState)"
    }

    fileprivate var place: SQL { before.map { " AND c.id < \($0)" } ?? "" }
}

/// A part of a long list of cases.
public struct CaseListing: Sendable {
    public let records: [CaseRecord]
    /// Where the list goes on; nil at its end.
    public let next: CaseID?
}

extension Cases {
    /// How many rows a page looks through: what is seldom is found on the pages behind.
    static let listReach = 1_000

    /// The applicant's own cases, those begun last first; plain facts only.
    public func listing(
        of applicant: AccountID, _ query: CaseListQuery
    ) async throws -> CaseListing {
        try await store.read("cases.listing") { reader in
            let rows = try reader.rows(
                """
                SELECT \(sql: CaseRows.columns) FROM cases c WHERE c.applicant = \(applicant)\
                \(sql: query.place)\(sql: query.narrowing) \
                ORDER BY c.id DESC LIMIT \(query.limit + 1)
                """)
            let records = try rows.prefix(query.limit).map(CaseRows.record)
            return CaseListing(
                records: records, next: rows.count > query.limit ? records.last?.id : nil)
        }
    }

    /// Cases that the officer may open, those begun last first; plain facts only, as in lists of
    /// the workspace. No page reads further than `listReach` rows, so that one may be short, or
    /// empty, and yet not be the last.
    public func listing(
        seenBy officer: Officer, _ query: CaseListQuery
    ) async throws -> CaseListing {
        let scope = officer.caseScope
        return try await store.read("cases.listing") { reader in
            let rows = try reader.rows(
                """
                SELECT \(sql: CaseRows.columns) FROM \
                (SELECT * FROM cases c WHERE 1 = 1\(sql: query.place) \
                ORDER BY c.id DESC LIMIT \(Self.listReach)) c \
                WHERE \(sql: scope)\(sql: query.narrowing) \
                ORDER BY c.id DESC LIMIT \(query.limit)
                """)
            let records = try rows.map(CaseRows.record)
            if records.count == query.limit {
                return CaseListing(records: records, next: records.last?.id)
            }
            let last = try reader.row(
                """
                SELECT c.id FROM cases c WHERE 1 = 1\(sql: query.place) \
                ORDER BY c.id DESC LIMIT 1 OFFSET \(Self.listReach - 1)
                """)
            return CaseListing(records: records, next: last?.id(0))
        }
    }

    /// The plain facts of those of these cases that the officer may open, as the caller's
    /// transaction sees them.
    public static func records(
        _ ids: Set<CaseID>, seenBy officer: Officer, in reader: Reader
    ) throws -> [CaseID: CaseRecord] {
        try records(ids, where: officer.caseScope, in: reader)
    }

    /// The plain facts of those of these cases that are the applicant's.
    public static func records(
        _ ids: Set<CaseID>, of applicant: AccountID, in reader: Reader
    ) throws -> [CaseID: CaseRecord] {
        try records(ids, where: "c.applicant = \(applicant)", in: reader)
    }

    /// The plain facts of these cases, for readers of the ledger, who show them to nobody.
    public static func records(
        _ ids: Set<CaseID>, in reader: Reader
    ) throws -> [CaseID: CaseRecord] {
        try records(ids, where: "1 = 1", in: reader)
    }

    private static func records(
        _ ids: Set<CaseID>, where scope: SQL, in reader: Reader
    ) throws -> [CaseID: CaseRecord] {
        guard !ids.isEmpty else { return [:] }
        let rows = try reader.rows(
            """
            SELECT \(sql: CaseRows.columns) FROM cases c \
            WHERE c.id IN \(list: ids.sorted()) AND \(sql: scope)
            """)
        return Dictionary(try rows.map { try CaseRows.record($0) }.map { ($0.id, $0) }) {
            first, _ in first
        }
    }
}
