/// A calendar day (Gregorian, years 1 to 9999), without a time and without a zone.
public struct Day: Sendable, Hashable, Comparable, Codable {
    public let year: Int
    public let month: Int
    public let day: Int

    public static let first = Day(number: -719_162)
    public static let last = Day(number: 2_932_896)

    /// Nil when no such day exists.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// From exactly `YYYY-MM-DD`.
    public init?(iso: String) {
        let bytes = Array(iso.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
            let year = Digits.value(bytes[0..<4]), let month = Digits.value(bytes[5..<7]),
            let day = Digits.value(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day it is somewhere; beyond the years 1 to 9999 the nearest day.
    public init(_ instant: Instant, in zone: Zone) {
        let local = instant.adding(milliseconds: zone.milliseconds).milliseconds
        self.init(number: Int(Day.floor(local, Day.milliseconds)))
    }

    /// From the days since 1970-01-01; beyond the years 1 to 9999 the nearest day.
    public init(number: Int) {
        // Howard Hinnant's civil_from_days: years begin in March, so that the leap day is last.
        let shifted = min(max(number, -719_162), 2_932_896) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    public var number: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// `2026-11-23`.
    public var iso: String {
        "\(Digits.padded(year, 4))-\(Digits.two(month))-\(Digits.two(day))"
    }

    public var weekday: Weekday { Weekday(daysSince1970: number) }

    /// Stays within the years 1 to 9999.
    public func adding(days: Int) -> Day {
        let (sum, overflow) = number.addingReportingOverflow(days)
        return overflow ? (days < 0 ? .first : .last) : Day(number: sum)
    }

    /// Calendar days after `earlier`; negative when this day is before it.
    public func days(since earlier: Day) -> Int { number - earlier.number }

    /// The same day of another month; the last day of that month where it is shorter.
    public func adding(months: Int) -> Day {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        if overflow { return months < 0 ? .first : .last }
        guard sum >= 12 else { return .first }
        guard sum < 120_000 else { return .last }
        let newYear = sum / 12
        let newMonth = sum % 12 + 1
        let length = Day.length(ofMonth: newMonth, year: newYear)
        return Day(year: newYear, month: newMonth, day: min(day, length)) ?? self
    }

    /// Midnight at the beginning of the day.
    public func start(in zone: Zone) -> Instant {
        Instant(milliseconds: Int64(number) * Day.milliseconds - zone.milliseconds)
    }

    /// A time of this day; hour 24 is the midnight at its end.
    public func at(hour: Int, minute: Int, in zone: Zone) -> Instant {
        start(in: zone).adding(minutes: Int64(hour) * 60 + Int64(minute))
    }

    public static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static let milliseconds: Int64 = 86_400_000

    static func floor(_ number: Int64, _ unit: Int64) -> Int64 {
        let quotient = number / unit
        return number % unit < 0 ? quotient - 1 : quotient
    }
}

extension Day {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a day of the form YYYY-MM-DD")
        }
        self = day
    }

    /// Encoded as its ISO text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}
