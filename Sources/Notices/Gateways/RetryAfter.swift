import Kernel

/// When a server wants to be asked again (RFC 9110 §10.2.3).
public enum RetryAfter {
    /// Seconds, or a date such as `Wed, 21 Oct 2026 07:28:00 GMT`; nil for anything else.
    public static func seconds(_ text: String?, _ now: Instant) -> Int64? {
        guard let text else { return nil }
        if let seconds = Int64(text), seconds >= 0 { return min(seconds, 86_400) }
        return date(text).map { max(0, min($0.milliseconds(since: now) / 1000, 86_400)) }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func date(_ text: String) -> Instant? {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]),
            let month = months.firstIndex(of: parts[2]), let year = Int(parts[3]),
            let date = Day(year: year, month: month + 1, day: day)
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
            (0...60).contains(clock[2])
        else { return nil }
        return date.start(in: .utc)
            .adding(seconds: clock[0] * 3_600 + clock[1] * 60 + clock[2])
    }
}
