import Contracts
import Kernel
import Store

/// Statements on `counter_sittings`.
enum SittingRows {
    private static let columns: SQL = """
        draft, person, officer, position, unit, service, begun_at, sheet, received_at, originals, \
        number, ended_at
        """

    private static func read(_ row: Row) -> Sitting? {
        guard let unit = UnitCode(row.text(4)), let service = ServiceCode(row.text(5)) else {
            return nil
        }
        return Sitting(
            draft: row.id(0), person: row.id(1), officer: row.id(2), position: row.id(3),
            unit: unit, service: service, begunAt: row.instant(6),
            sheet: row.optionalText(7).flatMap { try? TrackingCode($0) },
            receivedAt: row.optionalInstant(8),
            originals: row.text(9).split(separator: ",").map(String.init),
            number: row.optionalText(10).flatMap { try? TrackingCode($0) },
            endedAt: row.optionalInstant(11))
    }

    static func insert(_ sitting: Sitting, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO counter_sittings (draft, person, officer, position, unit, service, \
            begun_at, sheet, received_at) VALUES (\(sitting.draft), \(sitting.person), \
            \(sitting.officer), \(sitting.position), \(sitting.unit.text), \
            \(sitting.service.text), \(sitting.begunAt), \(sitting.sheet?.symbols), \
            \(sitting.receivedAt))
            """)
    }

    static func find(_ draft: CaseID, in reader: Reader) throws -> Sitting? {
        try reader.row(
            "SELECT \(sql: columns) FROM counter_sittings WHERE draft = \(draft)"
        ).flatMap(read)
    }

    static func find(_ number: TrackingCode, in reader: Reader) throws -> Sitting? {
        try reader.row(
            """
            SELECT \(sql: columns) FROM counter_sittings \
            WHERE number = \(number.symbols) AND ended_at IS NOT NULL
            """
        ).flatMap(read)
    }

    /// The sitting in which a sheet is being entered.
    static func entering(_ sheet: TrackingCode, in reader: Reader) throws -> Sitting? {
        try reader.row(
            """
            SELECT \(sql: columns) FROM counter_sittings s WHERE sheet = \(sheet.symbols) \
            AND ended_at IS NULL AND EXISTS (SELECT 1 FROM drafts d WHERE d.id = s.draft)
            """
        ).flatMap(read)
    }

    /// What an officer has open, oldest first. Drafts that were thrown away elsewhere do not count.
    static func open(of officer: AccountID, in reader: Reader) throws -> [Sitting] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM counter_sittings s WHERE officer = \(officer) \
            AND ended_at IS NULL AND EXISTS (SELECT 1 FROM drafts d WHERE d.id = s.draft) \
            ORDER BY begun_at, draft LIMIT 50
            """
        ).compactMap(read)
    }

    /// What an officer has sent lately, newest first.
    static func sent(
        by officer: AccountID, since: Instant, in reader: Reader
    ) throws -> [Sitting] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM counter_sittings WHERE officer = \(officer) \
            AND ended_at >= \(since) AND number IS NOT NULL ORDER BY ended_at DESC, draft LIMIT 5
            """
        ).compactMap(read)
    }

    /// What is open for a person at the counters of a unit.
    static func open(
        for person: AccountID, unit: UnitCode, in reader: Reader
    ) throws -> [Sitting] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM counter_sittings s WHERE person = \(person) \
            AND unit = \(unit.text) AND ended_at IS NULL \
            AND EXISTS (SELECT 1 FROM drafts d WHERE d.id = s.draft) \
            ORDER BY begun_at LIMIT 20
            """
        ).compactMap(read)
    }

    /// What is open at the counters of units, oldest first.
    static func open(units: [UnitCode], in reader: Reader) throws -> [Sitting] {
        guard !units.isEmpty else { return [] }
        return try reader.rows(
            """
            SELECT \(sql: columns) FROM counter_sittings s \
            WHERE unit IN \(list: units.map(\.text)) AND ended_at IS NULL \
            AND EXISTS (SELECT 1 FROM drafts d WHERE d.id = s.draft) \
            ORDER BY begun_at LIMIT 200
            """
        ).compactMap(read)
    }

    static func take(
        _ draft: CaseID, by officer: AccountID, from position: PositionID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE counter_sittings SET officer = \(officer), position = \(position) \
            WHERE draft = \(draft)
            """)
    }

    /// Another time on the paper than was typed first.
    static func receive(_ draft: CaseID, at receivedAt: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE counter_sittings SET received_at = \(receivedAt) \
            WHERE draft = \(draft) AND ended_at IS NULL
            """)
    }

    static func keep(originals: [String], _ draft: CaseID, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE counter_sittings SET originals = \(originals.joined(separator: ",")) \
            WHERE draft = \(draft)
            """)
    }

    static func end(
        _ draft: CaseID, as number: TrackingCode?, at now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE counter_sittings SET number = \(number?.symbols), ended_at = \(now) \
            WHERE draft = \(draft) AND ended_at IS NULL
            """)
    }

    static func remove(_ draft: CaseID, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM counter_sittings WHERE draft = \(draft) AND ended_at IS NULL")
    }
}
