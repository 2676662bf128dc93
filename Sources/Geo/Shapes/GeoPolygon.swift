/// An area with holes.
public struct GeoPolygon: Sendable, Hashable {
    public let outer: GeoRing
    public let holes: [GeoRing]

    public init(_ outer: GeoRing, holes: [GeoRing] = []) {
        self.outer = outer
        self.holes = holes
    }

    public var rings: [GeoRing] { [outer] + holes }
    public var box: GeoBox { outer.box }

    /// A ray crosses the rings an odd number of times from inside. Walks along all corners: an
    /// index answers faster.
    func location(of point: GeoPoint) -> PointLocation {
        guard box.contains(point) else { return .outside }
        var isInside = false
        for ring in rings {
            for segment in ring.segments {
                guard let isCrossed = segment.isCrossed(from: point) else { return .border }
                if isCrossed { isInside.toggle() }
            }
        }
        return isInside ? .inside : .outside
    }
}
