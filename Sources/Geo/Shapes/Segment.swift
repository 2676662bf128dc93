/// A straight line between two points. All answers are exact: differences of micro-degrees have 29
/// bits, so that a product of two of them, and the difference of two products, fit into 64.
struct Segment: Sendable {
    let start, end: GeoPoint

    /// Positive when the point lies to the left on the way from start to end, zero on the line.
    func side(of point: GeoPoint) -> Int64 {
        (end.longitude - start.longitude) * (point.latitude - start.latitude)
            - (point.longitude - start.longitude) * (end.latitude - start.latitude)
    }

    /// Whether a ray from the point to the east meets this line, its southern end included; nil
    /// when the point is on it.
    func isCrossed(from point: GeoPoint) -> Bool? {
        let south = min(start.latitude, end.latitude)
        let north = max(start.latitude, end.latitude)
        guard south <= point.latitude, point.latitude <= north else { return false }
        let side = side(of: point)
        if side == 0 {
            let west = min(start.longitude, end.longitude)
            let east = max(start.longitude, end.longitude)
            return west <= point.longitude && point.longitude <= east ? nil : false
        }
        guard point.latitude < north else { return false }
        return (side > 0) == (start.latitude < end.latitude)
    }

    /// Whether any of its points lies in the box.
    func touches(_ box: GeoBox) -> Bool {
        guard min(start.latitude, end.latitude) <= box.north,
            max(start.latitude, end.latitude) >= box.south,
            min(start.longitude, end.longitude) <= box.east,
            max(start.longitude, end.longitude) >= box.west
        else { return false }
        if box.contains(start) || box.contains(end) { return true }
        // The frames overlap, so it passes by only with all corners on one side.
        var left = false
        var right = false
        for corner in box.corners {
            let side = side(of: corner)
            if side == 0 { return true }
            if side > 0 { left = true } else { right = true }
        }
        return left && right
    }

    /// The nearest of its points, in micro-degrees of which those of longitude are shortened by
    /// `narrowing`; with the square of the distance in such units. The same whichever end is named
    /// first, so that the two sides of a common border are equally near.
    func nearest(
        to point: GeoPoint, narrowing: Double
    ) -> (latitude: Double, longitude: Double, square: Double) {
        let (from, to) = start.precedes(end) ? (start, end) : (end, start)
        let north = Double(to.latitude - from.latitude)
        let east = Double(to.longitude - from.longitude) * narrowing
        let up = Double(point.latitude - from.latitude)
        let right = Double(point.longitude - from.longitude) * narrowing
        let length = north * north + east * east
        let share = length == 0 ? 0 : min(max((north * up + east * right) / length, 0), 1)
        if share == 1 {
            let up = Double(point.latitude - to.latitude)
            let right = Double(point.longitude - to.longitude) * narrowing
            return (Double(to.latitude), Double(to.longitude), up * up + right * right)
        }
        let restUp = up - share * north
        let restRight = right - share * east
        return (
            Double(from.latitude) + share * north,
            Double(from.longitude) + share * Double(to.longitude - from.longitude),
            restUp * restUp + restRight * restRight
        )
    }
}
