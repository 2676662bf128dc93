import Kernel
import Testing

@testable import Geo

@Suite struct SimplificationTests {
    /// Metres between a point and the nearest side of a ring.
    private func metres(_ point: GeoPoint, to ring: GeoRing) -> Double {
        let narrowing = Earth.narrowing(atLatitude: point.latitude)
        let squares = ring.segments.map { $0.nearest(to: point, narrowing: narrowing).square }
        return (squares.min() ?? .infinity).squareRoot() * Earth.metresPerUnit
    }

    @Test func `A corner stays when it lies farther than the tolerance`() throws {
        let line = LineSimplifier(metres: 10, latitude: 0)
        // 90 micro-degrees are ten metres and a centimetre, 89 are nine metres and ninety.
        let far = [(0, 0), (90, 500), (0, 1_000)].map { Ground.at($0.0, $0.1) }
        #expect(line.simplified(far) == far)
        let near = [(0, 0), (89, 500), (0, 1_000)].map { Ground.at($0.0, $0.1) }
        #expect(line.simplified(near) == [near[0], near[2]])
        #expect(line.simplified([far[0], far[1]]) == [far[0], far[1]])
        #expect(line.simplified([]) == [])
    }

    @Test func `A line that comes back keeps its farthest point`() throws {
        let line = LineSimplifier(metres: 1_000_000, latitude: 0)
        let loop = [(0, 0), (9, 0), (9, 9), (0, 5), (0, 0)].map { Ground.at($0.0, $0.1) }
        #expect(line.simplified(loop) == [loop[0], loop[2], loop[4]])
    }

    @Test func `A line has one simpler form, whichever end comes first`() {
        let ground = Ground(21)
        // Two corners are as far away; whichever stays, the other one is near enough then.
        let even = [(0, 0), (50, 100), (50, 900), (0, 1_000)].map { Ground.at($0.0, $0.1) }
        let strict = LineSimplifier(metres: 5.2, latitude: 0)
        #expect(strict.simplified(even).count == 3)
        #expect(strict.simplified(even.reversed()) == strict.simplified(even).reversed())
        for tolerance in [5.0, 50, 500] {
            let line = LineSimplifier(metres: tolerance, latitude: -6_600_000)
            for _ in 0..<50 {
                var place = Ground.at(-6_600_000, 106_800_000)
                let points = (0..<60).map { _ in
                    place = Ground.at(
                        place.latitude + ground.number(-900...900),
                        place.longitude + ground.number(-300...900))
                    return place
                }
                let simple = line.simplified(points)
                #expect(line.simplified(points.reversed()) == simple.reversed())
                #expect(simple.first == points.first && simple.last == points.last)
            }
        }
    }

    @Test(arguments: [5.0, 30, 120])
    func `Nothing moves farther than the tolerance, and neighbours stay neighbours`(
        tolerance: Double
    ) throws {
        let ground = Ground(22)
        let fields = try ground.fields(6, size: 4_000)
        let simple = Simplification.simplified(fields, metres: tolerance)
        #expect(simple.map(\.id) == fields.map(\.id))
        // The grid moves a corner by half its diagonal at most: some 80 centimetres.
        for (field, other) in zip(fields, simple) {
            let (before, after) = (field.shape.rings[0], other.shape.rings[0])
            for point in before.points {
                #expect(metres(point, to: after) <= tolerance + 0.8)
            }
            for point in after.points {
                #expect(metres(point, to: before) <= 0.8)
                #expect(point == point.snapped(to: Simplification.grid))
            }
        }
        // Each side within the map is still that of two fields.
        var counts: [Set<GeoPoint>: Int] = [:]
        for segment in simple.flatMap({ $0.shape.rings.flatMap(\.segments) }) {
            counts[[segment.start, segment.end], default: 0] += 1
        }
        let edge = try #require(RegionIndex(fields).box)
        let single = counts.filter { $0.value == 1 }.keys.flatMap(\.self)
        let slack: Int64 = 4_000
        let inner = try Ground.box(
            edge.south + slack, edge.west + slack, edge.north - slack, edge.east - slack)
        #expect(!single.contains { inner.contains($0) })
        #expect(counts.values.allSatisfy { $0 <= 2 })
    }

