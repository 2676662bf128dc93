import Kernel

/// The time that figures about decisions speak of; today is its last day.
enum FigurePeriod: String, Sendable, CaseIterable {
    case days = "30"
    case month = "bulan"
    case quarter = "triwulan"
    case year = "tahun"

    func days(until today: Day) -> ClosedRange<Day> {
        let first: Day
        switch self {
        case .days: first = today.adding(days: -29)
        case .month: first = Day(year: today.year, month: today.month, day: 1) ?? today
        case .quarter:
            let month = (today.month - 1) / 3 * 3 + 1
            first = Day(year: today.year, month: month, day: 1) ?? today
        case .year: first = Day(year: today.year, month: 1, day: 1) ?? today
        }
        return first...today
    }
}

/// How a figure is called in words, so that no colour has to be seen.
enum Verdict: String, Sendable {
    case good, attention, urgent, nothing

    /// Of promises kept: 95 in a hundred and more are good, under 80 is urgent. Habit, no law.
    static func ofPromises(kept: Int64, of all: Int64) -> Verdict {
        guard all > 0 else { return .nothing }
        if kept * 100 >= all * 95 { return .good }
        return kept * 100 >= all * 80 ? .attention : .urgent
    }

    /// Of what is late: nothing is good, more than one in twenty of what is open is urgent.
    static func ofLate(_ late: Int64, of open: Int64) -> Verdict {
        if late == 0 { return .good }
        return late * 20 > open ? .urgent : .attention
    }
}
