#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The earth as a ball, which is right to half a per cent: enough for distances in a city.
enum Earth {
    /// Mean radius of WGS84 in metres.
    static let radius = 6_371_008.8
    /// Length of a micro-degree of latitude in metres.
    static let metresPerUnit = radius * .pi / 180_000_000

    /// How much shorter a degree of longitude is at this latitude.
    static func narrowing(atLatitude latitude: Int64) -> Double { cosine(Double(latitude)) }

    /// Haversine between two places in micro-degrees, in metres. It stays exact for near points,
    /// where the cosine rule loses all its digits.
    static func metres(
        _ latitude: Double, _ longitude: Double, _ otherLatitude: Double, _ otherLongitude: Double
    ) -> Double {
        let north = sine((otherLatitude - latitude) / 2)
        let east = sine((otherLongitude - longitude) / 2)
        let part = north * north + cosine(latitude) * cosine(otherLatitude) * east * east
        return 2 * radius * asin(min(1, part.squareRoot()))
    }

    /// How many micro-degrees of longitude a circle of this radius reaches to either side; nil
    /// when it goes around a pole.
    static func reach(metres: Double, atLatitude latitude: Int64) -> Double? {
        let ratio = sin(min(metres / radius, .pi / 2)) / narrowing(atLatitude: latitude)
        return ratio < 1 ? asin(ratio) * 180_000_000 / .pi : nil
    }

    private static func sine(_ units: Double) -> Double { sin(units * .pi / 180_000_000) }

    private static func cosine(_ units: Double) -> Double { cos(units * .pi / 180_000_000) }
}
