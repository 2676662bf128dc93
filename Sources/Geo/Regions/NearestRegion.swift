/// The region next to a point.
public struct NearestRegion<ID: Hashable & Comparable & Sendable>: Sendable {
    public let region: GeoRegion<ID>
    /// 0 when the point lies in it.
    public let metres: Double
    /// The point of the region that is nearest, to a micro-degree.
    public let point: GeoPoint
}
