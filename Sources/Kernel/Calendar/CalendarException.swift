/// One day on which a city works otherwise than its calendar says: closed although it would be
/// open, or open although it would be closed.
public struct CalendarException: Sendable, Hashable {
    public enum Change: Sendable, Hashable {
        /// Offices are closed (libur daerah).
        case closed
        /// Offices are open in these hours.
        case open(OfficeHours.Span)
    }

    public let day: Day
    public let name: String
    public let change: Change

    public init(day: Day, name: String, change: Change) {
        self.day = day
        self.name = name
        self.change = change
    }
}

extension WorkingCalendar {
    /// The calendar with exceptions, later ones over earlier ones. Those of years that it does not
    /// know, and those that say what holds anyway, change nothing.
    public func with(_ exceptions: [CalendarException]) throws(Refusal) -> WorkingCalendar {
        guard !exceptions.isEmpty else { return self }
        var holidays = holidays
        var versions = versions
        var last: [Day: CalendarException] = [:]
        for exception in exceptions { last[exception.day] = exception }
        for exception in last.values where years.contains(exception.day.year) {
            let day = exception.day
            switch exception.change {
            case .closed:
                guard try isWorking(day) else { continue }
                holidays[day] = Holiday(day: day, name: exception.name, kind: .local)
            case .open(let span):
                guard try !isWorking(day) else { continue }
                if let closed = holidays[day] {
                    holidays[day] = Holiday(day: day, name: closed.name, kind: .observance)
                }
                guard let hours = OfficeHours([day.weekday: [span]]),
                    let version = HoursVersion(
                        name: exception.name, from: day, through: day, hours: hours)
                else { continue }
                versions.append(version)
            }
        }
        return try WorkingCalendar(
            zone: zone, hours: usual, versions: versions, holidays: Array(holidays.values),
            years: Set(years))
    }
}
