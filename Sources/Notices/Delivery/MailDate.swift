import Kernel

/// A date in the head of a mail (RFC 5322 §3.3): `Mon, 23 Nov 2026 11:40:00 +0700`.
enum MailDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// 1 January 1970 was a Thursday.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    static func text(_ instant: Instant, _ zone: Zone) -> String {
        let day = Day(instant, in: zone)
        let seconds = instant.milliseconds(since: day.start(in: zone)) / 1000
        let weekday = weekdays[((day.number % 7) + 7) % 7]
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map(two)
        let offset = abs(zone.minutes)
        let sign = zone.minutes < 0 ? "-" : "+"
        return """
            \(weekday), \(day.day) \(months[day.month - 1]) \(day.year) \
            \(time.joined(separator: ":")) \(sign)\(two(Int64(offset / 60)))\
            \(two(Int64(offset % 60)))
            """
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
