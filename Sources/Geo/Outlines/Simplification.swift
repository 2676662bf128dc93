/// Leaves out corners that a drawing does not need. What two regions have in common stays common:
/// a border is cut where a third line meets it, and each piece is made simpler once, the same for
/// both sides. The result is for pictures; which region a point lies in is asked of the real one.
public enum Simplification {
    /// Micro-degrees from one possible place of a corner to the next: a hundred-thousandth of a
    /// degree, about a metre.
    public static let grid: Int64 = 10

    /// - Parameter metres: how far a corner that is left out may lie from the new line. Corners are
    ///   then moved to the grid. Holes and parts that become nothing go; of a region of which
    ///   nothing would be left, its largest part stays as it was.
    public static func simplified<ID>(
        _ regions: [GeoRegion<ID>], metres: Double
    ) -> [GeoRegion<ID>] {
        zip(regions, shapes(regions.map(\.shape), metres: metres)).map { region, shape in
            GeoRegion(id: region.id, shape: shape, isApproximate: region.isApproximate)
        }
    }

    static func shapes(_ shapes: [GeoShape], metres: Double) -> [GeoShape] {
        let borders = BorderNet(shapes)
        let line = LineSimplifier(
            metres: metres, latitude: GeoBox(shapes.flatMap(\.box.corners))?.centre.latitude ?? 0)
        return shapes.map { shape in
            let polygons = shape.polygons.compactMap { polygon -> GeoPolygon? in
                guard let outer = ring(polygon.outer, borders, line) else { return nil }
                return GeoPolygon(
                    outer, holes: polygon.holes.compactMap { ring($0, borders, line) })
            }
            return GeoShape(polygons) ?? largest(shape)
        }
    }

    private static func ring(
        _ ring: GeoRing, _ borders: BorderNet, _ line: LineSimplifier
    ) -> GeoRing? {
        var points: [GeoPoint] = []
        for piece in borders.pieces(of: ring) {
            // Without its last point, with which the next piece begins.
            points += line.simplified(piece).dropLast()
        }
        return GeoRing(points)?.snapped(to: grid)
    }

    /// The largest polygon alone, without holes, as it was.
    private static func largest(_ shape: GeoShape) -> GeoShape {
        let outlines = shape.polygons.map(\.outer)
        let largest = outlines.dropFirst().reduce(outlines[0]) {
            $1.magnitude > $0.magnitude ? $1 : $0
        }
        return GeoShape(GeoPolygon(largest.snapped(to: grid) ?? largest))
    }
}
