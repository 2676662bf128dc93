extension HumanText {
    /// A length of time in one unit.
    public enum Unit: Sendable, CaseIterable {
        case second, minute, hour, day, workingDay, week, month, year

        func name(_ count: Int, _ language: Language) -> String {
            let (id, en) = names
            guard language == .en else { return id }
            return count == 1 ? en : "\(en)s"
        }

        private var names: (String, String) {
            switch self {
            case .second: ("detik", "second")
            case .minute: ("menit", "minute")
            case .hour: ("jam", "hour")
            case .day: ("hari", "day")
            case .workingDay: ("hari kerja", "working day")
            case .week: ("minggu", "week")
            case .month: ("bulan", "month")
            case .year: ("tahun", "year")
            }
        }
    }

    /// `2 hari kerja`; `1 working day`.
    public static func count(_ count: Int, _ unit: Unit, _ language: Language) -> String {
        "\(number(count, language)) \(unit.name(count, language))"
    }

    /// `2 hari kerja`.
    public static func workingDays(_ count: Int, _ language: Language) -> String {
        self.count(count, .workingDay, language)
    }

    /// A length of time in its largest full unit: `3 jam`, `2 hari`. A month has 30 days here.
    public static func elapsed(_ milliseconds: Int64, _ language: Language) -> String {
        let seconds = max(0, milliseconds) / 1000
        let steps: [(Int64, Unit)] = [
            (31_536_000, .year), (2_592_000, .month), (86_400, .day), (3600, .hour), (60, .minute),
        ]
        for (length, unit) in steps where seconds >= length {
            return count(Int(seconds / length), unit, language)
        }
        return count(Int(seconds), .second, language)
    }

    /// `3 jam yang lalu`, `dalam 2 hari`, `baru saja`.
    public static func relative(
        _ instant: Instant, to now: Instant, _ language: Language
    ) -> String {
        let distance = now.milliseconds(since: instant)
        if distance.magnitude < 60_000 {
            return language == .id ? "baru saja" : "just now"
        }
        let past = distance > 0
        let size = elapsed(past ? distance : (distance == .min ? .max : -distance), language)
        switch language {
        case .id: return past ? "\(size) yang lalu" : "dalam \(size)"
        case .en: return past ? "\(size) ago" : "in \(size)"
        }
    }

    /// `hari ini`, `besok`, `kemarin`, or the day with its weekday.
    public static func relativeDay(_ day: Day, to today: Day, _ language: Language) -> String {
        switch day.days(since: today) {
        case 0: language == .id ? "hari ini" : "today"
        case 1: language == .id ? "besok" : "tomorrow"
        case -1: language == .id ? "kemarin" : "yesterday"
        default: weekdayAndDay(day, language)
        }
    }
}
