/// The sides of a polygon in strips from south to north: a ray to the east meets those of one
/// strip only.
struct PolygonStrips: Sendable {
    private let box: GeoBox
    private let height: Int64
    /// Where in `segments` each strip begins, and the end of the last one.
    private let starts: [Int]
    private let segments: [Segment]

    init(_ polygon: GeoPolygon) {
        let all = polygon.rings.flatMap(\.segments)
        let span = polygon.box.north - polygon.box.south
        let count = Int64(min(max(all.count / 4, 1), 4_096))
        let height = span / count + 1
        var strips = [[Segment]](repeating: [], count: Int(span / height) + 1)
        for segment in all {
            let from = segment.start.latitude - polygon.box.south
            let to = segment.end.latitude - polygon.box.south
            // A hole may stick out of an outline that is wrong.
            let low = max(min(from, to), 0)
            let high = min(max(from, to), span)
            guard low <= high else { continue }
            for strip in Int(low / height)...Int(high / height) { strips[strip].append(segment) }
        }
        var starts = [0]
        for strip in strips { starts.append(starts[starts.count - 1] + strip.count) }
        box = polygon.box
        self.height = height
        self.starts = starts
        segments = strips.flatMap(\.self)
    }

    /// The same as that of the polygon.
    func location(of point: GeoPoint) -> PointLocation {
        guard box.contains(point) else { return .outside }
        let strip = Int((point.latitude - box.south) / height)
        var isInside = false
        for index in starts[strip]..<starts[strip + 1] {
            guard let isCrossed = segments[index].isCrossed(from: point) else { return .border }
            if isCrossed { isInside.toggle() }
        }
        return isInside ? .inside : .outside
    }
}
