import Kernel

/// Bounds of a file of boundaries. The usual ones hold a province in full detail.
public struct GeoJSONLimits: Sendable {
    public let bytes: Int
    /// Lists and objects inside each other; eight are the form of a file of areas.
    public let depth: Int
    public let features: Int
    /// Corners in all features together.
    public let points: Int

    public init(
        bytes: Int = 32 << 20, depth: Int = 16, features: Int = 10_000, points: Int = 500_000
    ) {
        self.bytes = bytes
        self.depth = depth
        self.features = features
        self.points = points
    }

    /// A corner is a list of two or three numbers; a feature has some dozens of other values.
    var json: JSONValue.Limits {
        JSONValue.Limits(bytes: bytes, depth: depth, values: points * 4 + features * 100)
    }
}
