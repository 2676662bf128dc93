/// In which region a point lies: made once, asked often.
///
/// Every point has at most one region, whoever asks and in whatever order the regions came: all
/// borders belong to the areas on both sides, and where several regions claim a point (a common
/// border, areas that overlap) the one with the smallest id has it.
public struct RegionIndex<ID: Hashable & Comparable & Sendable>: Sendable {
    /// In the order of their ids.
    public let regions: [GeoRegion<ID>]
    private let places: [ID: Int]
    private let index: ShapeIndex

    /// Areas with the same id become one region.
    public init(_ regions: [GeoRegion<ID>]) {
        var merged: [ID: GeoRegion<ID>] = [:]
        for region in regions {
            guard let known = merged[region.id] else {
                merged[region.id] = region
                continue
            }
            merged[region.id] = GeoRegion(
                id: region.id, shape: known.shape.adding(region.shape),
                isApproximate: known.isApproximate || region.isApproximate)
        }
        self.regions = merged.values.sorted { $0.id < $1.id }
        places = Dictionary(
            uniqueKeysWithValues: self.regions.enumerated().map { ($1.id, $0) })
        index = ShapeIndex(self.regions.map(\.shape))
    }

    public subscript(id: ID) -> GeoRegion<ID>? { places[id].map { regions[$0] } }

    /// The smallest box around all regions; nil without any.
    public var box: GeoBox? {
        regions.first.map { first in regions.reduce(first.shape.box) { $0.union($1.shape.box) } }
    }

    /// The region of the point; nil when it lies in none.
    public func region(at point: GeoPoint) -> GeoRegion<ID>? {
        index.first(at: point).map { regions[$0] }
    }

    /// The region of the point or, outside all, the one whose border is nearest, if that is not
    /// farther than `limit` metres. Of several that are equally near it is the smallest id.
    public func nearest(
        to point: GeoPoint, within limit: Double = .infinity
    ) -> NearestRegion<ID>? {
        if let found = region(at: point) {
            return NearestRegion(region: found, metres: 0, point: point)
        }
        guard let found = index.nearest(to: point), found.metres <= limit else { return nil }
        return NearestRegion(
            region: regions[found.index], metres: found.metres, point: found.point)
    }

    /// The regions that have a point in common with the box, in the order of their ids.
    public func regions(touching box: GeoBox) -> [GeoRegion<ID>] {
        index.touching(box).map { regions[$0] }
    }
}
