import Contracts
import Kernel
import Store

public enum CalendarExceptionSubject {}
public typealias CalendarExceptionID = Identifier<CalendarExceptionSubject>

/// An exception that was decreed while the house was open.
public struct KeptException: Sendable, Hashable {
    public let id: CalendarExceptionID
    public let dated: DatedException
    public let addedBy: AccountID
    public let addedAt: Instant
    public let endedBy: AccountID?
    public let endedAt: Instant?
}

/// The exceptions of the calendar that live in the database.
///
/// They hold for every clock that is set from then on: that of a new case, of a step that opens, of
/// a promise that goes on after a pause. A promise that was made stays as it was made: it never
/// becomes shorter, and it becomes longer only by an extension that the law allows and the
/// applicant is told of.
public enum CalendarExceptions {
    static let columns: SQL = "day, name, source, hours"

    /// Those in force, by day.
    public static func standing(in reader: Reader) throws -> [DatedException] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM calendar_exceptions WHERE ended_at IS NULL
            ORDER BY added_at, id
            """
        ).map { dated($0, from: 0) }
    }

    /// All that ever were, the latest day first.
    public static func all(in reader: Reader) throws -> [KeptException] {
        try reader.rows(
            """
            SELECT \(sql: columns), id, added_by, added_at, ended_by, ended_at
            FROM calendar_exceptions ORDER BY day DESC, added_at DESC, id DESC LIMIT 200
            """
        ).map { row in
            KeptException(
                id: row.id(4), dated: dated(row, from: 0), addedBy: row.id(5),
                addedAt: row.instant(6), endedBy: row.optionalID(7),
                endedAt: row.optionalInstant(8))
        }
    }

    public static func insert(
        _ dated: DatedException, as id: CalendarExceptionID, by account: AccountID,
        at now: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO calendar_exceptions (id, day, name, source, hours, added_by, added_at)
            VALUES (\(id), \(dated.day), \(dated.name), \(dated.source), \(dated.hours),
                \(account), \(now))
            """)
    }

    /// - Returns: the day of the exception; nothing when it is none that stands and is to come.
    public static func end(
        _ id: CalendarExceptionID, after today: Day, by account: AccountID, at now: Instant,
        in tx: Transaction
    ) throws -> Day? {
        try tx.row(
            """
            UPDATE calendar_exceptions SET ended_by = \(account), ended_at = \(now)
            WHERE id = \(id) AND ended_at IS NULL AND day > \(today) RETURNING day
            """
        )?.day(0)
    }

    static func dated(_ row: Row, from column: Int) -> DatedException {
        let span = row.optionalText(column + 3).flatMap { OfficeHours.Span($0) }
        return DatedException(
            CalendarException(
                day: row.day(column), name: row.text(column + 1),
                change: span.map { .open($0) } ?? .closed), source: row.text(column + 2))
    }
}
