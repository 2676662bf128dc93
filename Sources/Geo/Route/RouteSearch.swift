/// Looks for a cheap order of stops, within a number of steps rather than a time, so that the
/// result does not depend on how busy the machine is.
struct RouteSearch {
    static let mostStops = 200
    /// Steps to a next stop, for each beginning: some hundredths of a second.
    private static let mostSteps = 6_000_000
    /// Metres that are not worth a change; sums of doubles differ by less.
    private static let least = 0.01

    private let table: RouteTable

    init(_ table: RouteTable) {
        self.table = table
    }

    func order() -> [Int] {
        let orders = [nearest(), urgent()].map(improved)
        return table.cost(orders[1]) < table.cost(orders[0]) - Self.least ? orders[1] : orders[0]
    }

    /// Always to the nearest stop that is left.
    private func nearest() -> [Int] {
        var order: [Int] = []
        walk(Array(table.stops.indices), &order)
        return order
    }

    /// By due days; stops of the same day from the nearest to the next.
    private func urgent() -> [Int] {
        let days = Set(table.stops.map { $0.daysLeft ?? .max }).sorted()
        var order: [Int] = []
        for day in days {
            walk(table.stops.indices.filter { table.stops[$0].daysLeft ?? .max == day }, &order)
        }
        return order
    }

    private func walk(_ stops: [Int], _ order: inout [Int]) {
        var left = stops
        var place = order.last ?? table.start
        while !left.isEmpty {
            let nearest =
                left.indices.min {
                    (table.metres(place, left[$0]), left[$0])
                        < (table.metres(place, left[$1]), left[$1])
                } ?? 0
            place = left.remove(at: nearest)
            order.append(place)
        }
    }

    /// Until no part turned round (2-opt) and no stop moved makes it cheaper.
    private func improved(_ order: [Int]) -> [Int] {
        var tour = RouteTour(table, order)
        var steps = Self.mostSteps
        var isBetter = true
        while isBetter, steps > 0 {
            isBetter = false
            for first in order.indices {
                for last in order.indices where first != last && steps > 0 {
                    steps -= order.count - min(first, last)
                    if first < last, tour.turn(first, last, Self.least) { isBetter = true }
                    if tour.move(first, last, Self.least) { isBetter = true }
                }
            }
        }
        return tour.order
    }
}
