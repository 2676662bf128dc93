/// Dates, times and numbers as people write them, from tables of our own: the result is the same on
/// every machine. Indonesian follows the EYD (fifth edition); English keeps Indonesian zones.
public enum HumanText {
    private static let months: [Language: [String]] = [
        .id: [
            "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
            "Oktober", "November", "Desember",
        ],
        .en: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ],
    ]
    private static let weekdays: [Language: [String]] = [
        .id: ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"],
        .en: [
            "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        ],
    ]

    /// `Agustus`, for 1 to 12; empty for other numbers.
    public static func monthName(_ month: Int, _ language: Language) -> String {
        guard let names = months[language], names.indices.contains(month - 1) else { return "" }
        return names[month - 1]
    }

    /// `Kamis`.
    public static func weekdayName(_ weekday: Weekday, _ language: Language) -> String {
        weekdays[language]?[weekday.rawValue - 1] ?? ""
    }

    /// `17 Agustus 2026`.
    public static func day(_ day: Day, _ language: Language) -> String {
        "\(day.day) \(monthName(day.month, language)) \(day.year)"
    }

    /// `17 Agu 2026`, for narrow places.
    public static func shortDay(_ day: Day, _ language: Language) -> String {
        "\(day.day) \(monthName(day.month, language).prefix(3)) \(day.year)"
    }

    /// `17/08/2026`.
    public static func numericDay(_ day: Day) -> String {
        "\(Digits.two(day.day))/\(Digits.two(day.month))/\(day.year)"
    }

    /// `Senin, 17 Agustus 2026`.
    public static func weekdayAndDay(_ day: Day, _ language: Language) -> String {
        "\(weekdayName(day.weekday, language)), \(self.day(day, language))"
    }

    /// `14.30 WIB`; in English `14:30 WIB`.
    public static func time(
        _ instant: Instant, _ zone: Zone, _ language: Language = .id
    ) -> String {
        "\(clock(instant, zone, language)) \(zone.abbreviation)"
    }

    /// `14.30`, without a zone.
    public static func clock(_ instant: Instant, _ zone: Zone, _ language: Language) -> String {
        let day = Day(instant, in: zone)
        let minutes = Int(instant.milliseconds(since: day.start(in: zone)) / 60_000)
        let separator = language == .id ? "." : ":"
        return "\(Digits.two(minutes / 60))\(separator)\(Digits.two(minutes % 60))"
    }

    /// `17 Agustus 2026 pukul 14.30 WIB`; in English `17 August 2026 at 14:30 WIB`.
    public static func dateTime(_ instant: Instant, _ zone: Zone, _ language: Language) -> String {
        let day = day(Day(instant, in: zone), language)
        let word = language == .id ? "pukul" : "at"
        return "\(day) \(word) \(time(instant, zone, language))"
    }

    /// A period without saying twice what its ends share: `17–27 Maret 2026`.
    public static func period(_ start: Day, _ end: Day, _ language: Language) -> String {
        let last = day(end, language)
        if start == end { return last }
        guard start.year == end.year else { return "\(day(start, language)) – \(last)" }
        guard start.month == end.month else {
            return "\(start.day) \(monthName(start.month, language)) – \(last)"
        }
        return "\(start.day)–\(last)"
    }

    /// `satu, dua, dan tiga`; `one, two and three`.
    public static func list(_ items: [String], _ language: Language) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        let head = items.dropLast().joined(separator: ", ")
        switch language {
        case .id: return items.count == 2 ? "\(head) dan \(last)" : "\(head), dan \(last)"
        case .en: return "\(head) and \(last)"
        }
    }
}
