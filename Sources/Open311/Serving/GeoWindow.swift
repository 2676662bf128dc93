import Kernel

/// Reads `start_date` and `end_date`.
///
/// Both count. A side that is missing is 90 days from the other one; without both it is the last
/// 90 days up to now. More than 90 days between them are refused rather than cut, for who asks
/// would take a part for the whole. An end that is written as exactly `T00:00:00Z` means that day:
/// clients that know only days (`three`) ask so for what came until today, and would miss it.
enum GeoWindow {
    static let days: Int64 = 90
    private static let day: Int64 = 86_400_000

    static func read(
        _ parameters: GeoParameters, now: Instant, _ problems: inout GeoProblems
    ) -> Range<Instant> {
        let start = problems.moment(parameters, "start_date")
        let end = problems.moment(parameters, "end_date")
        let span = days * day
        switch (start, end) {
        case (nil, nil):
            return now.adding(milliseconds: -span)..<behind(now)
        case (let start?, nil):
            return start.instant..<behind(start.instant.adding(milliseconds: span))
        case (nil, let end?):
            return end.instant.adding(milliseconds: -span)..<behind(end)
        case (let start?, let end?):
            let distance = end.instant.milliseconds(since: start.instant)
            if distance > span { problems.add("span", "end_date", ["days": String(days)]) }
            let bound = behind(end)
            guard start.instant < bound, distance >= 0 else {
                problems.add("order", "end_date")
                return start.instant..<start.instant
            }
            return start.instant..<bound
        }
    }

    private static func behind(_ end: GeoMoment) -> Instant {
        behind(end.isMidnightZ ? end.instant.adding(milliseconds: day - 1) : end.instant)
    }

    /// The end of a second: moments are told in whole ones, and the last of them counts.
    static func behind(_ instant: Instant) -> Instant {
        let rest = (instant.milliseconds % 1_000 + 1_000) % 1_000
        return instant.adding(milliseconds: 1_000 - rest)
    }
}
