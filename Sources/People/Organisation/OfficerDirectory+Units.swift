import Contracts
import Kernel
import Store

/// A unit and a role in it.
public struct OfficeSeat: Hashable, Sendable, Comparable {
    public let unit: UnitCode
    public let role: RoleCode

    public init(unit: UnitCode, role: RoleCode) {
        self.unit = unit
        self.role = role
    }

    public static func < (one: OfficeSeat, other: OfficeSeat) -> Bool {
        (one.unit, one.role) < (other.unit, other.role)
    }
}

extension OfficerDirectory {
    /// The seats from which somebody may act on a day, as the holder or for the holder. Two
    /// statements, whatever the city.
    public func filledSeats(on day: Day, in reader: Reader) throws -> Set<OfficeSeat> {
        let holders: [SQL] = [
            """
            people_assignments h ON h.position = p.id AND h.from_day <= \(day) \
            AND (h.until_day IS NULL OR h.until_day >= \(day))
            """,
            """
            people_delegations h ON h.position = p.id AND h.from_day <= \(day) \
            AND h.until_day >= \(day)
            """,
        ]
        var seats: Set<OfficeSeat> = []
        for holder in holders {
            let rows = try reader.rows(
                """
                SELECT DISTINCT p.unit, p.role FROM people_positions p JOIN \(sql: holder) \
                JOIN people_accounts o ON o.id = h.account AND o.state = 'active' \
                WHERE p.active = 1
                """)
            for row in rows {
                guard let unit = UnitCode(row.text(0)), let role = RoleCode(row.text(1)) else {
                    continue
                }
                seats.insert(OfficeSeat(unit: unit, role: role))
            }
        }
        return seats
    }

    /// Everybody who is appointed to a position of these units on a day.
    public func colleagues(
        in units: Set<UnitCode>, on day: Day, in reader: Reader
    ) throws -> Set<AccountID> {
        guard !units.isEmpty else { return [] }
        return Set(
            try reader.rows(
                """
                SELECT DISTINCT a.account FROM people_positions p \
                JOIN people_assignments a ON a.position = p.id \
                JOIN people_accounts o ON o.id = a.account AND o.state = 'active' \
                WHERE p.unit IN \(list: units.sorted().map(\.text)) AND p.active = 1 \
                AND a.from_day <= \(day) AND (a.until_day IS NULL OR a.until_day >= \(day))
                """
            ).map { $0.id(0) })
    }
}
