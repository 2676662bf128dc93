import Contracts
import Kernel
import Store

public enum HoldingSubject {}
public typealias HoldingID = Identifier<HoldingSubject>

/// Somebody who holds, held or will hold a position.
public struct Holding: Sendable, Hashable {
    public let id: HoldingID
    public let account: AccountID
    public let position: PositionID
    public let from: Day
    /// The last day; nothing while no end is known.
    public let until: Day?
    /// Number and date of the decree, where the house knows it.
    public let decree: String?
    public let endDecree: String?

    public func holds(on day: Day) -> Bool { from <= day && until.map { $0 >= day } ?? true }
    /// Whether it is over on a day.
    public func isOver(on day: Day) -> Bool { until.map { $0 < day } ?? false }
}

extension OfficerDirectory {
    /// Who held a position, the latest first.
    public func holdings(of position: PositionID, in reader: Reader) throws -> [Holding] {
        try holdings("position = \(position)", in: reader)
    }

    /// Which positions somebody held, the latest first.
    public func holdings(of account: AccountID, in reader: Reader) throws -> [Holding] {
        try holdings("account = \(account)", in: reader)
    }

    public func holding(_ id: HoldingID, in reader: Reader) throws -> Holding? {
        try holdings("id = \(id)", in: reader).first
    }

    /// Everything that is in force on a day, or begins later.
    public func holdings(on day: Day, in reader: Reader) throws -> [Holding] {
        try holdings("until_day IS NULL OR until_day >= \(day)", in: reader)
    }

    /// What ended between two days, the first excluded.
    public func holdings(
        endedAfter first: Day, until last: Day, in reader: Reader
    ) throws -> [Holding] {
        try holdings("until_day > \(first) AND until_day <= \(last)", in: reader)
    }

    /// What somebody may do by the positions that are his own on a day and stay so, without one of
    /// them: what the city loses when that ends.
    public func appointed(
        with permission: Permission, on day: Day, besides holding: HoldingID?,
        in reader: Reader
    ) throws -> Set<AccountID> {
        let rows = try reader.rows(
            """
            SELECT a.id, a.account FROM people_assignments a \
            JOIN people_positions p ON p.id = a.position AND p.active = 1 \
            JOIN people_accounts o ON o.id = a.account AND o.state = 'active' \
            WHERE a.from_day <= \(day) AND a.until_day IS NULL AND (EXISTS \
            (SELECT 1 FROM people_role_permissions g WHERE g.role = p.role \
            AND g.permission = \(permission.rawValue)) OR EXISTS \
            (SELECT 1 FROM people_position_grants g WHERE g.position = p.id \
            AND g.permission = \(permission.rawValue)))
            """)
        return Set(
            rows.compactMap { row in
                (row.id(0) as HoldingID) == holding ? nil : row.id(1) as AccountID
            })
    }

    /// What roles may do.
    public func permissions(in reader: Reader) throws -> [RoleCode: Set<Permission>] {
        try reader.rows("SELECT role, permission FROM people_role_permissions").reduce(into: [:]) {
            all, row in
            guard let role = RoleCode(row.text(0)) else { return }
            all[role, default: []].insert(Permission(rawValue: row.text(1)))
        }
    }

    /// What single positions may do beyond their role.
    public func grants(in reader: Reader) throws -> [PositionID: Set<Permission>] {
        try reader.rows("SELECT position, permission FROM people_position_grants").reduce(
            into: [:]
        ) { all, row in
            all[row.id(0), default: []].insert(Permission(rawValue: row.text(1)))
        }
    }

    private func holdings(_ condition: SQL, in reader: Reader) throws -> [Holding] {
        try reader.rows(
            """
            SELECT id, account, position, from_day, until_day, decree, end_decree \
            FROM people_assignments WHERE (\(sql: condition)) \
            AND (until_day IS NULL OR until_day >= from_day) ORDER BY from_day DESC, id DESC
            """
        ).map { row in
            Holding(
                id: row.id(0), account: row.id(1), position: row.id(2), from: row.day(3),
                until: row.optionalDay(4), decree: row.optionalText(5),
                endDecree: row.optionalText(6))
        }
    }
}
