/// One side of a straight line in a plane: `x * right + y * up <= limit`.
struct HalfPlane {
    let right, up, limit: Double

    /// What lies not farther from the first place than from the second.
    init(nearer first: PlanePoint, than second: PlanePoint) {
        right = 2 * (second.x - first.x)
        up = 2 * (second.y - first.y)
        limit = second.x * second.x + second.y * second.y - first.x * first.x - first.y * first.y
    }

    init(right: Double, up: Double, limit: Double) {
        self.right = right
        self.up = up
        self.limit = limit
    }

    /// The four sides of a box.
    static func box(
        west: Double, south: Double, east: Double, north: Double
    ) -> [HalfPlane] {
        [
            HalfPlane(right: 1, up: 0, limit: east), HalfPlane(right: -1, up: 0, limit: -west),
            HalfPlane(right: 0, up: 1, limit: north), HalfPlane(right: 0, up: -1, limit: -south),
        ]
    }

    /// The part of a closed line on this side (Sutherland and Hodgman). Where a line that bends
    /// leaves several parts, they hang together by the edge.
    func clip(_ corners: [PlanePoint]) -> [PlanePoint] {
        guard var last = corners.last else { return [] }
        var result: [PlanePoint] = []
        var lastOver = over(last)
        for corner in corners {
            let over = over(corner)
            if (over > 0) != (lastOver > 0) {
                let share = lastOver / (lastOver - over)
                result.append(
                    PlanePoint(
                        x: last.x + share * (corner.x - last.x),
                        y: last.y + share * (corner.y - last.y)))
            }
            if over <= 0 { result.append(corner) }
            (last, lastOver) = (corner, over)
        }
        return result
    }

    private func over(_ point: PlanePoint) -> Double { point.x * right + point.y * up - limit }
}
