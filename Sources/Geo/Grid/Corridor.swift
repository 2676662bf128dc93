/// A way through the city with the land on both sides of it, as squares of a grid.
public struct Corridor: Sendable, Hashable {
    public let squares: Set<GridSquare>
    /// Metres along the way.
    public let length: Double

    /// Metres between two places at which the sides of the way are looked at.
    private static let stride = 25.0

    /// - Parameters:
    ///   - stops: of the way, which runs straight between them.
    ///   - metres: to each side; every point that is nearer lies in one of the squares.
    ///   - limit: metres of the longest way.
    /// - Returns: nil for a longer way, or without a stop.
    public init?(through stops: [GeoPoint], metres: Double, limit: Double) {
        guard let first = stops.first else { return nil }
        let legs = zip(stops, stops.dropFirst()).map { ($0, $1, $0.metres(to: $1)) }
        length = legs.reduce(0) { $0 + $1.2 }
        guard length <= limit else { return nil }
        // Between two looks the sides bend inwards by less than this.
        let reach = metres + 1
        var found = Set(GridSquare.around(first, metres: reach))
        for (from, to, metres) in legs {
            let steps = max(Int((metres / Self.stride).rounded(.up)), 1)
            for step in 1...steps {
                let share = Double(step) / Double(steps)
                found.formUnion(GridSquare.around(from.toward(to, share), metres: reach))
            }
        }
        squares = found
    }
}

extension GeoPoint {
    /// A share of the straight way to another point, as it is drawn on a map.
    fileprivate func toward(_ other: GeoPoint, _ share: Double) -> GeoPoint {
        GeoPoint(
            clamping: Double(latitude) + Double(other.latitude - latitude) * share,
            Double(longitude) + Double(other.longitude - longitude) * share)
    }
}
