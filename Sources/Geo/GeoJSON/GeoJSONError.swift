import Kernel

/// Why a file of boundaries cannot be read, and where.
public struct GeoJSONError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Fault: Sendable, Hashable {
        /// Not JSON, or beyond the limits of bytes, depth and values.
        case json(JSONError)
        /// The document is no `FeatureCollection` with a list of `features`.
        case collection
        case tooManyFeatures(limit: Int)
        case tooManyPoints(limit: Int)
        /// An entry of the list is no `Feature`.
        case feature
        /// Neither `Polygon` nor `MultiPolygon`; with what it says it is.
        case geometry(String?)
        /// A list of rings or polygons is missing or empty.
        case shape
        /// A ring of fewer than four points, or that encloses nothing.
        case ring
        /// The last point of a ring is not its first.
        case open
        /// No pair of numbers, or no point of the earth; longitude comes first.
        case position
    }

    public let fault: Fault
    /// The place of the feature in the list, from 0; nil when the fault lies outside all.
    public let feature: Int?
    /// The `id` of the feature, where it could be read.
    public let id: String?
    /// Where in the document, as `JSONValue.at` reads it:
    /// `features.3.geometry.coordinates.0.12`.
    public let path: String

    init(_ fault: Fault, feature: Int? = nil, id: String? = nil, path: String = "") {
        self.fault = fault
        self.feature = feature
        self.id = id
        self.path = path
    }

    public var description: String {
        let place = path.isEmpty ? "" : ", \(path)"
        let name = id.map { " (\($0))" } ?? ""
        return "GeoJSON\(place)\(name): \(reason)"
    }

    private var reason: String {
        switch fault {
        case .json(let error): error.description
        case .collection: "not a FeatureCollection with a list of features"
        case .tooManyFeatures(let limit): "more than \(limit) features"
        case .tooManyPoints(let limit): "more than \(limit) points"
        case .feature: "not a Feature"
        case .geometry(let type): "\(type ?? "nothing") is no Polygon or MultiPolygon"
        case .shape: "a list of rings or polygons is missing or empty"
        case .ring: "a ring needs four points and must enclose something"
        case .open: "the last point of a ring must be its first"
        case .position: "not a longitude and a latitude in degrees"
        }
    }
}
