/// A point in time: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// Arithmetic that would leave the range stays at its end instead of trapping.
public struct Instant: Sendable, Hashable, Comparable, Codable {
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encoded as the bare number of milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    public func adding(milliseconds amount: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(amount)
        guard overflow else { return Instant(milliseconds: sum) }
        return Instant(milliseconds: amount < 0 ? .min : .max)
    }

    public func adding(seconds: Int64) -> Instant { adding(seconds, times: 1000) }
    public func adding(minutes: Int64) -> Instant { adding(minutes, times: 60_000) }
    public func adding(hours: Int64) -> Instant { adding(hours, times: 3_600_000) }

    private func adding(_ amount: Int64, times unit: Int64) -> Instant {
        let (product, overflow) = amount.multipliedReportingOverflow(by: unit)
        guard overflow else { return adding(milliseconds: product) }
        return Instant(milliseconds: amount < 0 ? .min : .max)
    }

    /// Whole seconds that are left until this, 0 when it is over: how long a browser keeps it.
    public func seconds(after now: Instant) -> Int {
        Int(max(0, milliseconds(since: now) / 1_000))
    }

    /// How long after `earlier` this is; negative when it is before.
    public func milliseconds(since earlier: Instant) -> Int64 {
        let (distance, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        guard overflow else { return distance }
        return self < earlier ? .min : .max
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
