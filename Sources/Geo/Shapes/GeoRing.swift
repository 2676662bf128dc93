/// A closed line around an area. Which way round it goes does not matter.
public struct GeoRing: Sendable, Hashable {
    /// The corners; the first is not repeated at the end, and no corner stands twice in a row.
    public let points: [GeoPoint]
    public let box: GeoBox

    /// Nil when the line encloses nothing. The first point may be repeated at the end.
    public init?(_ points: [GeoPoint]) {
        var corners: [GeoPoint] = []
        for point in points where point != corners.last { corners.append(point) }
        while corners.count > 1, corners.first == corners.last { corners.removeLast() }
        guard corners.count >= 3, let box = GeoBox(corners), Self.doubleArea(corners) != 0 else {
            return nil
        }
        self.points = corners
        self.box = box
    }

    /// Twice the area in square micro-degrees, positive when it goes against the clock. Sums may
    /// run over on their way; the last one is right, because no area is that large.
    private static func doubleArea(_ corners: [GeoPoint]) -> Int64 {
        guard let origin = corners.first else { return 0 }
        var sum: Int64 = 0
        for (corner, next) in zip(corners, corners.dropFirst()) {
            sum &+= Segment(start: origin, end: corner).side(of: next)
        }
        return sum
    }

    /// The size of what it encloses, to compare rings.
    var magnitude: UInt64 { Self.doubleArea(points).magnitude }

    /// With its corners on a grid of so many micro-degrees; nil when nothing is left.
    func snapped(to grid: Int64) -> GeoRing? { GeoRing(points.map { $0.snapped(to: grid) }) }

    var isAgainstClock: Bool { Self.doubleArea(points) > 0 }

    var segments: [Segment] {
        points.indices.map {
            Segment(start: points[$0], end: points[$0 + 1 == points.count ? 0 : $0 + 1])
        }
    }
}
