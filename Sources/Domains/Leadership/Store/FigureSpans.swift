import Kernel
import Store

/// Sums of four weeks beside those of days, so that the figures of a year add up some dozen rows
/// of each service and not hundreds. A span has the days whose number divided by 28 is its number.
enum FigureSpans {
    static let days: Int64 = 28

    /// The spans that days add up to.
    static func of(_ days: [DayKey: DaySums]) -> [DayKey: DaySums] {
        days.reduce(into: [:]) { spans, day in
            spans[day.key.span, default: DaySums()].add(day.value)
        }
    }

    /// Rows of `leadership_spans` and, at both ends, of `leadership_days` that make up some days.
    static func rows(_ days: ClosedRange<Int64>, _ condition: SQL) -> SQL {
        let first = (days.lowerBound + Self.days - 1) / Self.days
        let end = (days.upperBound + 1) / Self.days
        guard first < end else { return rows(days.lowerBound...days.upperBound, of: condition) }
        let parts = [
            days.lowerBound..<(first * Self.days), (end * Self.days)..<(days.upperBound + 1),
        ].filter { !$0.isEmpty }.map { rows($0.lowerBound...($0.upperBound - 1), of: condition) }
        let whole: SQL = """
            SELECT unit, service, level, \(sql: FigureSums.dayColumns) FROM leadership_spans \
            WHERE span >= \(first) AND span < \(end) AND \(sql: condition)
            """
        return SQL.joined([whole] + parts, by: " UNION ALL ")
    }

    private static func rows(_ days: ClosedRange<Int64>, of condition: SQL) -> SQL {
        """
        SELECT unit, service, level, \(sql: FigureSums.dayColumns) FROM leadership_days \
        WHERE day >= \(days.lowerBound) AND day <= \(days.upperBound) AND \(sql: condition)
        """
    }
}

extension DayKey {
    /// The span of the day: its number stands in the place of the day's.
    var span: DayKey {
        DayKey(unit: unit, service: service, level: level, day: day / FigureSpans.days)
    }
}
