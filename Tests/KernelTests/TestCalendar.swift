@testable import Kernel

/// The holidays of 2025 to 2027 (SKB 3 Menteri), as a city's calendar file has them; for tests.
enum TestCalendar {
    static let national = """
        2025-01-01 2025-01-27 2025-01-29 2025-03-29 2025-03-31 2025-04-01 2025-04-18
        2025-04-20 2025-05-01 2025-05-12 2025-05-29 2025-06-01 2025-06-06 2025-06-27
        2025-08-17 2025-09-05 2025-12-25 2026-01-01 2026-01-16 2026-02-17 2026-03-19
        2026-03-21 2026-03-22 2026-04-03 2026-04-05 2026-05-01 2026-05-14 2026-05-27
        2026-05-31 2026-06-01 2026-06-16 2026-08-17 2026-08-25 2026-12-25 2027-01-01
        2027-01-05 2027-02-06 2027-03-08 2027-03-10 2027-03-11 2027-03-26 2027-03-28
        2027-05-01 2027-05-06 2027-05-17 2027-05-20 2027-06-01 2027-06-06 2027-08-15
        2027-08-17 2027-12-25 2027-12-26
        """
    static let collective = """
        2025-01-28 2025-03-28 2025-04-02 2025-04-03 2025-04-04 2025-04-07 2025-05-13
        2025-05-30 2025-06-09 2025-08-18 2025-12-26 2026-02-16 2026-03-18 2026-03-20
        2026-03-23 2026-03-24 2026-05-15 2026-05-28 2026-12-24 2027-02-05 2027-03-09
        2027-03-12 2027-03-15 2027-03-25 2027-05-18 2027-05-19 2027-12-24
        """

    static var holidays: [Holiday] {
        func list(_ text: String, _ kind: Holiday.Kind) -> [Holiday] {
            text.split(separator: " ").flatMap { $0.split(separator: "\n") }
                .compactMap { Day(iso: String($0)) }
                .map { Holiday(day: $0, name: kind.rawValue, kind: kind) }
        }
        return list(national, .national) + list(collective, .collectiveLeave)
    }

    /// Monday to Friday 08.00–16.00, shorter in Ramadan of 2026.
    static func make(
        hours: String = "08.00-16.00", versions: Bool = false
    ) throws -> WorkingCalendar {
        let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        let span = try unwrap(OfficeHours.Span(hours))
        let usual = try unwrap(OfficeHours(weekdays, span))
        var special: [HoursVersion] = []
        if versions {
            let morning = try unwrap(OfficeHours.Span("08.00-12.00"))
            let afternoon = try unwrap(OfficeHours.Span("12.30-15.00"))
            let week = Dictionary(
                uniqueKeysWithValues: weekdays.map { ($0, [morning, afternoon]) })
            special = [
                try unwrap(
                    HoursVersion(
                        name: "Ramadan 1447 H", from: day("2026-02-18"), through: day("2026-03-17"),
                        hours: try unwrap(OfficeHours(week))))
            ]
        }
        return try WorkingCalendar(
            zone: .wib, hours: usual, versions: special, holidays: holidays,
            years: [2025, 2026, 2027])
    }

    private static func unwrap<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Refusal(.invalid, "test.calendar") }
        return value
    }
}
