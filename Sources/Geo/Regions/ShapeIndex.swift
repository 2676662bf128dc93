/// Finds shapes by points. Shapes have an order: where several claim a point the first one wins.
struct ShapeIndex: Sendable {
    let shapes: [GeoShape]
    private let strips: [[PolygonStrips]]
    private let borders: [[Segment]]
    /// Nil without shapes.
    let grid: ShapeGrid?

    struct Neighbour {
        let index: Int
        let point: GeoPoint
        let metres: Double
    }

    init(_ shapes: [GeoShape]) {
        self.shapes = shapes
        strips = shapes.map { $0.polygons.map(PolygonStrips.init) }
        borders = shapes.map { $0.rings.flatMap(\.segments) }
        grid = ShapeGrid(shapes, strips)
    }

    func first(at point: GeoPoint) -> Int? {
        guard let grid else { return nil }
        switch grid.cell(of: point) {
        case .empty: return nil
        case .whole(let index): return index
        case .mixed(let start, let end):
            for place in Int(start)..<Int(end) {
                let index = Int(grid.candidates[place])
                for polygon in strips[index] where polygon.location(of: point) != .outside {
                    return index
                }
            }
            return nil
        }
    }

    /// The shape whose border is nearest, the first one of several; nil without shapes.
    func nearest(to point: GeoPoint) -> Neighbour? {
        let narrowing = Earth.narrowing(atLatitude: point.latitude)
        // By what each shape is away at least, so that most are never walked along.
        let order = shapes.indices.map { (least(point, $0, narrowing), $0) }.sorted { $0 < $1 }
        var best: (latitude: Double, longitude: Double, square: Double)?
        var index = 0
        for (least, candidate) in order {
            if let best, least > best.square { break }
            guard let found = nearest(to: point, of: candidate, narrowing) else { continue }
            let isNearer = best.map { (found.square, candidate) < ($0.square, index) } ?? true
            if isNearer { (best, index) = (found, candidate) }
        }
        return best.map { best in
            Neighbour(
                index: index, point: GeoPoint(clamping: best.latitude, best.longitude),
                metres: Earth.metres(
                    Double(point.latitude), Double(point.longitude), best.latitude,
                    best.longitude))
        }
    }

    private func nearest(
        to point: GeoPoint, of index: Int, _ narrowing: Double
    ) -> (latitude: Double, longitude: Double, square: Double)? {
        var best: (latitude: Double, longitude: Double, square: Double)?
        for segment in borders[index] {
            let found = segment.nearest(to: point, narrowing: narrowing)
            if best.map({ found.square < $0.square }) ?? true { best = found }
        }
        return best
    }

    /// The square of the distance to the box of a shape, in narrowed micro-degrees.
    private func least(_ point: GeoPoint, _ index: Int, _ narrowing: Double) -> Double {
        let box = shapes[index].box
        let up = Double(max(box.south - point.latitude, point.latitude - box.north, 0))
        let aside = Double(max(box.west - point.longitude, point.longitude - box.east, 0))
        return up * up + aside * aside * narrowing * narrowing
    }

    /// All that have a point in common with the box, in order.
    func touching(_ box: GeoBox) -> [Int] { shapes.indices.filter { shapes[$0].touches(box) } }
}
