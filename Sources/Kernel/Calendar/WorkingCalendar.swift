/// The working days and hours of a city, for the years whose holidays are known.
///
/// A working day is one with office hours that is no holiday. Every question that touches a year
/// without data throws `calendar.year`: guessing "no holidays" would promise wrong dates.
///
/// Sums over days are kept from the beginning, so counting and adding take a look-up or a binary
/// search, however long the period.
public struct WorkingCalendar: Sendable {
    public let zone: Zone
    public let years: ClosedRange<Int>
    public let holidays: [Day: Holiday]
    let usual: OfficeHours
    let versions: [HoursVersion]
    /// The number of the first day of the first year.
    let first: Int
    /// At n: working days, and open milliseconds, before the n-th day. One more than there are
    /// days.
    let daysBefore: [Int]
    let timeBefore: [Int64]

    /// `years` lists those whose holidays are complete; they must follow one another. Of versions
    /// that hold on the same day the last counts. Refuses with `calendar.years` or
    /// `calendar.holiday` (a holiday outside the years, or two on one day).
    public init(
        zone: Zone, hours: OfficeHours, versions: [HoursVersion] = [], holidays: [Holiday],
        years: Set<Int>
    ) throws(Refusal) {
        guard let low = years.min(), let high = years.max(), high - low + 1 == years.count,
            let begin = Day(year: low, month: 1, day: 1),
            let end = Day(year: high, month: 12, day: 31)
        else { throw Refusal(.invalid, "calendar.years") }
        var known: [Day: Holiday] = [:]
        for holiday in holidays {
            guard years.contains(holiday.day.year),
                known.updateValue(holiday, forKey: holiday.day) == nil
            else { throw Refusal(.invalid, "calendar.holiday", values: ["day": holiday.day.iso]) }
        }
        self.zone = zone
        self.years = low...high
        self.holidays = known
        usual = hours
        self.versions = versions
        first = begin.number
        var days = [0]
        var times: [Int64] = [0]
        for number in begin.number...end.number {
            let day = Day(number: number)
            let closed = known[day]?.closesOffices ?? false
            let spans = closed ? [] : WorkingCalendar.spans(day, hours, versions)
            let minutes = spans.reduce(0) { $0 + $1.end - $1.start }
            days.append(days[days.count - 1] + (minutes > 0 ? 1 : 0))
            times.append(times[times.count - 1] + Int64(minutes) * 60_000)
        }
        daysBefore = days
        timeBefore = times
    }

    private static func spans(
        _ day: Day, _ usual: OfficeHours, _ versions: [HoursVersion]
    ) -> [OfficeHours.Span] {
        let special = versions.last { $0.from <= day && day <= $0.through }
        return (special?.hours ?? usual)[day.weekday]
    }

    /// The place of a day in the sums.
    func index(_ day: Day) throws(Refusal) -> Int {
        guard years.contains(day.year) else { throw WorkingCalendar.unknown(day.year) }
        return day.number - first
    }

    static func unknown(_ year: Int) -> Refusal {
        Refusal(.unavailable, "calendar.year", values: ["year": String(year)])
    }

    public func isWorking(_ day: Day) throws(Refusal) -> Bool {
        let index = try index(day)
        return daysBefore[index + 1] > daysBefore[index]
    }

    /// When the office is open on that day, in minutes since midnight; empty when it is closed.
    public func hours(on day: Day) throws(Refusal) -> [OfficeHours.Span] {
        try isWorking(day) ? WorkingCalendar.spans(day, usual, versions) : []
    }

    public func holiday(on day: Day) -> Holiday? { holidays[day] }

    /// The n-th working day after a day, or before it for negative n; the day itself, working or
    /// not, for zero.
    public func adding(workingDays count: Int, to day: Day) throws(Refusal) -> Day {
        let index = try index(day)
        if count == 0 { return day }
        // The wanted day is the `rank`-th working day of all, counted from one.
        let before = daysBefore[count > 0 ? index + 1 : index]
        let (rank, overflow) = (count > 0 ? before : before + 1).addingReportingOverflow(count)
        guard !overflow, rank <= daysBefore[daysBefore.count - 1] else {
            throw WorkingCalendar.unknown(years.upperBound + 1)
        }
        guard rank >= 1 else { throw WorkingCalendar.unknown(years.lowerBound - 1) }
        let found = WorkingCalendar.firstIndex(daysBefore.count) { daysBefore[$0] >= rank }
        return Day(number: first + found - 1)
    }

    /// How many working days to add to `start` to arrive at `end`: those after `start` up to and
    /// with `end`; negative, those from `end` to the day before `start`, when `end` is earlier.
    public func workingDays(from start: Day, to end: Day) throws(Refusal) -> Int {
        let from = try index(start)
        let to = try index(end)
        return from <= to
            ? daysBefore[to + 1] - daysBefore[from + 1] : daysBefore[to] - daysBefore[from]
    }

    /// The working days of a period, both ends included.
    public func workingDays(in period: ClosedRange<Day>) throws(Refusal) -> Int {
        let from = try index(period.lowerBound)
        return try daysBefore[index(period.upperBound) + 1] - daysBefore[from]
    }

    /// The first index below `count` for which a rising condition holds; `count` if for none.
    static func firstIndex(_ count: Int, where holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
