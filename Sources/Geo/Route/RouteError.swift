/// Why stops were not put into an order.
public enum RouteError: Error, Sendable, Hashable {
    /// Show fewer: the work grows with the square of their number.
    case tooManyStops(limit: Int)
}
