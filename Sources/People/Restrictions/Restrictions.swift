import Contracts
import Kernel
import Ledger
import Store

/// Processing that somebody had restricted or objected to (UU 27/2022 art. 10 and 11): a request
/// that was granted, carried out on the whole account or on one case.
public struct Restriction: Sendable, Hashable {
    public let request: CaseID
    public let account: AccountID
    /// Nothing: all cases of the account.
    public let caseID: CaseID?
    /// The service of the request; its cases go on, or nobody could ask for anything any more.
    public let service: String
    public let since: Instant
    public let liftedAt: Instant?
}

/// Marks and lifts restrictions. What they stop is the rule of who processes.
public struct Restrictions: Sendable {
    private let world: World
    private let entries: PeopleEntries

    public init(ledger: Ledger, world: World) {
        self.world = world
        entries = PeopleEntries(ledger: ledger, world: world)
    }

    /// An SQL condition: whether the case `c` of a query is restricted now.
    public static let covers: SQL = "EXISTS (\(sql: covering("1")))"

    /// Since when the case `c` of a query is restricted; null when it is not.
    public static let since: SQL = "(\(sql: covering("MIN(x.since)")))"

    private static func covering(_ what: SQL) -> SQL {
        """
        SELECT \(sql: what) FROM people_restrictions x WHERE x.account = c.applicant \
        AND x.lifted_at IS NULL AND x.service <> c.service \
        AND (x.case_id IS NULL OR x.case_id = c.id)
        """
    }

    /// Restricts the account of a request, or one case of it. Once for each request.
    /// - Throws: `Refusal(.conflict)` when it was done before.
    public func restrict(
        _ request: CaseID, of account: AccountID, _ caseID: CaseID?, service: String,
        by officer: Officer, from position: PositionID, in tx: Transaction
    ) throws {
        let isFirst =
            try tx.execute(
                """
                INSERT INTO people_restrictions (request, account, case_id, service, since, \
                by_account, position) VALUES (\(request), \(account), \(caseID), \(service), \
                \(world.now), \(officer.account), \(position)) ON CONFLICT (request) DO NOTHING
                """) == 1
        guard isFirst else { throw Refusal(.conflict, "people.restriction.done") }
        try note("privacy.restricted", request, account, caseID, officer, position, in: tx)
    }

    /// Lets processing go on.
    /// - Throws: `Refusal(.conflict)` when it was lifted before, or never was.
    public func lift(
        _ request: CaseID, by officer: Officer, from position: PositionID, in tx: Transaction
    ) throws -> Restriction {
        let lifted = try tx.execute(
            """
            UPDATE people_restrictions SET lifted_at = \(world.now), \
            lifted_by = \(officer.account), lifted_from = \(position) \
            WHERE request = \(request) AND lifted_at IS NULL
            """)
        guard lifted == 1,
            let found = try Self.list("request = \(request)", in: tx).first
        else { throw Refusal(.conflict, "people.restriction.lifted") }
        try note(
            "privacy.restriction-lifted", request, found.account, found.caseID, officer, position,
            in: tx)
        return found
    }

    /// Of one account, newest first, those that were lifted too.
    public static func list(of account: AccountID, in reader: Reader) throws -> [Restriction] {
        try list("account = \(account)", in: reader)
    }

    /// All that hold now, newest first.
    public static func current(in reader: Reader) throws -> [Restriction] {
        try list("lifted_at IS NULL", in: reader)
    }

    private static func list(_ condition: SQL, in reader: Reader) throws -> [Restriction] {
        try reader.rows(
            """
            SELECT request, account, case_id, service, since, lifted_at \
            FROM people_restrictions WHERE \(sql: condition) \
            ORDER BY since DESC, request DESC LIMIT 500
            """
        ).map {
            Restriction(
                request: $0.id(0), account: $0.id(1), caseID: $0.optionalID(2),
                service: $0.text(3), since: $0.instant(4), liftedAt: $0.optionalInstant(5))
        }
    }

    private func note(
        _ type: String, _ request: CaseID, _ account: AccountID, _ caseID: CaseID?,
        _ officer: Officer, _ position: PositionID, in tx: Transaction
    ) throws {
        var facts: [String: JSONValue] = [
            "account": .string(account.text), "request": .string(request.text),
        ]
        if let caseID { facts["case"] = .string(caseID.text) }
        try entries.append(
            type, actor: .officer(officer.account, position), facts: .object(facts), in: tx)
    }
}
