import Cases
import Contracts
import Forms
import Geo
import Kernel
import Synchronization

/// The city as an area: in which kelurahan a point lies. Made once for each edition of the
/// catalogue, for it takes some milliseconds.
public struct CityMap: Sendable {
    /// Of the catalogue.
    public let version: String
    public let places: Places
    /// The outlines that the city gave; without any, areas drawn around the centres.
    public let regions: RegionIndex<RegionCode>
    /// The box in which the city lies.
    public let box: GeoBox
    private let known: [RegionCode: Places.Region]

    /// Outlines are drawn roughly: whoever stands so many metres outside all of them may well be
    /// inside.
    public static let tolerance = 250.0

    public init(_ catalogue: Catalogue) {
        version = catalogue.version
        places = catalogue.places
        known = Dictionary(catalogue.places.regions.map { ($0.code, $0) }) { first, _ in first }
        let bounds = catalogue.places.bounds
        box =
            GeoBox(
                south: bounds.south, west: bounds.west, north: bounds.north, east: bounds.east)
            ?? .indonesia
        let outlines = catalogue.places.outlines.compactMap { code, corners in
            GeoRing(corners.compactMap(\.geo)).map {
                GeoRegion(id: code, shape: GeoShape(GeoPolygon($0)))
            }
        }
        regions = RegionIndex(outlines.isEmpty ? Self.around(catalogue, box) : outlines)
    }

    private static func around(
        _ catalogue: Catalogue, _ box: GeoBox
    ) -> [GeoRegion<RegionCode>] {
        let centres = catalogue.regions.compactMap { region -> (id: RegionCode, point: GeoPoint)? in
            guard region.code.level == .kelurahan, let latitude = region.latitude,
                let longitude = region.longitude,
                let point = GeoPoint(degrees: latitude, longitude)
            else { return nil }
            return (region.code, point)
        }
        return ApproximateRegions.around(centres, within: box)
    }

    public func region(_ code: RegionCode) -> Places.Region? { known[code] }

    /// The kelurahan at a point, or the nearest one when it lies just outside all of them.
    public func region(at point: GeoPoint) -> Places.Region? {
        regions.nearest(to: point, within: Self.tolerance).flatMap { known[$0.region.id] }
    }
}

/// Keeps the map of the edition that was asked for last.
public final class CityMaps: Sendable {
    private let kept = Mutex<CityMap?>(nil)

    public init() {}

    public func map(of catalogue: Catalogue) -> CityMap {
        if let map = kept.withLock({ $0 }), map.version == catalogue.version { return map }
        let map = CityMap(catalogue)
        kept.withLock { $0 = map }
        return map
    }
}
