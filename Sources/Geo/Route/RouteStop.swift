import Kernel

/// A place that an officer is to visit.
public struct RouteStop<ID: Hashable & Comparable & Sendable>: Sendable {
    public let id: ID
    public let point: GeoPoint
    /// The last day that is in time; nil when any day is.
    public let due: Day?
    /// How many times as bad as usual it is to be late here; at least 0.
    public let weight: Int

    public init(id: ID, point: GeoPoint, due: Day? = nil, weight: Int = 1) {
        self.id = id
        self.point = point
        self.due = due
        self.weight = max(weight, 0)
    }
}
