import Testing

@testable import Kernel

@Suite struct TimeTests {
    @Test func `Days follow one another from the first year to the last`() {
        var expected = (year: 1, month: 1, day: 1)
        var weekday = 1  // 1 January of year 1 was a Monday in the Gregorian calendar.
        for number in Day.first.number...Day.last.number {
            let day = Day(number: number)
            let same =
                day.year == expected.year && day.month == expected.month
                && day.day == expected.day && day.number == number
                && day.weekday.rawValue == weekday
            if !same {
                Issue.record("\(number) gave \(day.iso)")
                return
            }
            weekday = weekday % 7 + 1
            expected.day += 1
            if expected.day > Day.length(ofMonth: expected.month, year: expected.year) {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
        #expect(expected.year == 10_000)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-1",
        "20260101", "2026-01-01 ", "2026/01/01", "", "1900-02-29",
    ])
    func `A text that is no day is refused`(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func `A day changes at midnight of its zone`() {
        let instant = day("2026-11-23").at(hour: 23, minute: 30, in: .wib)
        #expect(Day(instant, in: .wib).iso == "2026-11-23")
        #expect(Day(instant, in: .wit).iso == "2026-11-24")
        #expect(Day(instant, in: .utc).iso == "2026-11-23")
        #expect(Day(Instant(milliseconds: -1), in: .utc).iso == "1969-12-31")
    }

    @Test func `Arithmetic beyond the range stays at its end`() {
        #expect(Instant(milliseconds: .max).adding(hours: 1).milliseconds == .max)
        #expect(Instant(milliseconds: 0).adding(hours: .min).milliseconds == .min)
        #expect(day("2026-01-31").adding(months: 1).iso == "2026-02-28")
        #expect(day("2026-01-31").adding(days: .max) == .last)
        #expect(day("2026-03-31").adding(months: -13).iso == "2025-02-28")
    }

    @Test func `A manual clock moves only when told to`() {
        let clock = ManualClock(Instant(milliseconds: 5))
        let seen = clock.clock
        #expect(seen.now().milliseconds == 5)
        clock.advance(milliseconds: 10)
        #expect(seen.now().milliseconds == 15)
    }
}
