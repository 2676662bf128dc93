/// An order of stops that is changed where a change makes it cheaper.
struct RouteTour {
    private(set) var order: [Int]
    private let table: RouteTable
    /// Before each place; the last one is the whole route.
    private var progress: [RouteTable.Progress] = []

    init(_ table: RouteTable, _ order: [Int]) {
        self.table = table
        self.order = order
        count(from: 0)
    }

    private mutating func count(from place: Int) {
        progress.removeLast(progress.count - min(progress.count, place + 1))
        if progress.isEmpty { progress = [RouteTable.Progress(place: table.start)] }
        for index in progress.count - 1..<order.count {
            var next = progress[index]
            table.go(to: order[index], &next)
            progress.append(next)
        }
    }

    /// The stops between two places in the other direction; whether that was done.
    mutating func turn(_ first: Int, _ last: Int, _ least: Double) -> Bool {
        tryOrder(from: first, to: last, least) { $0[first + last - $1] }
    }

    /// A stop from one place to another; whether that was done.
    mutating func move(_ from: Int, _ to: Int, _ least: Double) -> Bool {
        from < to
            ? tryOrder(from: from, to: to, least) { $1 == to ? $0[from] : $0[$1 + 1] }
            : tryOrder(from: to, to: from, least) { $1 == to ? $0[from] : $0[$1 - 1] }
    }

    /// - Parameter stop: the stop at a place between the two, taken from the order as it is.
    @inline(__always)
    private mutating func tryOrder(
        from first: Int, to last: Int, _ least: Double, _ stop: ([Int], Int) -> Int
    ) -> Bool {
        let bound = progress[order.count].cost - least
        var next = progress[first]
        for place in first..<order.count {
            table.go(to: place <= last ? stop(order, place) : order[place], &next)
            if next.cost >= bound { return false }
        }
        let changed = (first...last).map { stop(order, $0) }
        order.replaceSubrange(first...last, with: changed)
        count(from: first)
        return true
    }
}
