import Contracts
import Kernel
import Store

extension OfficerDirectory {
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
