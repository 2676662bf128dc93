import Contracts
import Kernel
import Ledger
import Store

/// Giving and ending delegations. Who may do so is the caller's rule (`Permission.delegate`).
public struct Delegations: Sendable {
    private let world: World
    private let zone: Zone
    private let entries: PeopleEntries

    /// - Parameter zone: the city's zone, which says what day it is.
    public init(ledger: Ledger, world: World, zone: Zone) {
        self.world = world
        self.zone = zone
        entries = PeopleEntries(ledger: ledger, world: world)
    }

    /// Lets `account` act from `position` from one day to another, both included.
    /// - Throws: `Refusal` when the days, the person or the capacity do not fit, or when somebody
    ///   else has the position delegated in these days.
    @discardableResult
    public func give(
        _ position: PositionID, to account: AccountID, as capacity: Capacity, from: Day,
        until: Day, reason: String, by actor: Actor, in tx: Transaction
    ) throws -> DelegationID {
        let reason = reason.singleSpaced
        try check(position, account, capacity, from, until, reason, in: tx)
        let id: DelegationID = world.id()
        try tx.execute(
            """
            INSERT INTO people_delegations (id, position, account, capacity, from_day, \
            until_day, reason, given_by, created_at) VALUES (\(id), \(position), \(account), \
            \(capacity.rawValue), \(from), \(until), \(reason), \(actor.account), \(world.now))
            """)
        try entries.append(
            "delegation.given", actor: actor,
            facts: [
                "delegation": .string(id.text), "position": .string(position.text),
                "account": .string(account.text), "capacity": .string(capacity.rawValue),
                "from": .string(from.iso), "until": .string(until.iso),
            ], in: tx)
        return id
    }

    /// Ends a delegation: yesterday is its last day. One that has not begun never begins.
    public func end(_ id: DelegationID, by actor: Actor, in tx: Transaction) throws {
        let yesterday = Day(world.now, in: zone).adding(days: -1)
        let changed = try tx.execute(
            """
            UPDATE people_delegations SET until_day = \(yesterday) \
            WHERE id = \(id) AND until_day > \(yesterday)
            """)
        guard changed == 1 else { throw Refusal(.conflict, "people.delegation.ended") }
        try entries.append(
            "delegation.ended", actor: actor, facts: ["delegation": .string(id.text)], in: tx)
    }

    /// Delegations of a position that are in force or still to come on `day`.
    public func list(
        of position: PositionID, on day: Day, in reader: Reader
    ) throws -> [Delegation] {
        try list("position = \(position) AND until_day >= \(day)", in: reader)
    }

    /// All delegations that are in force or still to come on `day`; a city has some dozens.
    public func list(on day: Day, in reader: Reader) throws -> [Delegation] {
        try list("until_day >= \(day)", in: reader)
    }

    /// For whom an account acts on `day`.
    public func list(
        for account: AccountID, on day: Day, in reader: Reader
    ) throws -> [Delegation] {
        try list(
            "account = \(account) AND from_day <= \(day) AND until_day >= \(day)", in: reader)
    }

    public func find(_ id: DelegationID, in reader: Reader) throws -> Delegation? {
        try list("id = \(id)", in: reader).first
    }

    private func list(_ condition: SQL, in reader: Reader) throws -> [Delegation] {
        try reader.rows(
            """
            SELECT id, position, account, capacity, from_day, until_day, reason \
            FROM people_delegations WHERE \(sql: condition) ORDER BY from_day, id
            """
        ).map { row in
            Delegation(
                id: row.id(0), position: row.id(1), account: row.id(2),
                capacity: Capacity(rawValue: row.text(3)) ?? .plh, from: row.day(4),
                until: row.day(5), reason: row.text(6))
        }
    }

    private func check(
        _ position: PositionID, _ account: AccountID, _ capacity: Capacity, _ from: Day,
        _ until: Day, _ reason: String, in tx: Transaction
    ) throws {
        func refuse(_ key: String, _ field: String) -> Refusal {
            Refusal(.invalid, key, field: field, values: [:])
        }
        guard from <= until, until >= Day(world.now, in: zone), until.days(since: from) <= 366
        else { throw refuse("people.delegation.days", "until") }
        guard !reason.isEmpty, reason.count <= 300 else {
            throw refuse("people.delegation.reason", "reason")
        }
        guard capacity != .definitive else {
            throw refuse("people.delegation.capacity", "capacity")
        }
        guard let row = try AccountRow.find(account, in: tx), row.isActive, row.kind == .officer
        else { throw refuse("people.delegation.person", "account") }
        // Held until the commit, so that two delegations of one position at once meet here.
        let locked = try tx.execute(
            "UPDATE people_positions SET active = 1 WHERE id = \(position) AND active = 1")
        guard locked == 1 else { throw refuse("people.delegation.position", "position") }
        let holdsIt = try tx.row(
            """
            SELECT 1 FROM people_assignments WHERE account = \(account) \
            AND position = \(position) AND from_day <= \(until) \
            AND (until_day IS NULL OR until_day >= \(from)) LIMIT 1
            """)
        guard holdsIt == nil else { throw refuse("people.delegation.person", "account") }
        let overlap = try tx.row(
            """
            SELECT 1 FROM people_delegations WHERE position = \(position) \
            AND from_day <= \(until) AND until_day >= \(from) LIMIT 1
            """)
        guard overlap == nil else {
            throw Refusal(.conflict, "people.delegation.taken", field: "from", values: [:])
        }
    }
}
