/// A box between two parallels and two meridians, in whole micro-degrees; its borders belong to it.
/// No box crosses the date line.
public struct GeoBox: Sendable, Hashable {
    public let south, west, north, east: Int64

    /// Nil when a side is on the wrong side of the other, or beyond the poles or the date line.
    public init?(south: Int64, west: Int64, north: Int64, east: Int64) {
        guard south <= north, west <= east, GeoPoint.latitudes.contains(south),
            GeoPoint.latitudes.contains(north), GeoPoint.longitudes.contains(west),
            GeoPoint.longitudes.contains(east)
        else { return nil }
        self.init(checked: south, west, north, east)
    }

    init(checked south: Int64, _ west: Int64, _ north: Int64, _ east: Int64) {
        self.south = south
        self.west = west
        self.north = north
        self.east = east
    }

    /// The smallest box around all points; nil without points.
    public init?(_ points: some Sequence<GeoPoint>) {
        var box: GeoBox?
        for point in points {
            let own = GeoBox(point)
            box = box.map { $0.union(own) } ?? own
        }
        guard let box else { return nil }
        self = box
    }

    private init(_ point: GeoPoint) {
        self.init(checked: point.latitude, point.longitude, point.latitude, point.longitude)
    }

    /// The smallest box that holds all within so many metres of the point; cut off at the poles
    /// and at the date line.
    public init(around point: GeoPoint, metres: Double) {
        self = GeoBox(point).expanded(metres: metres)
    }

    /// The land and the sea of Indonesia.
    public static let indonesia = GeoBox(checked: -11_100_000, 94_900_000, 6_200_000, 141_100_000)

    public var centre: GeoPoint {
        GeoPoint(clamping: Double(south + north) / 2, Double(west + east) / 2)
    }

    public func contains(_ point: GeoPoint) -> Bool {
        (south...north).contains(point.latitude) && (west...east).contains(point.longitude)
    }

    public func contains(_ other: GeoBox) -> Bool {
        south <= other.south && other.north <= north && west <= other.west && other.east <= east
    }

    /// Whether they have a point in common, be it on their borders.
    public func intersects(_ other: GeoBox) -> Bool {
        south <= other.north && other.south <= north && west <= other.east && other.west <= east
    }

    /// What both hold; nil when they have nothing in common.
    public func intersection(_ other: GeoBox) -> GeoBox? {
        GeoBox(
            south: max(south, other.south), west: max(west, other.west),
            north: min(north, other.north), east: min(east, other.east))
    }

    /// The smallest box that holds both.
    public func union(_ other: GeoBox) -> GeoBox {
        GeoBox(
            checked: min(south, other.south), min(west, other.west), max(north, other.north),
            max(east, other.east))
    }

    /// With all that lies within so many metres of it.
    public func expanded(metres: Double) -> GeoBox {
        let metres = metres > 0 ? metres : 0
        // One unit more than needed, for the rounding of sines.
        let up = (metres / Earth.metresPerUnit).rounded(.up) + 1
        let low = max(Double(south) - up, -90_000_000)
        let high = min(Double(north) + up, 90_000_000)
        // Towards the nearer pole a metre is more degrees of longitude.
        let farthest = max(south.magnitude, north.magnitude)
        let reach = Earth.reach(metres: metres, atLatitude: Int64(farthest))
        let aside = reach.map { $0.rounded(.up) + 1 } ?? 360_000_000
        return GeoBox(
            checked: Int64(low), Int64(max(Double(west) - aside, -180_000_000)), Int64(high),
            Int64(min(Double(east) + aside, 180_000_000)))
    }

    var corners: [GeoPoint] {
        [(south, west), (south, east), (north, east), (north, west)].map {
            GeoPoint(clamping: Double($0), Double($1))
        }
    }
}
