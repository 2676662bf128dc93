@testable import Geo

/// Answers by walking along everything, with another rule than the index: how often a ring winds
/// around the point.
struct SlowMap {
    let regions: [GeoRegion<Int>]

    func region(at point: GeoPoint) -> Int? {
        regions.filter { Self.holds($0.shape, point) }.map(\.id).min()
    }

    static func holds(_ shape: GeoShape, _ point: GeoPoint) -> Bool {
        shape.polygons.contains { polygon in
            if polygon.rings.contains(where: { isOn($0, point) }) { return true }
            return winds(polygon.outer, point) && !polygon.holes.contains { winds($0, point) }
        }
    }

    private static func sides(_ ring: GeoRing) -> [(GeoPoint, GeoPoint)] {
        Array(zip(ring.points, ring.points.dropFirst() + ring.points.prefix(1)))
    }

    /// Twice the area of the triangle, with its sign.
    private static func area(_ a: GeoPoint, _ b: GeoPoint, _ c: GeoPoint) -> Int64 {
        a.longitude * (b.latitude - c.latitude) + b.longitude * (c.latitude - a.latitude)
            + c.longitude * (a.latitude - b.latitude)
    }

    private static func isOn(_ ring: GeoRing, _ point: GeoPoint) -> Bool {
        sides(ring).contains { start, end in
            let toStart = (start.latitude - point.latitude, start.longitude - point.longitude)
            let toEnd = (end.latitude - point.latitude, end.longitude - point.longitude)
            // On the line, and its ends lie in opposite directions.
            return area(start, end, point) == 0
                && toStart.0 * toEnd.0 + toStart.1 * toEnd.1 <= 0
        }
    }

    private static func winds(_ ring: GeoRing, _ point: GeoPoint) -> Bool {
        var turns = 0
        for (start, end) in sides(ring) {
            let isLeft = area(start, end, point)
            if start.latitude <= point.latitude {
                if end.latitude > point.latitude, isLeft > 0 { turns += 1 }
            } else if end.latitude <= point.latitude, isLeft < 0 {
                turns -= 1
            }
        }
        return turns != 0
    }

    /// Metres to the nearest of many points on all borders.
    func metresToBorder(_ point: GeoPoint, steps: Int) -> Double {
        var least = Double.infinity
        for (start, end) in regions.flatMap({ $0.shape.rings.flatMap(Self.sides) }) {
            for step in 0...steps {
                let share = Double(step) / Double(steps)
                let latitude = Double(start.latitude) * (1 - share) + Double(end.latitude) * share
                let longitude =
                    Double(start.longitude) * (1 - share) + Double(end.longitude) * share
                least = min(least, point.metres(to: GeoPoint(clamping: latitude, longitude)))
            }
        }
        return least
    }
}
