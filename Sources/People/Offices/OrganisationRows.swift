import Contracts
import Kernel
import Store

/// Writes units, positions and who holds them. What may be written is the caller's rule.
public enum OrganisationRows {
    /// - Parameter change: what is done with the row of a code that is there already.
    /// - Returns: how many rows were written.
    @discardableResult
    static func insert(
        _ unit: UnitRecord, ifKnown change: SQL, in tx: Transaction
    ) throws -> Int {
        try tx.execute(
            """
            INSERT INTO people_units (code, name_id, name_en, parent, short, contact, active) \
            VALUES (\(unit.code.text), \(unit.name.id), \(unit.name.en), \
            \(unit.parent?.text), \(unit.short), \(unit.contact), 1) \
            ON CONFLICT (code) DO \(sql: change)
            """)
    }

    @discardableResult
    static func insert(
        _ position: PositionRecord, as id: PositionID, ifKnown change: SQL, in tx: Transaction
    ) throws -> Int {
        try tx.execute(
            """
            INSERT INTO people_positions (id, code, unit, role, title_id, title_en, region, \
            level, active) VALUES (\(id), \(position.code), \(position.unit.text), \
            \(position.role.text), \(position.title.id), \(position.title.en), \
            \(position.region?.text), \(position.level), 1) \
            ON CONFLICT (code) DO \(sql: change)
            """)
    }

    /// - Returns: false when the code is taken, also by a unit that was closed.
    public static func add(_ unit: UnitRecord, in tx: Transaction) throws -> Bool {
        try insert(unit, ifKnown: "NOTHING", in: tx) == 1
    }

    /// - Returns: false when the code is taken, also by a post that was closed.
    public static func add(
        _ position: PositionRecord, as id: PositionID, in tx: Transaction
    ) throws -> Bool {
        try insert(position, as: id, ifKnown: "NOTHING", in: tx) == 1
    }

    /// Names and contact of a unit; its code and its place stay.
    public static func change(_ unit: UnitRecord, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE people_units SET name_id = \(unit.name.id), name_en = \(unit.name.en), \
            short = \(unit.short), contact = \(unit.contact) \
            WHERE code = \(unit.code.text) AND active = 1
            """) == 1
    }

    /// Lets a unit stand below another one, or by itself.
    public static func place(
        _ unit: UnitCode, below parent: UnitCode?, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE people_units SET parent = \(parent?.text) \
            WHERE code = \(unit.text) AND active = 1
            """) == 1
    }

    public static func close(_ unit: UnitCode, in tx: Transaction) throws -> Bool {
        try tx.execute(
            "UPDATE people_units SET active = 0 WHERE code = \(unit.text) AND active = 1") == 1
    }

    public static func close(_ position: PositionID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            "UPDATE people_positions SET active = 0 WHERE id = \(position) AND active = 1") == 1
    }

    /// Holds the row of a position until the commit, so that two changes at once meet here.
    /// - Returns: false when the city has no such position any more.
    public static func hold(_ position: PositionID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            "UPDATE people_positions SET active = 1 WHERE id = \(position) AND active = 1") == 1
    }

    /// Lets somebody hold a position from a day on.
    public static func appoint(
        _ account: AccountID, to position: PositionID, from day: Day, decree: String,
        as id: HoldingID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO people_assignments (id, account, position, from_day, decree) \
            VALUES (\(id), \(account), \(position), \(day), \(decree))
            """)
    }

    /// Ends a holding with a day as its last one.
    /// - Returns: false when it ends by then anyway.
    public static func end(
        _ id: HoldingID, last day: Day, decree: String, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE people_assignments SET until_day = \(day), end_decree = \(decree) \
            WHERE id = \(id) AND (until_day IS NULL OR until_day > \(day))
            """) == 1
    }
}
