import Testing

@testable import Geo

@Suite struct ApproximateRegionTests {
    private static let middle = Ground.at(-6_600_000, 106_800_000)

    @Test func `A point lies in the area of the centre that is nearest`() throws {
        let ground = Ground(31)
        let box = GeoBox(around: Self.middle, metres: 5_000)
        let centres = (0..<40).map { (id: $0, point: ground.point(in: box)) }
        let regions = ApproximateRegions.around(centres, within: box)
        #expect(regions.map(\.id) == Array(0..<40))
        #expect(regions.allSatisfy { $0.isApproximate })
        let index = RegionIndex(regions)
        for _ in 0..<4_000 {
            let point = ground.point(in: box)
            let order = centres.map { point.metres(to: $0.point) }.sorted()
            let nearest = try #require(
                centres.min { point.metres(to: $0.point) < point.metres(to: $1.point) })
            // Areas are made in a plane: near a border a metre is left to it.
            guard order[1] - order[0] > 2 else { continue }
            #expect(index.region(at: point)?.id == nearest.id)
        }
    }

    @Test func `Areas end at the outline and leave its hole free`() throws {
        let outline = Ground.shape(
            try Ground.ring([(0, 0), (0, 9_000), (9_000, 9_000), (3_000, 3_000), (9_000, 0)]),
            holes: [try Ground.frame(500, 500, 1_500, 1_500)])
        let centres = [
            (id: "b", point: Ground.at(1_000, 1_000)), (id: "a", point: Ground.at(1_000, 8_000)),
        ]
        let index = RegionIndex(ApproximateRegions.around(centres, within: outline))
        #expect(index.region(at: Ground.at(100, 100))?.id == "b")
        #expect(index.region(at: Ground.at(1_000, 1_000)) == nil)
        #expect(index.region(at: Ground.at(7_000, 8_500))?.id == "a")
        #expect(index.region(at: Ground.at(7_000, 200))?.id == "b")
        // In the notch of the outline.
        #expect(index.region(at: Ground.at(8_000, 4_500)) == nil)
        #expect(index.region(at: Ground.at(-5, 100)) == nil)
    }

    @Test func `One centre has all, none has nothing`() throws {
        let box = try Ground.box(0, 0, 1_000, 1_000)
        let one = ApproximateRegions.around([(id: 1, point: Ground.at(5, 5))], within: box)
        #expect(one.map(\.shape.box) == [box])
        #expect(ApproximateRegions.around([(id: Int, point: GeoPoint)](), within: box).isEmpty)
        let line = try Ground.box(0, 0, 0, 1_000)
        #expect(ApproximateRegions.around([(id: 1, point: Ground.at(0, 5))], within: line).isEmpty)
    }

    @Test func `Of two centres at one place the smaller id has the area`() throws {
        let box = try Ground.box(0, 0, 1_000, 1_000)
        let centres = [
            (id: 3, point: Ground.at(500, 200)), (id: 2, point: Ground.at(500, 200)),
            (id: 1, point: Ground.at(500, 800)),
            // Too far away to have a part of the box.
            (id: 4, point: Ground.at(500, 90_000)),
        ]
        #expect(ApproximateRegions.around(centres, within: box).map(\.id) == [1, 2])
    }
}
