import Testing

@testable import Geo

@Suite struct ShapeTests {
    @Test func `A ring encloses something`() throws {
        #expect(GeoRing([]) == nil)
        #expect(GeoRing([Ground.at(0, 0), Ground.at(0, 9)]) == nil)
        #expect(GeoRing([Ground.at(0, 0), Ground.at(0, 9), Ground.at(0, 5)]) == nil)
        let corners = [Ground.at(0, 0), Ground.at(0, 9), Ground.at(9, 9)]
        let ring = try #require(GeoRing(corners))
        #expect(ring.points == corners)
        // The same with a corner twice and the first one repeated at the end.
        let twice = [corners[0], corners[1], corners[1], corners[2], corners[0]]
        #expect(GeoRing(twice) == ring)
        #expect(ring.magnitude == 81)
        #expect(ring.isAgainstClock)
        #expect(try !#require(GeoRing(corners.reversed())).isAgainstClock)
    }

    @Test func `The area of the whole earth does not run over`() throws {
        let ring = try Ground.frame(-90_000_000, -180_000_000, 90_000_000, 180_000_000)
        #expect(ring.magnitude == 2 * 180_000_000 * 360_000_000)
        let shape = Ground.shape(ring)
        #expect(shape.contains(Ground.at(-90_000_000, 180_000_000)))
        #expect(shape.contains(Ground.at(89_999_999, -179_999_999)))
    }

    @Test(
        arguments: [
            (5, 5, false), (5, 3, true), (3, 3, true), (7, 5, true), (1, 1, true), (0, 5, true),
            (0, 0, true), (10, 10, true), (-1, 5, false), (5, 11, false), (4, 4, false),
        ] as [(Int64, Int64, Bool)])
    func `A hole is outside, its border is not`(
        latitude: Int64, longitude: Int64, isIn: Bool
    ) throws {
        let shape = Ground.shape(
            try Ground.frame(0, 0, 10, 10), holes: [try Ground.frame(3, 3, 7, 7)])
        #expect(shape.contains(Ground.at(latitude, longitude)) == isIn)
        #expect(SlowMap.holds(shape, Ground.at(latitude, longitude)) == isIn)
    }

    @Test func `A ray through a corner counts once`() throws {
        let diamond = Ground.shape(try Ground.ring([(0, 5), (5, 10), (10, 5), (5, 0)]))
        #expect(!diamond.contains(Ground.at(5, -1)))
        #expect(diamond.contains(Ground.at(5, 1)))
        #expect(!diamond.contains(Ground.at(0, 4)) && diamond.contains(Ground.at(0, 5)))
        #expect(!diamond.contains(Ground.at(10, 4)) && !diamond.contains(Ground.at(10, 6)))
        // A side along the ray.
        let step = Ground.shape(
            try Ground.ring([(0, 0), (0, 10), (5, 10), (5, 5), (10, 5), (10, 0)]))
        #expect(step.contains(Ground.at(5, 4)) && step.contains(Ground.at(5, 7)))
        #expect(!step.contains(Ground.at(5, 11)) && !step.contains(Ground.at(6, 7)))
        #expect(!step.contains(Ground.at(5, -1)))
    }

    @Test func `Islands belong to one shape`() throws {
        let shape = try #require(
            GeoShape([
                GeoPolygon(try Ground.frame(0, 0, 10, 10)),
                GeoPolygon(
                    try Ground.frame(0, 20, 10, 30), holes: [try Ground.frame(2, 22, 8, 28)]),
            ]))
        #expect(shape.contains(Ground.at(5, 5)) && shape.contains(Ground.at(1, 25)))
        #expect(!shape.contains(Ground.at(5, 15)) && !shape.contains(Ground.at(5, 25)))
        #expect(shape.box == GeoBox(south: 0, west: 0, north: 10, east: 30))
        #expect(shape.rings.count == 3)
        #expect(GeoShape([]) == nil)
    }

    @Test func `A shape touches a box that it passes, holds or lies in`() throws {
        let shape = Ground.shape(
            try Ground.ring([(0, 0), (0, 100), (100, 100), (100, 0)]),
            holes: [try Ground.frame(30, 30, 70, 70)])
        #expect(shape.touches(try Ground.box(10, 10, 20, 20)))
        #expect(shape.touches(try Ground.box(-50, -50, 200, 200)))
        #expect(shape.touches(try Ground.box(100, 100, 120, 120)))
        #expect(!shape.touches(try Ground.box(101, 0, 120, 120)))
        #expect(!shape.touches(try Ground.box(40, 40, 60, 60)))
        #expect(shape.touches(try Ground.box(40, 40, 70, 60)))
        let slope = Ground.shape(try Ground.ring([(0, 0), (100, 100), (100, 0)]))
        // In the frame of the triangle, yet beyond its long side.
        #expect(!slope.touches(try Ground.box(10, 40, 30, 60)))
        #expect(slope.touches(try Ground.box(10, 30, 30, 60)))
    }

    @Test func `Whether a side passes a box is exact`() throws {
        let ground = Ground(8)
        let box = try Ground.box(-3, -3, 3, 3)
        let around = try Ground.box(-8, -8, 8, 8)
        var touching = 0
        for _ in 0..<600 {
            let segment = Segment(start: ground.point(in: around), end: ground.point(in: around))
            // Steps so small that none jumps over the corner of the box.
            let isNear = (0...4_000).contains { step in
                let share = Double(step) / 4_000
                let latitude =
                    Double(segment.start.latitude) * (1 - share)
                    + Double(segment.end.latitude) * share
                let longitude =
                    Double(segment.start.longitude) * (1 - share)
                    + Double(segment.end.longitude) * share
                return latitude.magnitude <= 3.005 && longitude.magnitude <= 3.005
            }
            #expect(segment.touches(box) == isNear)
            touching += isNear ? 1 : 0
        }
        #expect((100...500).contains(touching))
    }

    @Test func `Both sides of a common border are equally near, to the last bit`() throws {
        let ground = Ground(9)
        let around = GeoBox(around: Ground.at(-6_600_000, 106_800_000), metres: 5_000)
        for _ in 0..<300 {
            let (start, end) = (ground.point(in: around), ground.point(in: around))
            let point = ground.point(in: around)
            let there = Segment(start: start, end: end).nearest(to: point, narrowing: 0.9934)
            let back = Segment(start: end, end: start).nearest(to: point, narrowing: 0.9934)
            #expect(there == back)
        }
    }
}
