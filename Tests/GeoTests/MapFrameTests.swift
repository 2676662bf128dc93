import Testing

@testable import Geo

@Suite struct MapFrameTests {
    @Test func `A box fills the picture as far as it can, north above`() throws {
        let frame = MapFrame(try Ground.box(0, 0, 1_000, 2_000), width: 200, height: 300)
        #expect(frame.x(Ground.at(0, 0)) == 0 && frame.x(Ground.at(0, 2_000)) == 200)
        #expect(frame.y(Ground.at(1_000, 0)) == 100 && frame.y(Ground.at(0, 0)) == 200)
        #expect(frame.box == GeoBox(south: -1_000, west: 0, north: 2_000, east: 2_000))
        #expect(frame.shows(Ground.at(-1_000, 0)) && !frame.shows(Ground.at(-1_010, 0)))
        #expect(abs(frame.metresPerPixel - 1.112) < 0.001)
    }

    @Test func `A square of metres is a square of pixels`() {
        let middle = Ground.at(-60_000_000, 106_800_000)
        let frame = MapFrame(GeoBox(around: middle, metres: 500), width: 1_000, height: 1_000)
        let north = middle.shifted(north: 400, east: 0)
        let east = middle.shifted(north: 0, east: 400)
        #expect(abs(frame.y(middle) - frame.y(north) - (frame.x(east) - frame.x(middle))) <= 1)
        #expect(abs(frame.metresPerPixel - 1) < 0.01)
    }

    @Test func `A pixel that is pressed is a point again`() {
        let ground = Ground(61)
        let box = GeoBox(around: Ground.at(-6_600_000, 106_800_000), metres: 3_000)
        let frame = MapFrame(box, width: 640, height: 480)
        for _ in 0..<500 {
            let (x, y) = (Int(ground.number(0...640)), Int(ground.number(0...480)))
            let point = frame.point(x: x, y: y)
            #expect(frame.x(point) == x && frame.y(point) == y && frame.shows(point))
        }
    }

    @Test func `A point alone is drawn with some ground around it`() throws {
        let point = Ground.at(-6_600_000, 106_800_000)
        let frame = MapFrame(try #require(GeoBox([point])), width: 100, height: 100)
        #expect(frame.x(point) == 50 && frame.y(point) == 50)
        #expect(frame.metresPerPixel > 0.1)
        #expect(MapFrame(.indonesia, width: 0, height: -5).width == 1)
    }

    @Test func `A ring is a path of steps in whole pixels`() throws {
        let frame = MapFrame(try Ground.box(0, 0, 1_000, 1_000), width: 100, height: 100)
        let ring = try Ground.ring([(0, 0), (0, 1_000), (500, 1_000), (1_000, 200)])
        #expect(frame.path(ring) == "M0 100l100 0 0-50-80-50z")
        let hole = try Ground.frame(100, 600, 300, 800)
        let shape = Ground.shape(ring, holes: [hole])
        #expect(frame.path(shape) == "M0 100l100 0 0-50-80-50zM60 90l20 0 0-20-20 0z")
    }

    @Test func `What is smaller than pixels or beyond the picture is not drawn`() throws {
        let frame = MapFrame(try Ground.box(0, 0, 1_000, 1_000), width: 100, height: 100)
        #expect(frame.path(try Ground.frame(100, 100, 103, 103)) == "")
        #expect(frame.path(try Ground.frame(3_000, 3_000, 4_000, 4_000)) == "")
        #expect(frame.path(try Ground.frame(-9_000, 1_300, 9_000, 2_000)) == "")
    }

    @Test func `A large ring is cut off beyond the picture`() throws {
        let frame = MapFrame(try Ground.box(0, 0, 1_000, 1_000), width: 100, height: 100)
        let around = try Ground.frame(-80_000_000, -170_000_000, 80_000_000, 170_000_000)
        #expect(frame.path(around) == "M-16-16l0 132 132 0 0-132z")
        let half = try Ground.frame(-80_000_000, -170_000_000, 500, 500)
        #expect(frame.path(half) == "M-16 116l66 0 0-66-66 0z")
    }
}
