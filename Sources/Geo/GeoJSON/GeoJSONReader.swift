import Kernel

/// Reads areas from GeoJSON (RFC 7946): a `FeatureCollection` of `Polygon` and `MultiPolygon`.
/// Corners are rounded to micro-degrees; heights and unknown members are passed over, and the
/// direction of rings is not looked at.
public struct GeoJSONReader {
    private let limits: GeoJSONLimits
    private var points = 0
    private var feature = 0
    private var id: String?

    private init(_ limits: GeoJSONLimits) {
        self.limits = limits
    }

    /// The features in the order of the file. Throws at the first fault.
    public static func features(
        _ bytes: some Sequence<UInt8>, limits: GeoJSONLimits = GeoJSONLimits()
    ) throws(GeoJSONError) -> [GeoFeature] {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: bytes, limits: limits.json)
        } catch {
            throw GeoJSONError(.json(error))
        }
        return try features(document, limits: limits)
    }

    /// From a document that was parsed already.
    public static func features(
        _ document: JSONValue, limits: GeoJSONLimits = GeoJSONLimits()
    ) throws(GeoJSONError) -> [GeoFeature] {
        guard document["type"]?.stringValue == "FeatureCollection",
            let list = document["features"]?.arrayValue
        else { throw GeoJSONError(.collection) }
        guard list.count <= limits.features else {
            throw GeoJSONError(.tooManyFeatures(limit: limits.features), path: "features")
        }
        var reader = GeoJSONReader(limits)
        var features: [GeoFeature] = []
        for (index, entry) in list.enumerated() {
            reader.feature = index
            reader.id = entry["id"]?.word
            features.append(try reader.read(entry))
        }
        return features
    }

    /// - Parameter path: below the feature.
    private func fault(_ fault: GeoJSONError.Fault, _ path: String = "") -> GeoJSONError {
        GeoJSONError(fault, feature: feature, id: id, path: "features.\(feature)\(path)")
    }

    private mutating func read(_ entry: JSONValue) throws(GeoJSONError) -> GeoFeature {
        guard entry["type"]?.stringValue == "Feature", let geometry = entry["geometry"] else {
            throw fault(.feature)
        }
        let coordinates = geometry["coordinates"]
        let path = ".geometry.coordinates"
        var polygons: [GeoPolygon] = []
        switch geometry["type"]?.stringValue {
        case "Polygon": polygons = [try polygon(coordinates, path)]
        case "MultiPolygon":
            for (index, part) in try list(coordinates, path).enumerated() {
                polygons.append(try polygon(part, "\(path).\(index)"))
            }
        case let type: throw fault(.geometry(type), ".geometry")
        }
        guard let shape = GeoShape(polygons) else { throw fault(.shape, path) }
        return GeoFeature(
            id: id, properties: entry["properties"]?.objectValue ?? [:], shape: shape)
    }

    private func list(
        _ value: JSONValue?, _ path: String
    ) throws(GeoJSONError) -> [JSONValue] {
        guard let list = value?.arrayValue, !list.isEmpty else { throw fault(.shape, path) }
        return list
    }

    private mutating func polygon(
        _ value: JSONValue?, _ path: String
    ) throws(GeoJSONError) -> GeoPolygon {
        var rings: [GeoRing] = []
        for (index, part) in try list(value, path).enumerated() {
            rings.append(try ring(part, "\(path).\(index)"))
        }
        return GeoPolygon(rings[0], holes: Array(rings.dropFirst()))
    }

    private mutating func ring(
        _ value: JSONValue, _ path: String
    ) throws(GeoJSONError) -> GeoRing {
        let positions = try list(value, path)
        points += positions.count
        guard points <= limits.points else {
            throw fault(.tooManyPoints(limit: limits.points), path)
        }
        var corners: [GeoPoint] = []
        corners.reserveCapacity(positions.count)
        for (index, position) in positions.enumerated() {
            guard let point = Self.point(position) else {
                throw fault(.position, "\(path).\(index)")
            }
            corners.append(point)
        }
        guard corners.count >= 4 else { throw fault(.ring, path) }
        guard corners.first == corners.last else { throw fault(.open, path) }
        guard let ring = GeoRing(corners) else { throw fault(.ring, path) }
        return ring
    }

    private static func point(_ position: JSONValue) -> GeoPoint? {
        guard let numbers = position.arrayValue, numbers.count >= 2,
            let east = degrees(numbers[0]), let north = degrees(numbers[1])
        else { return nil }
        return GeoPoint(degrees: north, east)
    }

    private static func degrees(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
