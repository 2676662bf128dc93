import Kernel

/// A moment as the W3C's profile of ISO 8601 writes it, and what its writing says beyond it.
struct GeoMoment: Sendable, Hashable {
    let instant: Instant
    /// Written as exactly `…T00:00:00Z`, as clients do that know a day only.
    let isMidnightZ: Bool

    /// Besides `2026-03-02T08:15:00+07:00` and `…Z` it takes what clients are seen to send:
    /// without seconds, with decimals, a blank or small letters for `T` and `Z`, `+0700`, `+07`, a
    /// `+` that became a blank in a query. Nil for anything else.
    /// - Parameter zone: for a moment or a day without one; nil where one must be there.
    init?(_ text: String, assuming zone: Zone? = nil) {
        let bytes = Array(text.utf8)
        guard (10...40).contains(bytes.count),
            let day = Day(iso: String(decoding: bytes[..<10], as: UTF8.self))
        else { return nil }
        var rest = bytes[10...]
        var clock = Clock()
        if !rest.isEmpty {
            guard let mark = rest.popFirst(), mark | 0x20 == UInt8(ascii: "t") || mark == 0x20,
                let read = Clock(&rest)
            else { return nil }
            clock = read
        }
        if rest.isEmpty {
            guard let zone else { return nil }
            self.init(day, clock, zone, isMidnightZ: false)
        } else {
            guard let zone = Self.zone(rest) else { return nil }
            let isZ = rest.count == 1 && bytes[bytes.count - 1] == UInt8(ascii: "Z")
            self.init(day, clock, zone, isMidnightZ: isZ && clock.milliseconds == 0)
        }
    }

    private init(_ day: Day, _ clock: Clock, _ zone: Zone, isMidnightZ: Bool) {
        instant = day.start(in: zone).adding(milliseconds: clock.milliseconds)
        self.isMidnightZ = isMidnightZ
    }

    /// A time of day.
    private struct Clock {
        var milliseconds: Int64 = 0

        init() {}

        /// Takes `08:15`, `08:15:00` or `08:15:00.250` from the front.
        init?(_ rest: inout ArraySlice<UInt8>) {
            guard let hour = Self.two(&rest), hour < 24, Self.take(":", &rest),
                let minute = Self.two(&rest), minute < 60
            else { return nil }
            milliseconds = Int64(hour * 60 + minute) * 60_000
            guard Self.take(":", &rest) else { return }
            guard let second = Self.two(&rest), second < 60 else { return nil }
            milliseconds += Int64(second) * 1_000
            guard Self.take(".", &rest) || Self.take(",", &rest) else { return }
            let decimals = rest.prefix(while: Numeral.isDigit)
            guard (1...9).contains(decimals.count) else { return nil }
            rest = rest.dropFirst(decimals.count)
            let padded = decimals.prefix(3) + Array("000".utf8).dropFirst(decimals.count)
            milliseconds += Int64(Numeral.whole(padded) ?? 0)
        }

        static func two(_ rest: inout ArraySlice<UInt8>) -> Int? {
            guard rest.count >= 2, let value = Numeral.whole(rest.prefix(2)) else { return nil }
            rest = rest.dropFirst(2)
            return value
        }

        static func take(_ sign: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
            guard rest.first == UInt8(ascii: sign) else { return false }
            rest = rest.dropFirst()
            return true
        }
    }

    /// `Z`, `+07:00`, `-0330`, `+07`, or one of the last three with a blank before or for the `+`.
    private static func zone(_ bytes: ArraySlice<UInt8>) -> Zone? {
        var rest = bytes
        let hasBlank = Clock.take(" ", &rest)
        if rest.count == 1, let only = rest.first {
            return only | 0x20 == UInt8(ascii: "z") ? .utc : nil
        }
        let isWest = Clock.take("-", &rest)
        guard isWest || Clock.take("+", &rest) || hasBlank, let hours = Clock.two(&rest) else {
            return nil
        }
        var minutes = 0
        if !rest.isEmpty {
            _ = Clock.take(":", &rest)
            guard let read = Clock.two(&rest), read < 60, rest.isEmpty else { return nil }
            minutes = read
        }
        return Zone(minutes: (isWest ? -1 : 1) * (hours * 60 + minutes))
    }
}
