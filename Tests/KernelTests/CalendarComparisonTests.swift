import Testing

@testable import Kernel

/// The calendar's sums against a count that walks day by day and minute by minute.
@Suite struct CalendarComparisonTests {
    let calendar: WorkingCalendar
    let closed: Set<Day>

    init() throws {
        calendar = try TestCalendar.make(versions: true)
        closed = Set(TestCalendar.holidays.map(\.day))
    }

    private func isWorking(_ day: Day) -> Bool {
        !day.weekday.isWeekend && !closed.contains(day)
    }

    private func isOpen(_ instant: Instant) -> Bool {
        let day = Day(instant, in: .wib)
        guard isWorking(day) else { return false }
        let minute = Int(instant.milliseconds(since: day.start(in: .wib)) / 60_000)
        guard Kernel.Day(iso: "2026-02-18").map({ day >= $0 }) == true,
            Kernel.Day(iso: "2026-03-17").map({ day <= $0 }) == true
        else { return (480..<960).contains(minute) }
        return (480..<720).contains(minute) || (750..<900).contains(minute)
    }

    @Test func `Adding and counting working days agree with walking`() throws {
        let source = Source(2026)
        for _ in 0..<3000 {
            let start = day("2025-01-01").adding(days: source.number(120...900))
            let count = source.number(-60...60)
            var walked = start
            var left = abs(count)
            while left > 0 {
                walked = walked.adding(days: count > 0 ? 1 : -1)
                if isWorking(walked) { left -= 1 }
            }
            let added = try calendar.adding(workingDays: count, to: start)
            #expect(added == walked, "\(start.iso) + \(count)")
            #expect(try calendar.workingDays(from: start, to: added) == count)
            let other = day("2025-01-01").adding(days: source.number(0...1094))
            let (low, high) = (min(start, other), max(start, other))
            let between = (0..<high.days(since: low)).count { step in
                isWorking(start <= other ? low.adding(days: step + 1) : low.adding(days: step))
            }
            #expect(
                try calendar.workingDays(from: start, to: other)
                    == (start <= other ? between : -between))
        }
    }

    @Test func `Open time agrees with walking minute by minute`() throws {
        let source = Source(7)
        for _ in 0..<150 {
            let base = day("2026-01-05").adding(days: source.number(0...340)).start(in: .wib)
            let start = base.adding(minutes: Int64(source.number(0...1439)))
            let minutes = source.number(1...3000)
            var walked = start
            var open = 0
            while open < minutes {
                if isOpen(walked) { open += 1 }
                walked = walked.adding(minutes: 1)
            }
            let due = try calendar.adding(workingMinutes: minutes, to: start)
            #expect(due == walked)
            #expect(try calendar.workingTime(from: start, to: walked) == Int64(minutes) * 60_000)
            #expect(try calendar.workingTime(from: walked, to: start) == -Int64(minutes) * 60_000)
            #expect(try calendar.isOpen(at: start) == isOpen(start))
        }
    }
}
