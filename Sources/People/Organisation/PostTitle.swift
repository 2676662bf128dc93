import Contracts
import Kernel
import Store

/// The title of the post that holds a role in a unit, whoever fills it: what letters name.
public enum PostTitle {
    /// The highest post of the role; nothing when the unit has none.
    public static func of(
        _ role: RoleCode, in unit: UnitCode, _ reader: Reader
    ) throws -> LocalizedText? {
        try reader.row(
            """
            SELECT title_id, title_en FROM people_positions WHERE unit = \(unit.text) \
            AND role = \(role.text) AND active = 1 ORDER BY level DESC, code LIMIT 1
            """
        ).map { LocalizedText(id: $0.text(0), en: $0.text(1)) }
    }
}
