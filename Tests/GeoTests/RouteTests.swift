import Kernel
import Testing

@testable import Geo

@Suite struct RouteTests {
    private static let start = Ground.at(-6_600_000, 106_800_000)
    private static let today = Day(number: 20_000)

    private static func stop(
        _ id: Int, east: Double, north: Double = 0, due: Int? = nil, weight: Int = 1
    ) -> RouteStop<Int> {
        RouteStop(
            id: id, point: start.shifted(north: north, east: east),
            due: due.map { today.adding(days: $0) }, weight: weight)
    }

    private func order(
        _ stops: [RouteStop<Int>], _ costs: RouteCosts = RouteCosts()
    ) throws -> [Int] {
        try Route.planned(from: Self.start, stops, today: Self.today, costs: costs)
            .legs.map(\.stop.id)
    }

    private func random(_ ground: Ground, _ count: Int) -> [RouteStop<Int>] {
        (0..<count).map { id in
            Self.stop(
                id, east: Double(ground.number(-6_000...6_000)),
                north: Double(ground.number(-6_000...6_000)),
                due: id.isMultiple(of: 3) ? nil : Int(ground.number(-4...6)),
                weight: Int(ground.number(1...2)))
        }
    }

    private func table(_ stops: [RouteStop<Int>]) -> RouteTable {
        RouteTable(
            start: Self.start,
            stops: stops.map { stop in
                .init(
                    point: stop.point, daysLeft: stop.due.map { $0.days(since: Self.today) + 1 },
                    weight: stop.weight)
            }, costs: RouteCosts())
    }

    @Test func `Stops on a line are visited along it`() throws {
        let stops = [300.0, 100, 500, 200, 400].enumerated().map { Self.stop($0, east: $1) }
        #expect(try order(stops) == [1, 3, 0, 4, 2])
        #expect(try order([]) == [])
        #expect(try order([stops[2]]) == [2])
    }

    @Test func `No way is crossed for nothing`() throws {
        // Always to the nearest would go 0, 1, 2 and all the way back to 3: 2,700 metres.
        let stops = [
            Self.stop(0, east: 100), Self.stop(1, east: -150), Self.stop(2, east: 450),
            Self.stop(3, east: -1_300),
        ]
        let route = try Route.planned(from: Self.start, stops, today: Self.today)
        #expect(abs(route.metres - 2_200) < 2)
        #expect(route.legs.suffix(2).map(\.stop.id) == [1, 3])
    }

    @Test func `A late stop comes first when it is worth the way`() throws {
        let near = Self.stop(1, east: 200)
        let late = Self.stop(2, east: -900, due: -3)
        #expect(try order([near, late]) == [1, 2])
        let patient = RouteCosts(metresPerDayLate: 0)
        #expect(try order([near, late], patient) == [1, 2])
        // One stop before it is a eighteenth of a day late: 20 of 360 minutes.
        let strict = RouteCosts(metresPerDayLate: 40_000)
        #expect(try order([near, late], strict) == [2, 1])
        let grave = Self.stop(2, east: -900, due: -3, weight: 20)
        #expect(try order([near, grave]) == [2, 1])
    }

    @Test func `What is due later can wait, what is due today cannot`() throws {
        // Eighteen stops fill a day; the one due today lies beyond them all.
        var stops = (0..<20).map { Self.stop($0, east: 50 * Double($0 + 1)) }
        stops.append(Self.stop(99, east: 2_000, due: 0))
        let hurried = try order(stops, RouteCosts(metresPerDayLate: 100_000))
        #expect(hurried.firstIndex(of: 99).map { $0 < 18 } == true)
        stops[20] = Self.stop(99, east: 2_000, due: 5)
        #expect(try order(stops, RouteCosts(metresPerDayLate: 100_000)).last == 99)
    }

    @Test func `Legs say metres, days and lateness`() throws {
        let stops = [Self.stop(1, east: 1_000, due: -2), Self.stop(2, east: 3_000, due: 0)]
        let costs = RouteCosts(
            metresPerHour: 2_000, minutesPerStop: 30, minutesPerDay: 60)
        let route = try Route.planned(
            from: Self.start, stops, today: Self.today, costs: costs)
        #expect(route.legs.map(\.stop.id) == [1, 2])
        #expect(abs(route.legs[0].metres - 1_000) < 1 && abs(route.legs[1].metres - 2_000) < 1)
        #expect(abs(route.metres - 3_000) < 1)
        // An hour until the end of the first stop, an hour and a half for the second.
        #expect(route.legs.map(\.day) == [0, 2])
        #expect(route.legs.map(\.daysLate) == [2, 2])
    }

    @Test func `What ends with the day is done on that day`() throws {
        let stops = (0..<5).map { Self.stop($0, east: 0, due: 0) }
        let costs = RouteCosts(minutesPerStop: 30, minutesPerDay: 60)
        let route = try Route.planned(
            from: Self.start, stops, today: Self.today, costs: costs)
        #expect(route.legs.map(\.day) == [0, 0, 1, 1, 2])
        #expect(route.legs.map(\.daysLate) == [0, 0, 1, 1, 2])
    }

    @Test func `The order of the input does not matter`() throws {
        let stops = random(Ground(71), 40)
        let first = try order(stops)
        #expect(Set(first) == Set(0..<40) && first.count == 40)
        #expect(try order(stops.reversed()) == first)
        #expect(try order(Array(stops[17...] + stops[..<17])) == first)
    }

    @Test func `Short routes are the cheapest or nearly so`() throws {
        let ground = Ground(72)
        var best = 0
        for _ in 0..<40 {
            let stops = random(ground, 6)
            let table = table(stops)
            let found = table.cost(RouteSearch(table).order())
            let least = permutations(Array(0..<6)).map(table.cost).min() ?? 0
            #expect(found >= least - 0.001 && found <= least * 1.1)
            if found <= least + 0.001 { best += 1 }
        }
        #expect(best >= 32)
    }

    private func permutations(_ items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.flatMap { first in
            permutations(items.filter { $0 != first }).map { [first] + $0 }
        }
    }

    @Test func `A changed order costs what it says`() {
        let stops = random(Ground(73), 12)
        let table = table(stops)
        var tour = RouteTour(table, Array(0..<12))
        var cost = table.cost(tour.order)
        for first in 0..<12 {
            for last in 0..<12 where first != last {
                let isChanged =
                    first < last ? tour.turn(first, last, 0.01) : tour.move(first, last, 0.01)
                let now = table.cost(tour.order)
                #expect(isChanged ? now < cost : now == cost)
                #expect(tour.order.sorted() == Array(0..<12))
                cost = now
            }
        }
    }

    @Test func `Two hundred stops are ordered, more are refused`() throws {
        let stops = random(Ground(74), 201)
        #expect(throws: RouteError.tooManyStops(limit: 200)) { try order(stops) }
        let most = Array(stops.dropLast())
        let found = try order(most)
        #expect(Set(found).count == 200)
        let table = table(most)
        #expect(table.cost(found) < table.cost(Array(0..<200)) / 3)
    }

    @Test func `Stops at one place are visited together`() throws {
        let stops = (0..<6).map { Self.stop($0, east: $0.isMultiple(of: 2) ? 500 : -700) }
        #expect(try order(stops) == [0, 2, 4, 1, 3, 5])
    }
}
