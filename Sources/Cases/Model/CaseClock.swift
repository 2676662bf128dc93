import Kernel

/// The legal clock of a case: it starts when the file is complete, is paused while the city waits for
/// the applicant, and promises a day.
public struct CaseClock: Sendable, Hashable {
    public var startedAt: Instant?
    public var pausedAt: Instant?
    /// Working days that were left when the clock was paused.
    public var daysLeft: Int64?
    /// The last moment of the promise; nothing while the clock is not running.
    public var dueAt: Instant?

    public init(
        startedAt: Instant? = nil, pausedAt: Instant? = nil, daysLeft: Int64? = nil,
        dueAt: Instant? = nil
    ) {
        self.startedAt = startedAt
        self.pausedAt = pausedAt
        self.daysLeft = daysLeft
        self.dueAt = dueAt
    }

    public var isRunning: Bool { startedAt != nil && pausedAt == nil && dueAt != nil }

    /// Starts the clock of a complete file.
    public mutating func start(
        at now: Instant, promise: WorkingTerm, calendar: WorkingCalendar
    ) throws {
        startedAt = now
        pausedAt = nil
        daysLeft = nil
        dueAt = try promise.deadline(from: now, calendar: calendar)
    }

    /// Stops counting; the whole working days that are left are kept. A pause on the day of the
    /// deadline keeps that day, so that asking for a correction never makes a promise worse.
    public mutating func pause(at now: Instant, calendar: WorkingCalendar) throws {
        guard isRunning, let dueAt else { return }
        let today = try calendar.countingStart(now)
        let last = Day(dueAt, in: calendar.zone)
        daysLeft = today <= last ? Int64(try calendar.workingDays(from: today, to: last)) : 0
        pausedAt = now
        self.dueAt = nil
    }

    /// Counts on with the days that were left.
    public mutating func resume(at now: Instant, calendar: WorkingCalendar) throws {
        guard pausedAt != nil, let left = daysLeft else { return }
        pausedAt = nil
        daysLeft = nil
        dueAt = try WorkingTerm.days(Int(left)).deadline(from: now, calendar: calendar)
    }

    /// The clock stands still for good; the promise stays readable.
    public mutating func stop() { pausedAt = nil }

    /// Whether the promise is broken at this moment.
    public func isOverdue(at now: Instant) -> Bool {
        guard isRunning, let dueAt else { return false }
        return now > dueAt
    }
}
