import Testing

@testable import Geo

@Suite struct PointTests {
    /// The town hall of Bogor and the northern gate of its botanical garden, roughly.
    static let hall = Ground.at(-6_594_900, 106_793_600)
    static let gate = Ground.at(-6_597_100, 106_799_500)

    @Test(
        arguments: [
            (-90_000_000, 180_000_000, true), (90_000_000, -180_000_000, true), (0, 0, true),
            (90_000_001, 0, false), (-90_000_001, 0, false), (0, 180_000_001, false),
            (0, -180_000_001, false), (.max, .min, false),
        ] as [(Int64, Int64, Bool)])
    func `A point lies on the earth`(latitude: Int64, longitude: Int64, exists: Bool) {
        #expect((GeoPoint(latitude: latitude, longitude: longitude) != nil) == exists)
    }

    @Test func `Degrees are rounded to the nearest micro-degree`() throws {
        let point = try #require(GeoPoint(degrees: -6.5971004999, 106.8060005001))
        #expect(point == Ground.at(-6_597_100, 106_806_001))
        #expect(GeoPoint(degrees: .nan, 0) == nil)
        #expect(GeoPoint(degrees: 0, .infinity) == nil)
        #expect(GeoPoint(degrees: 1e300, 0) == nil)
    }

    @Test func `Distances are those of a ball`() {
        let degree = Earth.radius * .pi / 180
        let close = 1e-6
        #expect(abs(Ground.at(0, 0).metres(to: Ground.at(1_000_000, 0)) - degree) < close)
        #expect(abs(Ground.at(0, 0).metres(to: Ground.at(0, 1_000_000)) - degree) < close)
        let half = Ground.at(60_000_000, 10_000_000).metres(to: Ground.at(60_000_000, 11_000_000))
        #expect(abs(half / degree - 0.5) < 0.0001)
        let around = Ground.at(0, -180_000_000).metres(to: Ground.at(0, 180_000_000))
        #expect(around < close)
        let opposite = Ground.at(-90_000_000, 0).metres(to: Ground.at(90_000_000, 0))
        #expect(abs(opposite - Earth.radius * .pi) < close)
        #expect(Self.hall.metres(to: Self.hall) == 0)
        #expect(Self.hall.metres(to: Self.gate) == Self.gate.metres(to: Self.hall))
        // Jakarta (Monas) to Surabaya (Tugu Pahlawan), as any calculator of great circles says.
        let far = Ground.at(-6_175_400, 106_827_200).metres(to: Ground.at(-7_245_800, 112_737_800))
        #expect(abs(far - 662_600) < 1_000)
    }

    @Test func `A micro-degree is eleven centimetres`() {
        let metres = Self.hall.metres(to: Ground.at(-6_594_901, 106_793_600))
        #expect(abs(metres - 0.1112) < 0.0001)
    }

    @Test func `A point is moved by metres`() {
        let ground = Ground(11)
        let box = GeoBox(around: Self.hall, metres: 20_000)
        for _ in 0..<500 {
            let point = ground.point(in: box)
            let north = Double(ground.number(-5_000...5_000))
            let east = Double(ground.number(-5_000...5_000))
            let moved = point.shifted(north: north, east: east)
            let wanted = (north * north + east * east).squareRoot()
            #expect(abs(point.metres(to: moved) - wanted) <= wanted / 1_000 + 0.2)
            #expect((moved.latitude > point.latitude) == (north > 0) || north == 0)
            #expect((moved.longitude > point.longitude) == (east > 0) || east == 0)
        }
        #expect(Ground.at(89_999_999, 0).shifted(north: 1_000, east: 0).latitude == 90_000_000)
        let pole = Ground.at(90_000_000, 5).shifted(north: 0, east: 1_000)
        #expect(GeoPoint.longitudes.contains(pole.longitude))
    }

    @Test func `Numbers the wrong way round are offered the right way`() {
        let read = PointReading(degrees: 106.7936, -6.5949, in: .indonesia)
        #expect(read == .swapped(Self.hall))
        #expect(PointReading(degrees: -6.5949, 106.7936, in: .indonesia) == .inside(Self.hall))
        let swapped = GeoPoint.plausibleSwap(
            latitude: 106_793_600, longitude: -6_594_900, in: .indonesia)
        #expect(swapped == Self.hall)
        #expect(Self.hall.plausibleSwap(in: .indonesia) == nil)
    }

    @Test func `Where both ways lie in the box nothing is offered`() throws {
        let box = try Ground.box(-10, -10, 10, 10)
        #expect(Ground.at(3, 4).plausibleSwap(in: box) == nil)
        #expect(PointReading(latitude: 3, longitude: 4, in: box) == .inside(Ground.at(3, 4)))
        let tall = try Ground.box(20, 50, 40, 60)
        #expect(Ground.at(55, 30).plausibleSwap(in: tall) == Ground.at(30, 55))
        #expect(Ground.at(55, 70).plausibleSwap(in: tall) == nil)
    }

    @Test func `The island of devices that do not know is told from a place abroad`() throws {
        #expect(PointReading(degrees: 0, 0, in: .indonesia) == .nullIsland)
        #expect(PointReading(latitude: 900, longitude: -900, in: .indonesia) == .nullIsland)
        let paris = try #require(GeoPoint(degrees: 48.8566, 2.3522))
        #expect(PointReading(degrees: 48.8566, 2.3522, in: .indonesia) == .outside(paris))
        // Pontianak lies on the equator and is no such island.
        #expect(!Ground.at(0, 109_333_000).isNullIsland)
    }

    @Test func `What is no place on earth is said`() {
        #expect(PointReading(degrees: 91, 181, in: .indonesia) == .invalid)
        #expect(PointReading(degrees: .nan, 106, in: .indonesia) == .invalid)
        #expect(PointReading(latitude: .max, longitude: .min, in: .indonesia) == .invalid)
    }
}
