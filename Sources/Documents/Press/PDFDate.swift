import Kernel

/// An instant with its zone as PDF and XMP write it.
struct PDFDate {
    /// `2026-11-23T10:00:00+07:00`.
    let iso: String

    init(_ instant: Instant, _ zone: Zone) {
        let day = Day(instant, in: zone)
        let seconds = Int(instant.milliseconds(since: day.start(in: zone)) / 1000)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let offset = abs(zone.minutes)
        let sign = zone.minutes < 0 ? "-" : "+"
        iso =
            "\(day.iso)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
            + "\(sign)\(two(offset / 60)):\(two(offset % 60))"
    }
}
