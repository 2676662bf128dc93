import Kernel

/// Moments as pages show them, in the city's zone.
struct Moments: Sendable {
    let zone: Zone
    let language: Language

    func day(_ instant: Instant) -> String {
        HumanText.weekdayAndDay(Day(instant, in: zone), language)
    }

    func full(_ instant: Instant) -> String { HumanText.dateTime(instant, zone, language) }

    /// For machines: `2026-11-23T09:00+07:00`.
    func iso(_ instant: Instant) -> String {
        let hours = zone.minutes / 60
        let clock = HumanText.clock(instant, zone, .en)
        return "\(Day(instant, in: zone).iso)T\(clock)+\(hours < 10 ? "0" : "")\(hours):00"
    }
}
