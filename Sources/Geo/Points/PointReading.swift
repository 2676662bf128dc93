/// What two numbers that somebody gave as a place are worth, in a city that lies in a known box.
public enum PointReading: Sendable, Hashable {
    /// A point in the box.
    case inside(GeoPoint)
    /// Latitude and longitude were given the wrong way round: what was meant, to be offered.
    case swapped(GeoPoint)
    /// 0, 0 in the Gulf of Guinea: what devices say that do not know where they are.
    case nullIsland
    /// A point of the earth beyond the box.
    case outside(GeoPoint)
    /// No point of the earth.
    case invalid

    /// From micro-degrees.
    public init(latitude: Int64, longitude: Int64, in box: GeoBox) {
        let point = GeoPoint(latitude: latitude, longitude: longitude)
        if let point, box.contains(point) {
            self = .inside(point)
        } else if let point, point.isNullIsland {
            self = .nullIsland
        } else if let meant = GeoPoint.plausibleSwap(
            latitude: latitude, longitude: longitude, in: box)
        {
            self = .swapped(meant)
        } else {
            self = point.map { .outside($0) } ?? .invalid
        }
    }

    /// From degrees.
    public init(degrees latitude: Double, _ longitude: Double, in box: GeoBox) {
        guard let north = GeoPoint.units(latitude), let east = GeoPoint.units(longitude) else {
            self = .invalid
            return
        }
        self.init(latitude: north, longitude: east, in: box)
    }
}

extension GeoPoint {
    /// Within some hundred metres of 0, 0.
    public var isNullIsland: Bool { latitude.magnitude <= 1_000 && longitude.magnitude <= 1_000 }

    /// The two numbers the other way round, where only that lies in the box. They need be no point
    /// as given: most longitudes of Indonesia are no latitudes.
    public static func plausibleSwap(
        latitude: Int64, longitude: Int64, in box: GeoBox
    ) -> GeoPoint? {
        if let given = GeoPoint(latitude: latitude, longitude: longitude), box.contains(given) {
            return nil
        }
        let swapped = GeoPoint(latitude: longitude, longitude: latitude)
        return swapped.flatMap { box.contains($0) ? $0 : nil }
    }

    /// This point with its numbers the other way round, where only that lies in the box.
    public func plausibleSwap(in box: GeoBox) -> GeoPoint? {
        Self.plausibleSwap(latitude: latitude, longitude: longitude, in: box)
    }
}
