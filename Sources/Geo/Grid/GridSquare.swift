/// A square of a fixed grid over the earth, some 110 metres wide near the equator: small enough to
/// say "here", and equal for all points within, so that places can be compared without being known.
public struct GridSquare: Sendable, Hashable {
    /// Micro-degrees of a side.
    public static let side: Int64 = 1_000

    /// Rows from the equator, columns from the meridian of Greenwich.
    public let row, column: Int64

    public init(of point: GeoPoint) {
        self.init(row: Self.step(point.latitude), column: Self.step(point.longitude))
    }

    private init(row: Int64, column: Int64) {
        self.row = row
        self.column = column
    }

    /// All squares that have a point within so many metres of the place.
    static func around(_ point: GeoPoint, metres: Double) -> [GridSquare] {
        let box = GeoBox(around: point, metres: metres)
        return (step(box.south)...step(box.north)).flatMap { row in
            (step(box.west)...step(box.east)).map { GridSquare(row: row, column: $0) }
        }.filter { $0.nearest(to: point).metres(to: point) <= metres }
    }

    /// The point of the square that lies nearest to another.
    private func nearest(to point: GeoPoint) -> GeoPoint {
        func within(_ value: Int64, _ step: Int64) -> Double {
            Double(min(max(value, step * Self.side), (step + 1) * Self.side - 1))
        }
        return GeoPoint(
            clamping: within(point.latitude, row), within(point.longitude, column))
    }

    private static func step(_ value: Int64) -> Int64 {
        value >= 0 ? value / side : -((side - 1 - value) / side)
    }
}
