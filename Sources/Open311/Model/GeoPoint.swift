/// A place in WGS 84, in whole micro-degrees (about eleven centimetres): finer is no measurement.
public struct GeoPoint: Sendable, Hashable {
    public let latitude, longitude: Int64

    /// Nil beyond the poles or the date line.
    public init?(latitude: Int64, longitude: Int64) {
        guard latitude.magnitude <= Self.pole, longitude.magnitude <= Self.dateLine else {
            return nil
        }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// From decimal degrees as text; nil unless both are such numbers within the earth.
    public init?(lat: String, long: String) {
        guard let latitude = Self.microDegrees(lat, within: Self.pole),
            let longitude = Self.microDegrees(long, within: Self.dateLine)
        else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }

    static let pole: UInt64 = 90_000_000
    static let dateLine: UInt64 = 180_000_000

    /// Decimal degrees, rounded; nil for anything but a finite decimal number within the bound.
    static func microDegrees(_ text: String, within bound: UInt64) -> Int64? {
        // `Double` would also take `nan`, `inf` and hexadecimal digits.
        guard Numeral.isDecimal(text), let degrees = Double(text),
            degrees.magnitude <= Double(bound) / 1e6
        else { return nil }
        return Int64((degrees * 1e6).rounded())
    }

    /// Micro-degrees as decimal degrees, with as many decimals as are needed.
    static func append(_ value: Int64, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes += String(value.magnitude / 1_000_000).utf8
        var decimals = value.magnitude % 1_000_000
        guard decimals > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var unit: UInt64 = 100_000
        while decimals > 0 {
            bytes.append(Numeral.zero + UInt8(truncatingIfNeeded: decimals / unit))
            decimals %= unit
            unit /= 10
        }
    }

    static func decimal(_ value: Int64) -> String {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
