/// A day of the week; the raw value is that of ISO 8601 (Monday is 1).
public enum Weekday: Int, Sendable, Hashable, CaseIterable, Codable, Comparable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    public var isWeekend: Bool { self == .saturday || self == .sunday }

    public static func < (left: Weekday, right: Weekday) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The weekday of a day counted from 1970-01-01, which was a Thursday.
    init(daysSince1970 days: Int) {
        let index = ((days + 3) % 7 + 7) % 7
        self = Weekday(rawValue: index + 1) ?? .monday
    }
}
