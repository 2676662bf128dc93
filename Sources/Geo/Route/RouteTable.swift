/// What an order of stops costs: metres, and the lateness of each stop in metres.
struct RouteTable {
    struct Stop {
        let point: GeoPoint
        /// Days until it is late, today included; nil when it never is.
        let daysLeft: Int?
        let weight: Int
    }

    /// The number of the place where the route begins.
    let start: Int
    let stops: [Stop]
    private let costs: RouteCosts
    private let distances: [Double]
    private let daysLeft: [Double]
    private let prices: [Double]

    init(start: GeoPoint, stops: [Stop], costs: RouteCosts) {
        let points = stops.map(\.point) + [start]
        self.start = stops.count
        self.stops = stops
        self.costs = costs
        distances = points.flatMap { from in points.map { from.metres(to: $0) } }
        daysLeft = stops.map { $0.daysLeft.map(Double.init) ?? .infinity }
        prices = stops.map { Double($0.weight) * costs.metresPerDayLate }
    }

    func metres(_ from: Int, _ to: Int) -> Double { distances[from * (start + 1) + to] }

    /// Of a working day, for a way and the stop at its end.
    func days(_ metres: Double) -> Double {
        (metres / costs.metresPerHour * 60 + costs.minutesPerStop) / costs.minutesPerDay
    }

    /// A route on its way.
    struct Progress {
        var place: Int
        var days = 0.0
        var cost = 0.0
    }

    func go(to stop: Int, _ progress: inout Progress) {
        let metres = metres(progress.place, stop)
        progress.days += days(metres)
        progress.cost += metres
        let late = progress.days - daysLeft[stop]
        if late > 0 { progress.cost += late * prices[stop] }
        progress.place = stop
    }

    func cost(_ order: [Int]) -> Double {
        var progress = Progress(place: start)
        for stop in order { go(to: stop, &progress) }
        return progress.cost
    }
}
