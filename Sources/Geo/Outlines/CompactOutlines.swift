import Kernel

/// A map of a whole city as short text: for each region its rings as whole hundred-thousandths of a
/// degree, the first corner in full (longitude, latitude) and each other one as its difference to
/// the one before: `{"32.71.01":[[10680855,-661999,-37,-34,…],…]}`. A script draws it by adding up.
public struct CompactOutlines: Sendable, Hashable {
    public let text: String
    /// How far the drawn lines may lie from the real ones in metres; about a metre comes on top.
    public let metres: Double

    /// All corners as they are.
    /// - Parameter name: what a region is called in the text, each differently.
    public init<ID>(_ regions: [GeoRegion<ID>], name: (ID) -> String) {
        self.init(regions, metres: 0, name)
    }

    /// As exact as fits into so many bytes, in steps from a metre to a kilometre; as coarse as that
    /// where nothing fits.
    public init<ID>(_ regions: [GeoRegion<ID>], bytes: Int, name: (ID) -> String) {
        var metres = 1.0
        while true {
            let simple = Simplification.simplified(regions, metres: metres)
            self.init(simple, metres: metres, name)
            if text.utf8.count <= bytes || metres > 1_000 { return }
            metres *= 1.25
        }
    }

    private init<ID>(_ regions: [GeoRegion<ID>], metres: Double, _ name: (ID) -> String) {
        var members: [String: JSONValue] = [:]
        for region in regions {
            let rings = region.shape.rings.compactMap { $0.snapped(to: Simplification.grid) }
            members[name(region.id)] = .array(rings.map(Self.steps))
        }
        text = JSONValue.object(members).text
        self.metres = metres
    }

    private static func steps(_ ring: GeoRing) -> JSONValue {
        var last: (Int64, Int64) = (0, 0)
        var numbers: [JSONValue] = []
        for point in ring.points {
            let here = (point.longitude / 10, point.latitude / 10)
            numbers += [.integer(here.0 - last.0), .integer(here.1 - last.1)]
            last = here
        }
        return .array(numbers)
    }
}
