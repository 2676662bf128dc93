/// The area of a region: one or several polygons.
public struct GeoShape: Sendable, Hashable {
    /// At least one.
    public let polygons: [GeoPolygon]
    public let box: GeoBox

    /// Nil without a polygon.
    public init?(_ polygons: [GeoPolygon]) {
        guard let first = polygons.first else { return nil }
        self.init(first, Array(polygons.dropFirst()))
    }

    public init(_ polygon: GeoPolygon) {
        self.init(polygon, [])
    }

    private init(_ first: GeoPolygon, _ others: [GeoPolygon]) {
        polygons = [first] + others
        box = others.reduce(first.box) { $0.union($1.box) }
    }

    public var rings: [GeoRing] { polygons.flatMap(\.rings) }

    /// Whether the point is in it; all borders, also those of holes, belong to it. Walks along all
    /// corners: for many questions make a `RegionIndex`.
    public func contains(_ point: GeoPoint) -> Bool {
        polygons.contains { $0.location(of: point) != .outside }
    }

    /// Whether it has a point in common with the box.
    public func touches(_ other: GeoBox) -> Bool {
        guard box.intersects(other) else { return false }
        if rings.contains(where: { ring in ring.segments.contains { $0.touches(other) } }) {
            return true
        }
        // No border passes the box: it is all inside or all outside.
        return other.corners.first.map(contains) ?? false
    }

    func adding(_ other: GeoShape) -> GeoShape {
        GeoShape(polygons[0], polygons.dropFirst() + other.polygons)
    }
}
