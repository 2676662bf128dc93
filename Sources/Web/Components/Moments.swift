import Kernel

/// Moments as pages show them, in the city's zone.
public struct Moments: Sendable {
    public let zone: Zone
    public let language: Language

    public init(zone: Zone, language: Language) {
        self.zone = zone
        self.language = language
    }

    public func day(_ instant: Instant) -> String {
        HumanText.weekdayAndDay(Day(instant, in: zone), language)
    }

    public func full(_ instant: Instant) -> String { HumanText.dateTime(instant, zone, language) }

    /// For machines: `2026-11-23T09:00+07:00`.
    public func iso(_ instant: Instant) -> String {
        let hours = zone.minutes / 60
        let clock = HumanText.clock(instant, zone, .en)
        return "\(Day(instant, in: zone).iso)T\(clock)+\(hours < 10 ? "0" : "")\(hours):00"
    }
}
