import Contracts
import Kernel
import People
import Store

enum FollowUpRows {
    static func insert(
        _ plan: FollowUp, by officer: AccountID, from seat: PositionID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO survey_plans (id, unit, month, element, action, due_day, responsible,
            made_at, account, position) VALUES (\(plan.id), \(plan.unit.text),
            \(SurveyPeriod.month(of: plan.due)), \(plan.element.rawValue), \(plan.action),
            \(Int64(plan.due.number)), \(plan.responsible), \(plan.madeAt), \(officer), \(seat))
            """)
    }

    /// - Returns: false when it was finished before.
    static func finish(
        _ id: FollowUpID, _ result: String, on day: Day, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE survey_plans SET done_day = \(Int64(day.number)), result = \(result)
            WHERE id = \(id) AND done_day IS NULL
            """) == 1
    }

    static func find(_ id: FollowUpID, in reader: Reader) throws -> FollowUp? {
        try reader.row("SELECT \(sql: columns) FROM survey_plans WHERE id = \(id)")
            .flatMap(plan)
    }

    /// The newest of some units.
    static func newest(
        of units: [UnitCode], limit: Int = 20, in reader: Reader
    ) throws -> [FollowUp] {
        guard let names = SQL.rows(units.map { "\($0.text)" as SQL }) else { return [] }
        return try reader.rows(
            """
            SELECT \(sql: columns) FROM survey_plans WHERE unit IN (\(sql: names))
            ORDER BY made_at DESC LIMIT \(limit)
            """
        ).compactMap(plan)
    }

    private static let columns: SQL =
        "id, unit, element, action, due_day, responsible, made_at, done_day, result"

    private static func plan(_ row: Row) -> FollowUp? {
        guard let unit = UnitCode(row.text(1)), let element = SurveyElement(rawValue: row.text(2))
        else { return nil }
        return FollowUp(
            id: row.id(0), unit: unit, element: element, action: row.text(3),
            due: Day(number: Int(row.int(4))), responsible: row.text(5), madeAt: row.instant(6),
            done: row.optionalInt(7).map { Day(number: Int($0)) }, result: row.optionalText(8))
    }
}
