/// Areas for a city that knows only the centre of each region: all that lies nearer to that centre
/// than to any other (Voronoi), within an outline. They look like a map and are none, and say so
/// (`GeoRegion.isApproximate`).
public enum ApproximateRegions {
    /// Regions in the order of their ids. Of several centres at one place the smallest id has the
    /// area; a centre whose area lies wholly beyond the outline has none. Neighbouring areas share
    /// their border to some micro-degrees.
    public static func around<ID>(
        _ centres: [(id: ID, point: GeoPoint)], within outline: GeoShape
    ) -> [GeoRegion<ID>] {
        var seen: Set<GeoPoint> = []
        let known = centres.sorted { $0.id < $1.id }.filter { seen.insert($0.point).inserted }
        let plane = LocalPlane(outline.box.centre)
        let places = known.map { plane.place($0.point) }
        return known.indices.compactMap { index in
            let own = places[index]
            // The nearest first: they cut off most, and what is cut off is not cut again.
            let others = places.indices.filter { $0 != index }.map { places[$0] }
                .sorted { $0.square(to: own) < $1.square(to: own) }
            let sides = others.map { HalfPlane(nearer: own, than: $0) }
            return shape(outline, sides, plane).map {
                GeoRegion(id: known[index].id, shape: $0, isApproximate: true)
            }
        }
    }

    public static func around<ID>(
        _ centres: [(id: ID, point: GeoPoint)], within box: GeoBox
    ) -> [GeoRegion<ID>] {
        guard let ring = GeoRing(box.corners) else { return [] }
        return around(centres, within: GeoShape(GeoPolygon(ring)))
    }

    private static func shape(
        _ outline: GeoShape, _ sides: [HalfPlane], _ plane: LocalPlane
    ) -> GeoShape? {
        GeoShape(
            outline.polygons.compactMap { polygon in
                guard let outer = ring(polygon.outer, sides, plane) else { return nil }
                return GeoPolygon(
                    outer, holes: polygon.holes.compactMap { ring($0, sides, plane) })
            })
    }

    private static func ring(
        _ ring: GeoRing, _ sides: [HalfPlane], _ plane: LocalPlane
    ) -> GeoRing? {
        var corners = ring.points.map(plane.place)
        for side in sides where !corners.isEmpty { corners = side.clip(corners) }
        return GeoRing(corners.map(plane.point))
    }
}
