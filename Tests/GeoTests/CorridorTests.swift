import Kernel
import Testing

@testable import Geo

@Suite struct CorridorTests {
    /// Metres from a point to a way, looked at every five metres.
    private func distance(_ point: GeoPoint, _ stops: [GeoPoint]) -> Double {
        zip(stops, stops.dropFirst()).reduce(.infinity) { best, leg in
            let steps = max(Int(leg.0.metres(to: leg.1) / 5), 1)
            return (0...steps).reduce(best) { best, step in
                let share = Double(step) / Double(steps)
                let place = GeoPoint(
                    clamping: Double(leg.0.latitude)
                        + Double(leg.1.latitude - leg.0.latitude) * share,
                    Double(leg.0.longitude) + Double(leg.1.longitude - leg.0.longitude) * share)
                return min(best, place.metres(to: point))
            }
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `What is near a way lies in its squares, what is far does not`(seed: UInt64) throws {
        let ground = Ground(seed)
        let city = try Ground.box(-6_610_000, 106_780_000, -6_590_000, 106_800_000)
        let stops = (0..<4).map { _ in ground.point(in: city) }
        let way = try #require(Corridor(through: stops, metres: 100, limit: 40_000))
        var near = 0
        for _ in 0..<200 {
            let point = ground.point(in: city.expanded(metres: 200))
            let metres = distance(point, stops)
            let isIn = way.squares.contains(GridSquare(of: point))
            if metres <= 100 { #expect(isIn, "\(metres)") }
            // A square that is touched belongs to it whole: its diagonal is 157 metres.
            if metres > 260 { #expect(!isIn, "\(metres)") }
            near += metres <= 100 ? 1 : 0
        }
        // Else it would prove nothing.
        #expect((8..<150).contains(near))
    }

    @Test func `A way has a length, and none is longer than it may be`() throws {
        let home = Ground.at(-6_600_000, 106_790_000)
        let work = home.shifted(north: 3_000, east: 4_000)
        let way = try #require(Corridor(through: [home, work], metres: 100, limit: 5_010))
        #expect(abs(way.length - 5_000) < 10)
        #expect(Corridor(through: [home, work, home], metres: 100, limit: 9_900) == nil)
        #expect(Corridor(through: [], metres: 100, limit: 5_000) == nil)
        let spot = try #require(Corridor(through: [home, home], metres: 10, limit: 0))
        #expect(spot.length == 0 && spot.squares.contains(GridSquare(of: home)))
    }

    @Test func `Squares meet at the equator and at Greenwich without overlapping`() {
        #expect(GridSquare(of: Ground.at(0, 0)) == GridSquare(of: Ground.at(999, 999)))
        #expect(GridSquare(of: Ground.at(-1, 0)) != GridSquare(of: Ground.at(0, 0)))
        #expect(GridSquare(of: Ground.at(-1, -1)) == GridSquare(of: Ground.at(-1_000, -1_000)))
        #expect(GridSquare(of: Ground.at(-1_001, 5)) != GridSquare(of: Ground.at(-1_000, 5)))
    }
}
