/// A place in a plane, in whatever unit its owner uses.
struct PlanePoint {
    let x, y: Double

    /// The square of the distance.
    func square(to other: PlanePoint) -> Double {
        (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)
    }
}
