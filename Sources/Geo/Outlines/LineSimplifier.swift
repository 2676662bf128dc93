/// The rule of Douglas and Peucker: between two points that stay, the one that lies farthest from
/// their line stays too, if it lies farther than the tolerance.
struct LineSimplifier {
    private let metres: Double
    /// Of degrees of longitude. One for all lines, so that a line has one result.
    private let narrowing: Double

    init(metres: Double, latitude: Int64) {
        self.metres = metres
        narrowing = Earth.narrowing(atLatitude: latitude)
    }

    /// Both ends stay; of a line that comes back to where it began, also the point farthest from
    /// there. The same points whichever end is named first.
    func simplified(_ line: [GeoPoint]) -> [GeoPoint] {
        guard line.count > 2 else { return line }
        let isTurned = isTurned(line)
        let points = isTurned ? line.reversed() : line
        var stays = [Bool](repeating: false, count: points.count)
        stays[0] = true
        stays[points.count - 1] = true
        var open = [(0, points.count - 1)]
        while let (start, end) = open.popLast() {
            guard let (place, distance) = farthest(points, start, end) else { continue }
            guard distance > metres || points[start] == points[end] else { continue }
            stays[place] = true
            open += [(start, place), (place, end)]
        }
        let result = points.indices.filter { stays[$0] }.map { points[$0] }
        return isTurned ? result.reversed() : result
    }

    /// Whether it is to be walked from its other end.
    private func isTurned(_ line: [GeoPoint]) -> Bool {
        for (point, other) in zip(line, line.reversed()) where point != other {
            return other.precedes(point)
        }
        return false
    }

    private func farthest(_ points: [GeoPoint], _ start: Int, _ end: Int) -> (Int, Double)? {
        guard end - start > 1 else { return nil }
        let chord = Segment(start: points[start], end: points[end])
        var found = (start + 1, -1.0)
        for place in start + 1..<end {
            let square = chord.nearest(to: points[place], narrowing: narrowing).square
            if square > found.1 { found = (place, square) }
        }
        return (found.0, found.1.squareRoot() * Earth.metresPerUnit)
    }
}
