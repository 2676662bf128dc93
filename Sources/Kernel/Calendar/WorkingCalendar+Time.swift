extension WorkingCalendar {
    public func isOpen(at instant: Instant) throws(Refusal) -> Bool {
        let (day, minute) = local(instant)
        return try hours(on: day).contains { $0.start <= minute && minute < $0.end }
    }

    /// The end of the office hours of a working day; of the next one for a day that is closed.
    public func closing(_ day: Day) throws(Refusal) -> Instant {
        let open = try isWorking(day) ? day : adding(workingDays: 1, to: day)
        let end = try hours(on: open).last?.end ?? 0
        return open.at(hour: 0, minute: end, in: zone)
    }

    /// The time that offices were open between two instants, in milliseconds; negative when `end`
    /// is earlier.
    public func workingTime(from start: Instant, to end: Instant) throws(Refusal) -> Int64 {
        try openTime(before: end) - openTime(before: start)
    }

    /// The instant at which offices have been open for so long since `start`. What runs out exactly
    /// at closing time is due then, not at the next opening.
    public func adding(
        workingMilliseconds amount: Int64, to start: Instant
    ) throws(Refusal) -> Instant {
        guard amount > 0 else {
            guard amount == 0 else { throw Refusal(.invalid, "calendar.amount") }
            return start
        }
        let (target, overflow) = try openTime(before: start).addingReportingOverflow(amount)
        guard !overflow, target <= timeBefore[timeBefore.count - 1] else {
            throw WorkingCalendar.unknown(years.upperBound + 1)
        }
        let found = WorkingCalendar.firstIndex(timeBefore.count) { timeBefore[$0] >= target } - 1
        let day = Day(number: first + found)
        var rest = target - timeBefore[found]
        for span in try hours(on: day) {
            let length = Int64(span.end - span.start) * 60_000
            if rest <= length {
                return day.at(hour: 0, minute: span.start, in: zone).adding(milliseconds: rest)
            }
            rest -= length
        }
        return try closing(day)
    }

    public func adding(workingMinutes count: Int, to start: Instant) throws(Refusal) -> Instant {
        let (amount, overflow) = Int64(count).multipliedReportingOverflow(by: 60_000)
        guard !overflow else { throw Refusal(.invalid, "calendar.amount") }
        return try adding(workingMilliseconds: amount, to: start)
    }

    /// Open time since the beginning of the calendar.
    private func openTime(before instant: Instant) throws(Refusal) -> Int64 {
        let day = Day(instant, in: zone)
        var time = try timeBefore[index(day)]
        let passed = instant.milliseconds(since: day.start(in: zone))
        for span in try hours(on: day) {
            let start = Int64(span.start) * 60_000
            let end = Int64(span.end) * 60_000
            time += max(0, min(passed, end) - start)
        }
        return time
    }

    private func local(_ instant: Instant) -> (day: Day, minute: Int) {
        let day = Day(instant, in: zone)
        return (day, Int(instant.milliseconds(since: day.start(in: zone)) / 60_000))
    }
}
