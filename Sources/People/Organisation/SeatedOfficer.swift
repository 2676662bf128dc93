import Contracts
import Kernel
import Store

/// Somebody who may act from a position of a unit on a day.
public struct SeatedOfficer: Sendable, Hashable {
    public let account: AccountID
    public let name: String
    public let unit: UnitCode
    public let role: RoleCode
    public let region: RegionCode?
    public let capacity: Capacity
}

extension OfficerDirectory {
    /// Everybody who may act on a day from a position with a permission, appointed or delegated.
    public func holders(
        of permission: Permission, on day: Day, in reader: Reader
    ) throws -> [AccountID] {
        let posts: SQL = """
            (SELECT p.id FROM people_positions p JOIN people_role_permissions g \
            ON g.role = p.role WHERE g.permission = \(permission.rawValue) AND p.active = 1 \
            UNION SELECT position FROM people_position_grants \
            WHERE permission = \(permission.rawValue))
            """
        return try reader.rows(
            """
            SELECT a.account FROM people_assignments a WHERE a.position IN \(sql: posts) \
            AND a.from_day <= \(day) AND (a.until_day IS NULL OR a.until_day >= \(day)) \
            UNION SELECT d.account FROM people_delegations d WHERE d.position IN \(sql: posts) \
            AND d.from_day <= \(day) AND d.until_day >= \(day)
            """
        ).map { $0.id(0) }
    }

    /// Everybody who may act from a position of these units on a day, appointed or delegated: one
    /// statement. Who holds two positions stands there twice.
    public func seated(
        in units: Set<UnitCode>, on day: Day, in reader: Reader
    ) throws -> [SeatedOfficer] {
        guard !units.isEmpty else { return [] }
        let codes = units.sorted().map(\.text)
        let rows = try reader.rows(
            """
            SELECT s.account, s.unit, s.role, s.region, s.capacity, o.name, k.wrapped FROM \
            (SELECT a.account, p.unit, p.role, p.region, 'definitive' AS capacity \
            FROM people_positions p JOIN people_assignments a ON a.position = p.id \
            WHERE p.unit IN \(list: codes) AND p.active = 1 AND a.from_day <= \(day) \
            AND (a.until_day IS NULL OR a.until_day >= \(day)) \
            UNION ALL \
            SELECT d.account, p.unit, p.role, p.region, d.capacity FROM people_positions p \
            JOIN people_delegations d ON d.position = p.id \
            WHERE p.unit IN \(list: codes) AND p.active = 1 AND d.from_day <= \(day) \
            AND d.until_day >= \(day)) AS s \
            JOIN people_accounts o ON o.id = s.account AND o.state = 'active' \
            JOIN data_keys k ON k.id = s.account
            """)
        return try rows.compactMap { row in
            guard let unit = UnitCode(row.text(1)), let role = RoleCode(row.text(2)) else {
                return nil
            }
            let account: AccountID = row.id(0)
            let seal = PersonalSeal(
                vault: vault, key: try vault.key(account.value, wrapped: row.optionalBytes(6)),
                table: "people_accounts", row: account.value)
            return SeatedOfficer(
                account: account, name: try seal.open(row.bytes(5), "name"), unit: unit,
                role: role, region: row.optionalText(3).flatMap { RegionCode($0) },
                capacity: Capacity(rawValue: row.text(4)) ?? .plh)
        }
    }
}
