import Testing

@testable import Geo

/// The index against a slow map, on random shapes and points.
@Suite struct RegionPropertyTests {
    /// Points at random, all corners, and those beside corners and on sides.
    private func points(_ ground: Ground, _ regions: [GeoRegion<Int>], _ count: Int) -> [GeoPoint] {
        guard let box = GeoBox(regions.flatMap { $0.shape.box.corners }) else { return [] }
        let around = box.expanded(metres: 500)
        var points = (0..<count).map { _ in ground.point(in: around) }
        for segment in regions.flatMap({ $0.shape.rings.flatMap(\.segments) }) {
            let (start, end) = (segment.start, segment.end)
            let middle = Ground.at(
                (start.latitude + end.latitude) / 2, (start.longitude + end.longitude) / 2)
            points += [
                start, middle, Ground.at(start.latitude + 1, start.longitude),
                Ground.at(start.latitude, start.longitude - 1),
                Ground.at(start.latitude, around.east), Ground.at(start.latitude, around.west),
            ]
        }
        return points
    }

    private func compare(_ regions: [GeoRegion<Int>], _ points: [GeoPoint]) {
        let index = RegionIndex(regions)
        let slow = SlowMap(regions: regions)
        let wrong = points.filter { index.region(at: $0)?.id != slow.region(at: $0) }
        #expect(wrong.isEmpty)
        // A map that answers the same everywhere would prove nothing.
        let inside = points.count { index.region(at: $0) != nil }
        #expect(inside > points.count / 20 && inside < points.count)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `Every point of fields without gaps has the region that the slow map finds`(
        seed: UInt64
    ) throws {
        let ground = Ground(seed)
        let regions = try ground.fields(5, size: seed == 1 ? 60 : 3_000)
        compare(regions, points(ground, regions, 800))
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func `Every point of stars that overlap has the region that the slow map finds`(
        seed: UInt64
    ) throws {
        let ground = Ground(seed)
        let box = try Ground.box(-20_000, -20_000, 20_000, 20_000)
        let regions = try (0..<16).map { id in
            GeoRegion(
                id: id,
                shape: try ground.star(
                    ground.point(in: box), radius: Double(ground.number(100...9_000)),
                    hasHole: id.isMultiple(of: 2)))
        }
        compare(regions, points(ground, regions, 800))
    }

    @Test func `Fields without gaps leave no point within without a region`() throws {
        let ground = Ground(9)
        let size: Int64 = 2_000
        let index = RegionIndex(try ground.fields(8, size: size))
        let inner = try Ground.box(size, size, 7 * size, 7 * size)
        let lost = (0..<5_000).map { _ in ground.point(in: inner) }
            .filter { index.region(at: $0) == nil }
        #expect(lost.isEmpty)
    }

    @Test func `The nearest region is as near as the slow map says`() throws {
        let ground = Ground(10)
        let regions = try (0..<12).map { id in
            GeoRegion(
                id: id,
                shape: try ground.star(
                    Ground.at(
                        -6_600_000 + ground.number(-20_000...20_000),
                        106_800_000 + ground.number(-20_000...20_000)), radius: 2_000,
                    hasHole: true))
        }
        let index = RegionIndex(regions)
        let slow = SlowMap(regions: regions)
        let around = GeoBox(around: Ground.at(-6_600_000, 106_800_000), metres: 4_000)
        var outside = 0
        for _ in 0..<60 {
            let point = ground.point(in: around)
            let found = try #require(index.nearest(to: point))
            guard found.metres > 0 else {
                #expect(slow.region(at: point) == found.region.id)
                continue
            }
            outside += 1
            let metres = slow.metresToBorder(point, steps: 30)
            #expect(found.metres <= metres + 0.2 && found.metres > metres - 2)
            #expect(abs(point.metres(to: found.point) - found.metres) < 0.2)
            let own = SlowMap(regions: [found.region]).metresToBorder(point, steps: 30)
            #expect(abs(own - metres) < 0.2)
        }
        #expect(outside > 20)
    }

    @Test func `A box touches the regions of all its points`() throws {
        let ground = Ground(13)
        let regions = try ground.fields(5, size: 400)
        let index = RegionIndex(regions)
        let all = try #require(index.box).expanded(metres: 20)
        for _ in 0..<40 {
            let corner = ground.point(in: all)
            let box = try Ground.box(
                corner.latitude, corner.longitude, corner.latitude + ground.number(0...30),
                corner.longitude + ground.number(0...30))
            var expected: Set<Int> = []
            for latitude in box.south...box.north {
                for longitude in box.west...box.east {
                    let point = Ground.at(latitude, longitude)
                    expected.formUnion(regions.filter { $0.shape.contains(point) }.map(\.id))
                }
            }
            let found = Set(index.regions(touching: box).map(\.id))
            // A corner of a region may lie between whole points; none is missing.
            #expect(found.isSuperset(of: expected))
            #expect(found.subtracting(expected).count <= 1)
        }
    }
}
