import Contracts
import Kernel
import Store

/// A place that a case has for some days.
public struct Booking: Sendable, Hashable {
    public let place: String
    public let from, to: Day
    /// Whole hours of each day; 0 and 24 for the whole day.
    public let fromHour, toHour: Int64
}

/// Rows of `case_bookings`. A case that ends without a grant gives its place back.
enum BookingRows {
    static func insert(
        _ booking: Booking, of caseID: CaseID, _ service: ServiceCode, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO case_bookings (case_id, service, place, from_day, to_day, from_hour, \
            to_hour) VALUES (\(caseID), \(service.text), \(booking.place), \(booking.from.iso), \
            \(booking.to.iso), \(booking.fromHour), \(booking.toHour)) \
            ON CONFLICT (case_id) DO UPDATE SET place = excluded.place, \
            from_day = excluded.from_day, to_day = excluded.to_day, \
            from_hour = excluded.from_hour, to_hour = excluded.to_hour
            """)
    }

    static func release(_ caseID: CaseID, in tx: Transaction) throws {
        try tx.execute("DELETE FROM case_bookings WHERE case_id = \(caseID)")
    }

    /// A booking of another case that this one would collide with.
    static func collision(
        _ booking: Booking, _ service: ServiceCode, besides caseID: CaseID, in reader: Reader
    ) throws -> Booking? {
        try reader.row(
            """
            SELECT place, from_day, to_day, from_hour, to_hour FROM case_bookings \
            WHERE service = \(service.text) AND place = \(booking.place) \
            AND from_day <= \(booking.to.iso) AND to_day >= \(booking.from.iso) \
            AND from_hour < \(booking.toHour) AND to_hour > \(booking.fromHour) \
            AND case_id <> \(caseID) ORDER BY from_day LIMIT 1
            """
        ).map(stored)
    }

    /// What is taken of a service's places from a day on.
    static func taken(
        _ service: ServiceCode, from day: Day, limit: Int, in reader: Reader
    ) throws -> [Booking] {
        try reader.rows(
            """
            SELECT place, from_day, to_day, from_hour, to_hour FROM case_bookings \
            WHERE service = \(service.text) AND to_day >= \(day.iso) \
            ORDER BY place, from_day, from_hour LIMIT \(limit)
            """
        ).map(stored)
    }

    private static func stored(_ row: Row) throws -> Booking {
        Booking(
            place: row.text(0), from: row.day(1), to: row.day(2), fromHour: row.int(3),
            toHour: row.int(4))
    }
}
