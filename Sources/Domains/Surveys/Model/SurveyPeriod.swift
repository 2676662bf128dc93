import Kernel

/// The months that figures are about. Months are `year × 12 + month − 1`.
struct SurveyPeriod: Sendable, Hashable {
    let from: Int64
    /// The last month.
    let until: Int64

    static func month(of day: Day) -> Int64 { Int64(day.year * 12 + day.month - 1) }

    /// The twelve months that end with the one of `day`.
    static func yearUntil(_ day: Day) -> SurveyPeriod {
        SurveyPeriod(from: month(of: day) - 11, until: month(of: day))
    }

    /// A calendar year.
    static func year(_ year: Int) -> SurveyPeriod {
        SurveyPeriod(from: Int64(year) * 12, until: Int64(year) * 12 + 11)
    }

    /// A half of a year, 1 or 2.
    static func half(_ half: Int, of year: Int) -> SurveyPeriod {
        let first = Int64(year) * 12 + Int64(half - 1) * 6
        return SurveyPeriod(from: first, until: first + 5)
    }

    /// The half of a year in which `day` lies.
    static func half(around day: Day) -> SurveyPeriod {
        half(day.month > 6 ? 2 : 1, of: day.year)
    }

    /// The same length before it.
    var earlier: SurveyPeriod {
        let length = until - from + 1
        return SurveyPeriod(from: from - length, until: from - 1)
    }

    /// `Januari 2026 – Juni 2026`.
    func text(_ language: Language) -> String {
        let ends = [from, until].map { month in
            "\(HumanText.monthName(Int(month % 12) + 1, language)) \(month / 12)"
        }
        return from == until ? ends[0] : "\(ends[0]) – \(ends[1])"
    }
}
