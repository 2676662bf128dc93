import Testing

@testable import Kernel

@Suite struct CalendarTests {
    @Test(arguments: [
        ("2026-03-16", 5, "2026-03-30"), ("2026-03-17", 1, "2026-03-25"),
        ("2026-11-02", 10, "2026-11-16"), ("2026-11-02", 17, "2026-11-25"),
        ("2026-12-24", 5, "2027-01-04"), ("2026-11-23", 0, "2026-11-23"),
        ("2026-03-30", -5, "2026-03-16"),
    ])
    func `Working days are added past weekends, holidays and leave`(
        start: String, count: Int, end: String
    ) throws {
        let calendar = try TestCalendar.make()
        #expect(try calendar.adding(workingDays: count, to: day(start)).iso == end)
    }

    @Test func `A leave request counts working days with both ends`() throws {
        let calendar = try TestCalendar.make()
        #expect(try calendar.workingDays(in: day("2026-03-17")...day("2026-03-27")) == 4)
    }

    @Test func `Counting starts on the next working day after office hours`() throws {
        let calendar = try TestCalendar.make()
        let monday = day("2026-11-23")
        #expect(try calendar.countingStart(monday.at(hour: 15, minute: 59, in: .wib)) == monday)
        #expect(try calendar.countingStart(monday.at(hour: 5, minute: 0, in: .wib)) == monday)
        let late = monday.at(hour: 16, minute: 5, in: .wib)
        #expect(try calendar.countingStart(late).iso == "2026-11-24")
        let leave = day("2026-12-24").at(hour: 10, minute: 0, in: .wib)
        #expect(try calendar.countingStart(leave).iso == "2026-12-28")
        let due = try calendar.deadline(days: 5, from: leave)
        #expect(due == day("2027-01-04").at(hour: 16, minute: 0, in: .wib))
    }

    @Test func `What arrives later is never due earlier`() throws {
        let calendar = try TestCalendar.make(versions: true)
        var instant = day("2026-01-01").start(in: .wib)
        var last = [0, 1, 5].map { _ in Instant(milliseconds: .min) }
        while Day(instant, in: .wib).year == 2026 {
            for (index, days) in [0, 1, 5].enumerated() {
                let due = try calendar.deadline(days: days, from: instant)
                #expect(due >= last[index] && due > instant)
                last[index] = due
            }
            instant = instant.adding(minutes: 97)
        }
    }

    @Test func `Years without data throw instead of guessing`() throws {
        let calendar = try TestCalendar.make()
        func keys(_ body: () throws(Refusal) -> some Any) -> [String] { refusal(body) }
        #expect(
            keys { () throws(Refusal) in try calendar.isWorking(day("2028-01-03")) } == [
                "calendar.year"
            ])
        #expect(
            keys { () throws(Refusal) in
                try calendar.adding(workingDays: 10, to: day("2027-12-28"))
            } == ["calendar.year"])
        #expect(
            keys { () throws(Refusal) in
                try calendar.adding(workingDays: -2, to: day("2025-01-02"))
            } == ["calendar.year"])
        #expect(
            keys { () throws(Refusal) in
                try calendar.adding(workingDays: .max, to: day("2026-01-02"))
            } == ["calendar.year"])
    }

    @Test func `A calendar with a gap or a double holiday is refused`() throws {
        let span = try #require(OfficeHours.Span("08.00-16.00"))
        let hours = try #require(OfficeHours([.monday], span))
        let holiday = Holiday(day: day("2026-08-17"), name: "HUT RI", kind: .national)
        #expect(
            refusal { () throws(Refusal) in
                try WorkingCalendar(zone: .wib, hours: hours, holidays: [], years: [2025, 2027])
            } == ["calendar.years"])
        #expect(
            refusal { () throws(Refusal) in
                try WorkingCalendar(
                    zone: .wib, hours: hours, holidays: [holiday, holiday], years: [2026])
            } == ["calendar.holiday"])
        #expect(OfficeHours.Span("16.00-08.00") == nil)
        #expect(OfficeHours.Span("08.00-24.01") == nil)
    }

    @Test func `A pause moves a deadline by what passed`() throws {
        let calendar = try TestCalendar.make()
        let due = day("2026-11-27").at(hour: 16, minute: 0, in: .wib)
        let pause = day("2026-11-24").at(hour: 15, minute: 0, in: .wib)
        let sameDay = day("2026-11-24").at(hour: 15, minute: 30, in: .wib)
        let later = day("2026-11-26").at(hour: 9, minute: 0, in: .wib)
        #expect(try calendar.deadline(due, daysPausedFrom: pause, until: sameDay) == due)
        #expect(
            try calendar.deadline(due, daysPausedFrom: pause, until: later)
                == day("2026-12-01").at(hour: 16, minute: 0, in: .wib))
        // One hour of the 24th, eight of the 25th, one of the 26th.
        #expect(try calendar.workingTime(from: pause, to: later) == 10 * 3_600_000)
        #expect(
            try calendar.deadline(due, timePausedFrom: pause, until: later)
                == day("2026-12-01").at(hour: 10, minute: 0, in: .wib))
    }

    @Test func `Open minutes run out at closing time, not at the next opening`() throws {
        let calendar = try TestCalendar.make()
        let start = day("2026-11-23").at(hour: 14, minute: 0, in: .wib)
        #expect(
            try calendar.deadline(workingHours: 2, from: start)
                == day("2026-11-23").at(hour: 16, minute: 0, in: .wib))
        #expect(
            try calendar.deadline(workingMinutes: 121, from: start)
                == day("2026-11-24").at(hour: 8, minute: 1, in: .wib))
    }
}