    @Test func `Fewer corners stay with a larger tolerance`() throws {
        let fields = try Ground(23).fields(6, size: 4_000)
        let counts = [1.0, 40, 200].map { tolerance in
            Simplification.simplified(fields, metres: tolerance)
                .reduce(0) { $0 + $1.shape.rings[0].points.count }
        }
        #expect(counts[0] > counts[1] && counts[1] > counts[2])
        // Where four fields meet nothing goes.
        #expect(counts[2] >= 6 * 6 * 4 - 4)
    }

    @Test func `An enclave and the hole around it stay the same line`() throws {
        let star = try Ground(24).star(Ground.at(0, 0), radius: 20_000, hasHole: false)
        let ring = star.rings[0]
        // The hole begins elsewhere and goes the other way.
        let turned = Array(ring.points[3...] + ring.points[..<3]).reversed()
        let around = Ground.shape(
            try Ground.frame(-30_000, -30_000, 30_000, 30_000),
            holes: [try #require(GeoRing(Array(turned)))])
        let simple = Simplification.simplified(
            [GeoRegion(id: 1, shape: star), GeoRegion(id: 2, shape: around)], metres: 300)
        let inner = simple[0].shape.rings[0].points
        #expect(inner.count < ring.points.count)
        #expect(Set(inner) == Set(simple[1].shape.rings[1].points))
    }

    @Test func `Specks go, but no region goes`() throws {
        let town = try Ground.frame(0, 0, 10_000, 10_000)
        let speck = try Ground.frame(20_000, 0, 20_100, 100)
        let hole = try Ground.frame(5_000, 5_000, 5_100, 5_100)
        let shape = try #require(
            GeoShape([GeoPolygon(speck), GeoPolygon(town, holes: [hole])]))
        let regions = [
            GeoRegion(id: 1, shape: shape),
            GeoRegion(id: 2, shape: Ground.shape(speck), isApproximate: true),
            GeoRegion(id: 3, shape: Ground.shape(try Ground.frame(30_000, 0, 30_003, 3))),
        ]
        let simple = Simplification.simplified(regions, metres: 100)
        #expect(simple[0].shape == Ground.shape(town))
        #expect(simple[1].shape == Ground.shape(speck) && simple[1].isApproximate)
        // Smaller than the grid: as it was.
        #expect(simple[2].shape == regions[2].shape)
        #expect(Simplification.simplified([GeoRegion<Int>](), metres: 1).isEmpty)
    }

    @Test func `The compact map is added up to the corners`() throws {
        let regions = [
            GeoRegion(
                id: 7,
                shape: Ground.shape(
                    try Ground.ring([(-20, 1_000), (-20, 1_030), (40, 1_030)]),
                    holes: [try Ground.ring([(-10, 1_020), (0, 1_020), (0, 1_010)])]))
        ]
        let map = CompactOutlines(regions, name: { "r\($0)" })
        #expect(map.text == #"{"r7":[[100,-2,3,0,0,6],[102,-1,0,1,-1,0]]}"#)
        #expect(map.metres == 0)
    }

    @Test func `The compact map fits where that can be`() throws {
        let fields = try Ground(25).fields(8, size: 4_000)
        let full = CompactOutlines(fields, name: String.init)
        let half = full.text.utf8.count * 2 / 3
        let map = CompactOutlines(fields, bytes: half, name: String.init)
        #expect(map.text.utf8.count <= half)
        #expect(map.metres > 1)
        let ample = CompactOutlines(fields, bytes: 1 << 20, name: String.init)
        #expect(ample.metres == 1)
        let none = CompactOutlines(fields, bytes: 1, name: String.init)
        #expect(none.text.utf8.count > 1 && none.metres > 1_000)
        #expect(try JSONValue(parsing: map.text.utf8).objectValue?.count == 64)
    }
}
