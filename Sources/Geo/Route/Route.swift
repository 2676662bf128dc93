import Kernel

/// An order in which to visit stops.
public struct Route<ID: Hashable & Comparable & Sendable>: Sendable {
    public struct Leg: Sendable {
        public let stop: RouteStop<ID>
        /// From the stop before, as the crow flies.
        public let metres: Double
        /// The day on which it is done when every day is one of work: 0 is today.
        public let day: Int
        /// Whole days after its due day; 0 when in time.
        public let daysLate: Int
    }

    public let legs: [Leg]
    /// From the start to the last stop, as the crow flies.
    public var metres: Double { legs.reduce(0) { $0 + $1.metres } }

    /// A good order, not the best: from the nearest stop to the next nearest, and from the most
    /// urgent to the next, each bettered as long as turning round a part or moving a stop makes it
    /// cheaper, within bounds of work. The same stops have the same route, in whatever order they
    /// are given.
    public static func planned(
        from start: GeoPoint, _ stops: [RouteStop<ID>], today: Day,
        costs: RouteCosts = RouteCosts()
    ) throws(RouteError) -> Route<ID> {
        let limit = RouteSearch.mostStops
        guard stops.count <= limit else { throw .tooManyStops(limit: limit) }
        let stops = stops.sorted {
            ($0.id, $0.point.latitude, $0.point.longitude)
                < ($1.id, $1.point.latitude, $1.point.longitude)
        }
        let table = RouteTable(
            start: start,
            stops: stops.map { stop in
                .init(
                    point: stop.point, daysLeft: stop.due.map { $0.days(since: today) + 1 },
                    weight: stop.weight)
            }, costs: costs)
        var last = table.start
        var days = 0.0
        let legs = RouteSearch(table).order().map { index in
            let metres = table.metres(last, index)
            days += table.days(metres)
            last = index
            // What is done at the very end of a day is done on that day.
            let day = max(Int(days.rounded(.up)) - 1, 0)
            let late = stops[index].due.map { day - $0.days(since: today) } ?? 0
            return Leg(stop: stops[index], metres: metres, day: day, daysLate: max(late, 0))
        }
        return Route(legs: legs)
    }
}
