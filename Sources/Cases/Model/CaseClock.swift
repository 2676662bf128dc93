import Kernel

/// The legal clock of a case, or that of a step: it starts when the file is complete, is paused
/// while the city waits for the applicant, and promises a day.
public struct CaseClock: Sendable, Hashable {
    public var startedAt: Instant?
    public var pausedAt: Instant?
    /// Working days that were left when the clock was paused.
    public var daysLeft: Int64?
    /// Working time that was left, in milliseconds, of a promise in hours.
    public var timeLeft: Int64?
    /// The last moment of the promise; nothing while the clock is paused or has not begun.
    public var dueAt: Instant?
    /// When it ended: by the decision, or with the case. The promise stays readable.
    public var stoppedAt: Instant?
    /// The last moment of a day that another system named: whatever was paused, it is the promise.
    public var namedAt: Instant?

    public init(
        startedAt: Instant? = nil, pausedAt: Instant? = nil, daysLeft: Int64? = nil,
        timeLeft: Int64? = nil, dueAt: Instant? = nil, stoppedAt: Instant? = nil,
        namedAt: Instant? = nil
    ) {
        self.startedAt = startedAt
        self.pausedAt = pausedAt
        self.daysLeft = daysLeft
        self.timeLeft = timeLeft
        self.dueAt = dueAt
        self.stoppedAt = stoppedAt
        self.namedAt = namedAt
    }

    public var isRunning: Bool {
        startedAt != nil && pausedAt == nil && dueAt != nil && stoppedAt == nil
    }

    /// The last moment of a promise that runs.
    public var promise: Instant? { isRunning ? dueAt : nil }

    /// The last moment of a promise that is known although its clock is paused.
    public var namedWhilePaused: Instant? { pausedAt == nil ? nil : namedAt }

    /// Starts the clock of a complete file.
    public mutating func start(
        at now: Instant, promise: WorkingTerm, calendar: WorkingCalendar
    ) throws {
        startedAt = now
        pausedAt = nil
        daysLeft = nil
        timeLeft = nil
        dueAt = try namedAt ?? promise.deadline(from: now, calendar: calendar)
    }

    /// Takes the day that another system names, from the arrival on. A clock that stands goes on
    /// standing, and one that has ended stays as it ended.
    /// - Parameter isWaiting: whether the case waits: then the day holds once it goes on.
    public mutating func name(_ end: Instant, at now: Instant, isWaiting: Bool) {
        guard stoppedAt == nil else { return }
        startedAt = startedAt ?? now
        namedAt = end
        daysLeft = nil
        timeLeft = nil
        if isWaiting { pausedAt = pausedAt ?? now }
        dueAt = pausedAt == nil ? end : nil
    }

    /// Stops counting; the working days that are left are kept, so that asking for a correction
    /// never makes a promise worse. Negative when the promise was broken already. Of a day that was
    /// named nothing is counted: it stays.
    public mutating func pause(
        at now: Instant, promise: WorkingTerm, calendar: WorkingCalendar
    ) throws {
        guard isRunning, let dueAt else { return }
        guard namedAt == nil else {
            pausedAt = now
            self.dueAt = nil
            return
        }
        if case .hours = promise, now < dueAt {
            timeLeft = try calendar.workingTime(from: now, to: dueAt)
        }
        daysLeft = Int64(try calendar.daysLeft(until: dueAt, at: now))
        pausedAt = now
        self.dueAt = nil
    }

    /// Counts on with the days that were left; on the day of the pause nothing moves. A day that
    /// was named is due as before.
    public mutating func resume(at now: Instant, calendar: WorkingCalendar) throws {
        if pausedAt != nil, let namedAt {
            pausedAt = nil
            dueAt = namedAt
            return
        }
        guard pausedAt != nil, let left = daysLeft else { return }
        if let time = timeLeft {
            pausedAt = nil
            daysLeft = nil
            timeLeft = nil
            dueAt = try calendar.adding(workingMinutes: Int(time / 60_000), to: now)
            return
        }
        let last =
            left == 0
            ? try calendar.countingStart(now)
            : try calendar.adding(workingDays: Int(left), to: Day(now, in: calendar.zone))
        pausedAt = nil
        daysLeft = nil
        dueAt = try calendar.closing(last)
    }

    /// Adds time to the promise; to what is left of it while the clock is paused.
    public mutating func extend(
        by term: WorkingTerm, at now: Instant, calendar: WorkingCalendar
    ) throws {
        switch term {
        case .days(let days):
            if let left = daysLeft { daysLeft = left + Int64(days) }
            guard let due = dueAt else { return }
            let last = Day(due, in: calendar.zone)
            dueAt = try calendar.closing(try calendar.adding(workingDays: days, to: last))
        case .hours(let hours):
            if let left = timeLeft { timeLeft = left + Int64(hours) * 3_600_000 }
            guard let due = dueAt else { return }
            dueAt = try calendar.adding(workingMinutes: hours * 60, to: due)
        }
    }

    /// Ends the clock for good, once.
    public mutating func stop(at now: Instant) {
        guard startedAt != nil, stoppedAt == nil else { return }
        stoppedAt = now
        pausedAt = nil
    }

    /// Goes on after an end that did not hold, with what was left of the promise then; one that was
    /// broken stays broken, and its day the same.
    public mutating func revive(
        at now: Instant, promise: WorkingTerm, calendar: WorkingCalendar
    ) throws {
        guard let stopped = stoppedAt else { return }
        stoppedAt = nil
        guard let dueAt, stopped <= dueAt else { return }
        try pause(at: stopped, promise: promise, calendar: calendar)
        try resume(at: now, calendar: calendar)
    }

    /// Whether the promise is broken at this moment.
    public func isOverdue(at now: Instant) -> Bool {
        guard isRunning, let dueAt else { return false }
        return now > dueAt
    }
}

extension WorkingTerm {
    /// The last moment of a term that begins now.
    public func deadline(from now: Instant, calendar: WorkingCalendar) throws -> Instant {
        switch self {
        case .days(let days): try calendar.deadline(days: days, from: now)
        case .hours(let hours): try calendar.deadline(workingHours: hours, from: now)
        }
    }
}
