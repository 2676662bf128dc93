import Cases
import Forms
import Geo
import Kernel

/// A way that somebody takes, as it was written down: a stop a line, each a point or the name of a
/// kelurahan.
struct DescribedWay: Sendable, Hashable {
    let stops: [GeoPoint]
    let corridor: Corridor

    /// Of a way at most.
    static let mostStops = 20
    static let longest = 40_000.0
    /// Metres to each side that count as "on the way".
    static let reach = 100.0
    /// The input.
    static let field = "rute"

    /// - Throws: `Refusal` that names the line which is not understood, or lies elsewhere.
    init(_ text: String, _ map: CityMap, _ catalogue: Catalogue) throws {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { String($0).singleSpaced }.filter { !$0.isEmpty }
        guard (2...Self.mostStops).contains(lines.count) else {
            throw Refusal(
                .invalid, "complaints.way.stops", field: Self.field,
                values: ["most": "\(Self.mostStops)"])
        }
        try self.init(
            lines.enumerated().map { try Self.stop($1, line: $0 + 1, map, catalogue) })
    }

    init(_ stops: [GeoPoint]) throws {
        let corridor = Corridor(through: stops, metres: Self.reach, limit: Self.longest)
        guard let corridor else {
            throw Refusal(
                .invalid, "complaints.way.long", field: Self.field,
                values: ["most": "\(Int(Self.longest) / 1_000)"])
        }
        self.stops = stops
        self.corridor = corridor
    }

    private static func stop(
        _ typed: String, line: Int, _ map: CityMap, _ catalogue: Catalogue
    ) throws -> GeoPoint {
        let place = ["line": "\(line)"]
        if let pair = TypedPair(typed) {
            switch map.finding(latitude: pair.latitude, longitude: pair.longitude) {
            case .inside(let point, _): return point
            case .swapped(let point): return point
            default:
                throw Refusal(.invalid, "complaints.way.outside", field: field, values: place)
            }
        }
        guard case .one(let region) = AddressReading(typed, in: map.places),
            let found = catalogue.region(region.code), let latitude = found.latitude,
            let longitude = found.longitude, let point = GeoPoint(degrees: latitude, longitude)
        else { throw Refusal(.invalid, "complaints.way.unknown", field: field, values: place) }
        return point
    }
}
