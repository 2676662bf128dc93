import Kernel

/// A named area from a file of boundaries.
public struct GeoFeature: Sendable, Hashable {
    /// The member `id`, a text or a number.
    public let id: String?
    public let properties: [String: JSONValue]
    public let shape: GeoShape

    public init(id: String?, properties: [String: JSONValue] = [:], shape: GeoShape) {
        self.id = id
        self.properties = properties
        self.shape = shape
    }

    /// A property that is a text or a number, such as `code`.
    public func text(_ property: String) -> String? { properties[property]?.word }
}
