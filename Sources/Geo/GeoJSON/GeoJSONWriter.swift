import Kernel

/// Writes areas as GeoJSON (RFC 7946) without a space: outer rings against the clock, holes with
/// it, degrees to five decimals (a metre).
public enum GeoJSONWriter {
    /// Points that become one by the rounding are written once; what then encloses nothing is left
    /// out, and so is a feature of which nothing remains.
    public static func text(_ features: [GeoFeature]) -> String {
        let document: JSONValue = [
            "type": "FeatureCollection", "features": .array(features.compactMap(feature)),
        ]
        return document.text
    }

    private static func feature(_ feature: GeoFeature) -> JSONValue? {
        let polygons = feature.shape.polygons.compactMap(rings)
        guard let first = polygons.first else { return nil }
        let geometry: JSONValue =
            polygons.count == 1
            ? ["type": "Polygon", "coordinates": first]
            : ["type": "MultiPolygon", "coordinates": .array(polygons)]
        var members: [String: JSONValue] = [
            "type": "Feature", "geometry": geometry, "properties": .object(feature.properties),
        ]
        members["id"] = feature.id.map { .string($0) }
        return .object(members)
    }

    private static func rings(_ polygon: GeoPolygon) -> JSONValue? {
        guard let outer = polygon.outer.snapped(to: 10) else { return nil }
        let holes = polygon.holes.compactMap { $0.snapped(to: 10) }
        return .array([ring(outer, true)] + holes.map { ring($0, false) })
    }

    private static func ring(_ ring: GeoRing, _ isAgainstClock: Bool) -> JSONValue {
        let points = ring.isAgainstClock == isAgainstClock ? ring.points : ring.points.reversed()
        return .array((points + points.prefix(1)).map(position))
    }

    /// The quotient is the double next to the decimal number, so that it is printed as that.
    private static func position(_ point: GeoPoint) -> JSONValue {
        .array(
            [point.longitude, point.latitude].map { units in
                let hundredThousandths = units / 10
                return hundredThousandths.isMultiple(of: 100_000)
                    ? .integer(hundredThousandths / 100_000)
                    : .double(Double(hundredThousandths) / 100_000)
            })
    }
}
