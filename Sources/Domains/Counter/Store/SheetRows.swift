import Contracts
import Kernel
import Store

/// Statements on `counter_sheets`.
enum SheetRows {
    private static let columns: SQL = """
        number, unit, serial, series, service, printed_at, state, reason, received_at, closed_at, \
        allowed_by
        """

    private static func read(_ row: Row) -> Sheet? {
        guard let number = try? TrackingCode(row.text(0)), let unit = UnitCode(row.text(1)),
            let service = ServiceCode(row.text(4)), let state = Sheet.State(rawValue: row.text(6))
        else { return nil }
        return Sheet(
            number: number, unit: unit, serial: row.int(2), series: row.uuid(3),
            service: service, printedAt: row.instant(5), state: state,
            reason: row.optionalText(7).flatMap(Sheet.Reason.init),
            receivedAt: row.optionalInstant(8), closedAt: row.optionalInstant(9),
            isAllowed: !row.isNull(10))
    }

    static func find(_ number: TrackingCode, in reader: Reader) throws -> Sheet? {
        try reader.row(
            "SELECT \(sql: columns) FROM counter_sheets WHERE number = \(number.symbols)"
        ).flatMap(read)
    }

    static func lastSerial(_ unit: UnitCode, in reader: Reader) throws -> Int64 {
        try reader.row(
            "SELECT MAX(serial) FROM counter_sheets WHERE unit = \(unit.text)"
        )?.optionalInt(0) ?? 0
    }

    static func insert(
        _ sheet: Sheet, version: String, by officer: AccountID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO counter_sheets (number, unit, serial, series, service, version, \
            printed_at, printed_by, state) VALUES (\(sheet.number.symbols), \
            \(sheet.unit.text), \(sheet.serial), \(sheet.series), \(sheet.service.text), \
            \(version), \(sheet.printedAt), \(officer), 'open')
            """)
    }

    static func sheets(of series: UUIDv7, in reader: Reader) throws -> [Sheet] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM counter_sheets WHERE series = \(series) \
            ORDER BY serial LIMIT \(Sheet.most)
            """
        ).compactMap(read)
    }

    /// The series of a unit, newest first.
    static func series(of units: [UnitCode], in reader: Reader) throws -> [SheetSeries] {
        guard !units.isEmpty else { return [] }
        return try reader.rows(
            """
            SELECT series, MIN(unit), MIN(service), MIN(printed_at), MIN(serial), MAX(serial), \
            SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), \
            SUM(CASE WHEN state = 'used' THEN 1 ELSE 0 END), \
            SUM(CASE WHEN state = 'void' THEN 1 ELSE 0 END) \
            FROM counter_sheets WHERE unit IN \(list: units.map(\.text)) \
            GROUP BY series ORDER BY MIN(printed_at) DESC, series LIMIT 50
            """
        ).compactMap { row in
            guard let unit = UnitCode(row.text(1)), let service = ServiceCode(row.text(2)) else {
                return nil
            }
            return SheetSeries(
                id: row.uuid(0), unit: unit, service: service, printedAt: row.instant(3),
                first: row.int(4), last: row.int(5), open: row.int(6), used: row.int(7),
                void: row.int(8))
        }
    }

    /// Used once: false when somebody was quicker, or it is void.
    static func use(
        _ number: TrackingCode, as id: CaseID, receivedAt: Instant, by officer: AccountID,
        at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE counter_sheets SET state = 'used', case_id = \(id), \
            received_at = \(receivedAt), closed_at = \(now), closed_by = \(officer) \
            WHERE number = \(number.symbols) AND state = 'open'
            """) == 1
    }

    static func void(
        _ number: TrackingCode, _ reason: Sheet.Reason, by officer: AccountID, at now: Instant,
        in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE counter_sheets SET state = 'void', reason = \(reason.rawValue), \
            closed_at = \(now), closed_by = \(officer) \
            WHERE number = \(number.symbols) AND state = 'open'
            """) == 1
    }

    /// Who allowed a sheet that is late.
    static func allower(_ number: TrackingCode, in reader: Reader) throws -> AccountID? {
        try reader.row(
            "SELECT allowed_by FROM counter_sheets WHERE number = \(number.symbols)"
        )?.optionalID(0)
    }

    /// A leader's word counts for this time and no other.
    static func allow(
        _ number: TrackingCode, receivedAt: Instant, by officer: AccountID, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE counter_sheets SET allowed_by = \(officer), received_at = \(receivedAt) \
            WHERE number = \(number.symbols) AND state = 'open'
            """) == 1
    }

    /// How many sheets of units are open.
    static func openCount(_ units: [UnitCode], in reader: Reader) throws -> Int64 {
        guard !units.isEmpty else { return 0 }
        return try reader.row(
            """
            SELECT COUNT(*) FROM counter_sheets \
            WHERE unit IN \(list: units.map(\.text)) AND state = 'open'
            """
        )?.int(0) ?? 0
    }
}
