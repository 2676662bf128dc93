import Kernel

/// From when until when nobody is woken, in minutes of the city's day; over midnight when the end
/// comes before the beginning. The first minute is quiet, the last is not.
public struct QuietHours: Sendable, Hashable {
    public let from: Int
    public let until: Int

    /// 20.00 to 07.00.
    public static let usual = QuietHours(from: 20 * 60, until: 7 * 60)
    public static let none = QuietHours(from: 0, until: 0)

    public init(from: Int, until: Int) {
        self.from = min(max(from, 0), 1_439)
        self.until = min(max(until, 0), 1_439)
    }

    public var isNone: Bool { from == until }

    /// When the quiet around `now` ends; nil when it is not quiet.
    func end(around now: Instant, in zone: Zone) -> Instant? {
        guard !isNone else { return nil }
        let today = Day(now, in: zone)
        let minute = Int(now.milliseconds(since: today.start(in: zone)) / 60_000)
        if from < until {
            return (from..<until).contains(minute) ? moment(until, today, zone) : nil
        }
        if minute >= from { return moment(until, today.adding(days: 1), zone) }
        return minute < until ? moment(until, today, zone) : nil
    }

    private func moment(_ minute: Int, _ day: Day, _ zone: Zone) -> Instant {
        day.start(in: zone).adding(minutes: Int64(minute))
    }
}
