extension WorkingCalendar {
    /// The day from which a clock runs that is started now: today while it is a working day whose
    /// office hours have not ended, else the next working day.
    public func countingStart(_ instant: Instant) throws(Refusal) -> Day {
        let day = Day(instant, in: zone)
        if try isWorking(day), try instant < closing(day) { return day }
        return try adding(workingDays: 1, to: day)
    }

    /// The first day that counts in full. The day of arrival never does when something arrives in
    /// office hours; what arrives later, or on a closed day, has the next working day as its first.
    public func firstCountedDay(_ instant: Instant) throws(Refusal) -> Day {
        try adding(workingDays: 1, to: Day(instant, in: zone))
    }

    /// The end of office hours of the n-th counted day. For zero days, the end of the day on which
    /// counting starts.
    ///
    /// Registered Thursday 24 December 2026 (collective leave), five days: 28, 29, 30, 31 December
    /// and 4 January. Never earlier for what arrives later.
    public func deadline(days: Int, from instant: Instant) throws(Refusal) -> Instant {
        guard days >= 0 else { throw Refusal(.invalid, "calendar.amount") }
        if days == 0 { return try closing(countingStart(instant)) }
        return try closing(adding(workingDays: days, to: Day(instant, in: zone)))
    }

    /// A deadline in minutes during which offices are open.
    public func deadline(workingMinutes: Int, from instant: Instant) throws(Refusal) -> Instant {
        try adding(workingMinutes: workingMinutes, to: instant)
    }

    /// A deadline in hours during which offices are open.
    public func deadline(workingHours: Int, from instant: Instant) throws(Refusal) -> Instant {
        let (minutes, overflow) = workingHours.multipliedReportingOverflow(by: 60)
        guard !overflow else { throw Refusal(.invalid, "calendar.amount") }
        return try adding(workingMinutes: minutes, to: instant)
    }

    /// A deadline in days after its clock stood still: later by as many working days as passed from
    /// the day of the pause to the day of the return. Both days may be the same: then nothing
    /// moves.
    public func deadline(
        _ due: Instant, daysPausedFrom pause: Instant, until end: Instant
    ) throws(Refusal) -> Instant {
        let lost = try workingDays(from: Day(pause, in: zone), to: Day(end, in: zone))
        guard lost > 0 else { return due }
        return try closing(adding(workingDays: lost, to: Day(due, in: zone)))
    }

    /// A deadline in minutes or hours after its clock stood still: later by the open time that
    /// passed.
    public func deadline(
        _ due: Instant, timePausedFrom pause: Instant, until end: Instant
    ) throws(Refusal) -> Instant {
        let lost = try workingTime(from: pause, to: end)
        return try adding(workingMilliseconds: max(0, lost), to: due)
    }

    /// Working days that are left until a deadline: 0 when it is today, negative when it has
    /// passed.
    public func daysLeft(until due: Instant, at now: Instant) throws(Refusal) -> Int {
        try workingDays(from: Day(now, in: zone), to: Day(due, in: zone))
    }
}
