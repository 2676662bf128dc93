/// The area of something that has a name, such as a kelurahan.
public struct GeoRegion<ID: Hashable & Comparable & Sendable>: Sendable {
    public let id: ID
    public let shape: GeoShape
    /// Drawn around a centre for want of a boundary: good for a guess, never for a decision.
    public let isApproximate: Bool

    public init(id: ID, shape: GeoShape, isApproximate: Bool = false) {
        self.id = id
        self.shape = shape
        self.isApproximate = isApproximate
    }
}
