import Testing

@testable import Geo

@Suite struct BoxTests {
    @Test func `A box has its sides in order and on earth`() {
        #expect(GeoBox(south: 1, west: 0, north: 0, east: 1) == nil)
        #expect(GeoBox(south: 0, west: 1, north: 1, east: 0) == nil)
        #expect(GeoBox(south: -90_000_001, west: 0, north: 0, east: 0) == nil)
        #expect(GeoBox(south: 0, west: 0, north: 0, east: 180_000_001) == nil)
        #expect(GeoBox([GeoPoint]()) == nil)
        let one = GeoBox([Ground.at(3, 4)])
        #expect(one == GeoBox(south: 3, west: 4, north: 3, east: 4))
    }

    @Test func `Borders belong to a box`() throws {
        let box = try Ground.box(0, 0, 10, 20)
        #expect(box.contains(Ground.at(0, 0)) && box.contains(Ground.at(10, 20)))
        #expect(!box.contains(Ground.at(11, 20)) && !box.contains(Ground.at(10, 21)))
        #expect(!box.contains(Ground.at(-1, 0)) && !box.contains(Ground.at(0, -1)))
        let beside = try Ground.box(10, 20, 30, 30)
        #expect(box.intersects(beside) && beside.intersects(box))
        #expect(box.intersection(beside) == GeoBox(south: 10, west: 20, north: 10, east: 20))
        let apart = try Ground.box(11, 0, 30, 30)
        #expect(!box.intersects(apart) && box.intersection(apart) == nil)
        #expect(box.union(apart) == GeoBox(south: 0, west: 0, north: 30, east: 30))
        #expect(box.contains(box) && box.union(apart).contains(box) && !box.contains(beside))
        #expect(box.centre == Ground.at(5, 10))
    }

    @Test func `The box around a point holds all that is as near, and little more`() {
        let ground = Ground(5)
        for _ in 0..<300 {
            let latitude = ground.number(-80_000_000...80_000_000)
            let point = Ground.at(latitude, ground.number(-100_000_000...100_000_000))
            let metres = Double(ground.number(1...20_000))
            let box = GeoBox(around: point, metres: metres)
            for _ in 0..<20 {
                let north = Double(ground.number(-1_000...1_000)) / 1_000 * metres * 1.2
                let east = Double(ground.number(-1_000...1_000)) / 1_000 * metres * 1.2
                let other = point.shifted(north: north, east: east)
                if point.metres(to: other) <= metres { #expect(box.contains(other)) }
            }
            let side = Ground.at(point.latitude, box.east)
            #expect(abs(point.metres(to: side) - metres) < metres / 100 + 0.5)
            let top = Ground.at(box.north, point.longitude)
            #expect(abs(point.metres(to: top) - metres) < 0.5)
        }
    }

    @Test func `A tall box grows as its side nearer to a pole needs it`() throws {
        for (south, north) in [(10_000_000, 60_000_000), (-60_000_000, 10_000_000)] {
            let box = try Ground.box(Int64(south), 0, Int64(north), 0)
            let grown = box.expanded(metres: 10_000)
            for latitude in [box.south, box.north] {
                let point = Ground.at(latitude, 0)
                #expect(grown.contains(point.shifted(north: 0, east: 9_990)))
                #expect(grown.contains(point.shifted(north: 0, east: -9_990)))
            }
        }
    }

    @Test func `A box ends at the poles and at the date line`() {
        let pole = GeoBox(around: Ground.at(89_999_000, 0), metres: 1_000)
        #expect(pole.north == 90_000_000)
        #expect(pole.west == -180_000_000 && pole.east == 180_000_000)
        let line = GeoBox(around: Ground.at(0, 179_999_000), metres: 1_000)
        #expect(line.east == 180_000_000 && line.west > 179_000_000)
        let all = GeoBox(around: Ground.at(0, 0), metres: .infinity)
        #expect(all.south == -90_000_000 && all.east == 180_000_000)
        let none = GeoBox(around: Ground.at(0, 0), metres: -5)
        #expect(none.contains(Ground.at(0, 0)) && none.north < 5)
    }
}
