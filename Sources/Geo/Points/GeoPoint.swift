/// A point on the earth (WGS84), in whole micro-degrees: about eleven centimetres.
///
/// The same unit as answers of forms, bounds of a city and the files of boundaries have, so that
/// nothing is rounded twice. It is also the finest decimal unit in which the question "on which
/// side of this line" fits into 64 bits everywhere on earth: what is inside a region is computed
/// with whole numbers and has no rounding at all.
public struct GeoPoint: Sendable, Hashable {
    public static let latitudes: ClosedRange<Int64> = -90_000_000...90_000_000
    public static let longitudes: ClosedRange<Int64> = -180_000_000...180_000_000

    public let latitude, longitude: Int64

    /// Nil beyond the poles or the date line.
    public init?(latitude: Int64, longitude: Int64) {
        guard Self.latitudes.contains(latitude), Self.longitudes.contains(longitude) else {
            return nil
        }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// From degrees, rounded to the nearest micro-degree.
    public init?(degrees latitude: Double, _ longitude: Double) {
        guard let north = Self.units(latitude), let east = Self.units(longitude) else { return nil }
        self.init(latitude: north, longitude: east)
    }

    /// The nearest point that exists.
    init(clamping latitude: Double, _ longitude: Double) {
        self.latitude = Int64(min(max(latitude, -90_000_000), 90_000_000).rounded())
        self.longitude = Int64(min(max(longitude, -180_000_000), 180_000_000).rounded())
    }

    /// Degrees as micro-degrees; nil for what is no number of degrees at all.
    static func units(_ degrees: Double) -> Int64? {
        degrees.magnitude <= 1_000 ? Int64((degrees * 1_000_000).rounded()) : nil
    }

    /// Metres as the crow flies.
    public func metres(to other: GeoPoint) -> Double {
        Earth.metres(
            Double(latitude), Double(longitude), Double(other.latitude), Double(other.longitude))
    }

    /// Moved by metres to the north and to the east; stays this side of the poles and the date
    /// line. Meant for some kilometres: there the error is below a thousandth.
    public func shifted(north: Double, east: Double) -> GeoPoint {
        let narrowing = max(Earth.narrowing(atLatitude: latitude), 1e-9)
        return GeoPoint(
            clamping: Double(latitude) + north / Earth.metresPerUnit,
            Double(longitude) + east / (Earth.metresPerUnit * narrowing))
    }

    /// Some order that does not depend on where one comes from.
    func precedes(_ other: GeoPoint) -> Bool {
        (latitude, longitude) < (other.latitude, other.longitude)
    }

    /// On a grid of so many micro-degrees.
    func snapped(to grid: Int64) -> GeoPoint {
        GeoPoint(
            clamping: (Double(latitude) / Double(grid)).rounded() * Double(grid),
            (Double(longitude) / Double(grid)).rounded() * Double(grid))
    }
}
