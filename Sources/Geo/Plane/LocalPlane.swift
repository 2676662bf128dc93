/// The earth around a point as a plane: micro-degrees of latitude as unit, those of longitude
/// shortened to the same length.
struct LocalPlane {
    private let origin: GeoPoint
    private let narrowing: Double

    init(_ origin: GeoPoint) {
        self.origin = origin
        narrowing = max(Earth.narrowing(atLatitude: origin.latitude), 1e-9)
    }

    func place(_ point: GeoPoint) -> PlanePoint {
        PlanePoint(
            x: Double(point.longitude - origin.longitude) * narrowing,
            y: Double(point.latitude - origin.latitude))
    }

    func point(_ place: PlanePoint) -> GeoPoint {
        GeoPoint(
            clamping: place.y + Double(origin.latitude),
            place.x / narrowing + Double(origin.longitude))
    }
}
