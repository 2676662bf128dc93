import Cases
import Forms
import Geo
import Kernel

/// The city as areas: in which kelurahan a point lies. Made once for each edition of its files.
struct CityMap: Sendable {
    let places: Places
    private let index: RegionIndex<RegionCode>
    /// Where points of this city may lie.
    let box: GeoBox
    /// Whether an area was only drawn around a centre, for want of a boundary.
    let isApproximate: Bool
    private let neighbours: [(name: String, point: GeoPoint)]

    init(_ places: Places) { self.init(places, centres: []) }

    /// - Parameters:
    ///   - centres: a point in each region, for a city that has no outlines.
    ///   - neighbours: points in the cities and regencies around.
    init(
        _ places: Places, centres: [(id: RegionCode, point: GeoPoint)],
        neighbours: [Neighbour] = []
    ) {
        self.neighbours = neighbours.compactMap { one in
            one.point.geo.map { (one.name, $0) }
        }
        self.places = places
        let bounds = places.bounds
        let frame = GeoBox(
            south: bounds.south, west: bounds.west, north: bounds.north, east: bounds.east)
        var areas = places.outlines.compactMap { code, corners in
            GeoRing(corners.compactMap(\.geo)).map {
                GeoRegion(id: code, shape: GeoShape(GeoPolygon($0)))
            }
        }
        isApproximate = areas.isEmpty && !centres.isEmpty
        if isApproximate {
            areas = ApproximateRegions.around(centres, within: frame ?? .indonesia)
        }
        index = RegionIndex(areas)
        box =
            [frame, index.box].compactMap(\.self).reduce(nil) { sum, one in
                sum.map { $0.union(one) } ?? one
            } ?? .indonesia
    }

    /// The smallest box around all areas; that of the city where it has none.
    var areaBox: GeoBox { index.box ?? box }

    /// The kelurahan of a point; nil outside all.
    func region(at point: GeoPoint) -> RegionCode? { index.region(at: point)?.id }

    /// What two numbers are worth as a place in this city, in micro-degrees.
    func finding(latitude: Int64, longitude: Int64) -> PlaceFinding {
        switch PointReading(latitude: latitude, longitude: longitude, in: box) {
        case .inside(let point): located(point)
        case .swapped(let point): .swapped(point)
        case .nullIsland: .nullIsland
        case .outside(let point): located(point)
        case .invalid: .invalid
        }
    }

    private func located(_ point: GeoPoint) -> PlaceFinding {
        // A city without areas knows only its box.
        guard !index.regions.isEmpty else {
            return box.contains(point)
                ? .inside(point, nil)
                : .outside(PlaceFinding.Outside(near: nil, neighbour: neighbour(of: point)))
        }
        guard let near = index.nearest(to: point) else {
            return .outside(PlaceFinding.Outside(near: nil, neighbour: neighbour(of: point)))
        }
        if near.metres == 0 { return .inside(point, near.region.id) }
        // Outlines are for pictures: who stands on the border is not sent away.
        if near.metres <= Self.tolerance { return .inside(point, near.region.id) }
        return .outside(
            PlaceFinding.Outside(
                near: .init(region: near.region.id, metres: Int64(near.metres.rounded())),
                neighbour: neighbour(of: point)))
    }

    /// The city or regency around in which a point seems to lie: that of the nearest known place,
    /// where one is near.
    func neighbour(of point: GeoPoint) -> String? {
        let near = neighbours.map { ($0.name, $0.point.metres(to: point)) }
            .min { $0.1 < $1.1 }
        return near.flatMap { $0.1 <= Self.neighbourhood ? $0.0 : nil }
    }

    /// Beyond it a point in a neighbour says nothing of a place.
    private static let neighbourhood = 25_000.0

    /// Metres by which a drawn border may be wrong.
    private static let tolerance = 50.0

    /// All areas as short text for a script that draws them; see `CompactOutlines`.
    func outlines(bytes: Int) -> String {
        CompactOutlines(index.regions, bytes: bytes) { $0.text }.text
    }
}

/// What a pair of numbers turns out to be.
enum PlaceFinding: Sendable, Hashable {
    /// What of the city is nearest, and in which city or regency around it the point seems to lie.
    struct Outside: Sendable, Hashable {
        let near: Near?
        let neighbour: String?
    }

    struct Near: Sendable, Hashable {
        let region: RegionCode
        let metres: Int64
    }

    /// In the city, and in which kelurahan where that is known.
    case inside(GeoPoint, RegionCode?)
    /// Latitude and longitude the wrong way round, with what was meant.
    case swapped(GeoPoint)
    /// 0, 0: a device that does not know where it is.
    case nullIsland
    case outside(Outside)
    case invalid
}
