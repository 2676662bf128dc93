#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The projection of maps on the web (EPSG:3857): the world as a square of side 1, west and north
/// at 0. Beyond 85.05 degrees it is cut off.
enum WebMercator {
    static func x(_ longitude: Int64) -> Double { Double(longitude) / 360_000_000 + 0.5 }

    static func y(_ latitude: Int64) -> Double {
        let sine = sin(Double(latitude) * .pi / 180_000_000)
        guard sine.magnitude < 1 else { return sine > 0 ? 0 : 1 }
        return min(max(0.5 - log((1 + sine) / (1 - sine)) / (4 * .pi), 0), 1)
    }

    /// In micro-degrees.
    static func longitude(_ x: Double) -> Double { (x - 0.5) * 360_000_000 }

    /// In micro-degrees.
    static func latitude(_ y: Double) -> Double {
        atan(sinh((0.5 - y) * 2 * .pi)) * 180_000_000 / .pi
    }
}
