/// The net that the borders of several regions form, and the points where it branches.
struct BorderNet {
    private struct Neighbours {
        var first: GeoPoint
        var second: GeoPoint?
        var isBranch = false

        mutating func add(_ point: GeoPoint) {
            if point == first || point == second { return }
            if second == nil { second = point } else { isBranch = true }
        }
    }

    private var neighbours: [GeoPoint: Neighbours] = [:]

    init(_ shapes: [GeoShape]) {
        for ring in shapes.flatMap(\.rings) {
            for segment in ring.segments {
                join(segment.start, segment.end)
                join(segment.end, segment.start)
            }
        }
    }

    private mutating func join(_ point: GeoPoint, _ other: GeoPoint) {
        neighbours[point, default: Neighbours(first: other)].add(other)
    }

    /// The ring as lines from branch to branch, in its order; each begins with the point with which
    /// the one before ended.
    func pieces(of ring: GeoRing) -> [[GeoPoint]] {
        let points = ring.points
        let start =
            points.firstIndex { neighbours[$0]?.isBranch == true } ?? Self.smallest(points)
        let turned = points[start...] + points[..<start] + [points[start]]
        var pieces: [[GeoPoint]] = []
        var piece: [GeoPoint] = []
        for point in turned {
            piece.append(point)
            guard piece.count > 1, neighbours[point]?.isBranch == true else { continue }
            pieces.append(piece)
            piece = [point]
        }
        if piece.count > 1 { pieces.append(piece) }
        return pieces
    }

    /// Where a ring without branches begins, from whichever point it was written.
    private static func smallest(_ points: [GeoPoint]) -> Int {
        points.indices.min { points[$0].precedes(points[$1]) } ?? 0
    }
}
