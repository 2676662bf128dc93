import Kernel

/// Writes moments of one zone: `2026-03-02T08:15:00+07:00`, UTC with `Z`.
public struct GeoClock: Sendable {
    let zone: Zone
    private let ending: [UInt8]

    public init(_ zone: Zone) {
        self.zone = zone
        let size = zone.minutes.magnitude
        var ending = [UInt8(ascii: zone.minutes < 0 ? "-" : "+")]
        Self.append(Int(size / 60), to: &ending)
        ending.append(UInt8(ascii: ":"))
        Self.append(Int(size % 60), to: &ending)
        self.ending = zone.minutes == 0 ? [UInt8(ascii: "Z")] : ending
    }

    /// Whole seconds; what is left is cut off.
    func append(_ instant: Instant, to bytes: inout [UInt8]) {
        let day = Day(instant, in: zone)
        let rest = instant.milliseconds(since: day.start(in: zone))
        // A moment beyond the year 9999 is shown as the end of its last day.
        let seconds = Int(min(max(rest, 0), 86_399_999) / 1_000)
        Self.append(day.year / 100, to: &bytes)
        Self.append(day.year % 100, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(day.month, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.append(day.day, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Self.append(seconds / 3_600, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(seconds / 60 % 60, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.append(seconds % 60, to: &bytes)
        bytes += ending
    }

    public func text(_ instant: Instant) -> String {
        var bytes: [UInt8] = []
        append(instant, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        bytes.append(Numeral.zero + UInt8(truncatingIfNeeded: number / 10 % 10))
        bytes.append(Numeral.zero + UInt8(truncatingIfNeeded: number % 10))
    }
}
