import Testing

@testable import Geo

@Suite struct RegionIndexTests {
    /// Two squares side by side and, in the right one, an enclave.
    private static func town() throws -> [GeoRegion<String>] {
        let enclave = try Ground.frame(400, 1_400, 600, 1_600)
        return [
            GeoRegion(id: "b", shape: Ground.shape(try Ground.frame(0, 0, 1_000, 1_000))),
            GeoRegion(
                id: "a",
                shape: Ground.shape(try Ground.frame(0, 1_000, 1_000, 2_000), holes: [enclave])),
            GeoRegion(id: "c", shape: Ground.shape(enclave), isApproximate: true),
        ]
    }

    @Test(
        arguments: [
            (500, 500, "b"), (500, 999, "b"), (500, 1_001, "a"), (500, 1_500, "c"),
            (1_001, 500, nil),
            // Common borders and corners have the smallest id.
            (500, 1_000, "a"), (0, 1_000, "a"), (1_000, 1_000, "a"), (500, 1_400, "a"),
            (400, 1_400, "a"), (0, 0, "b"), (1_000, 0, "b"),
        ] as [(Int64, Int64, String?)])
    func `A point lies in one region`(latitude: Int64, longitude: Int64, id: String?) throws {
        let town = try Self.town()
        for regions in [town, town.reversed()] {
            let index = RegionIndex(regions)
            #expect(index.region(at: Ground.at(latitude, longitude))?.id == id)
        }
    }

    @Test func `The smallest id has what several claim`() throws {
        let large = Ground.shape(try Ground.frame(0, 0, 1_000, 1_000))
        let small = Ground.shape(try Ground.frame(200, 200, 800, 800))
        for (inner, outer, expected) in [(1, 2, 1), (2, 1, 1)] {
            let index = RegionIndex([
                GeoRegion(id: inner, shape: small), GeoRegion(id: outer, shape: large),
            ])
            #expect(index.region(at: Ground.at(500, 500))?.id == expected)
            #expect(index.region(at: Ground.at(100, 100))?.id == outer)
        }
    }

    @Test func `Regions are found by id, parts of one become one`() throws {
        let index = RegionIndex([
            GeoRegion(id: 7, shape: Ground.shape(try Ground.frame(0, 0, 10, 10))),
            GeoRegion(
                id: 7, shape: Ground.shape(try Ground.frame(0, 50, 10, 60)), isApproximate: true),
            GeoRegion(id: 3, shape: Ground.shape(try Ground.frame(20, 0, 30, 10))),
        ])
        #expect(index.regions.map(\.id) == [3, 7])
        #expect(index[7]?.shape.polygons.count == 2)
        #expect(index[7]?.isApproximate == true && index[3]?.isApproximate == false)
        #expect(index[4] == nil)
        #expect(index.region(at: Ground.at(5, 55))?.id == 7)
        #expect(index.region(at: Ground.at(5, 30)) == nil)
        #expect(index.box == GeoBox(south: 0, west: 0, north: 30, east: 60))
    }

    @Test func `Without regions there is nothing to find`() throws {
        let index = RegionIndex<Int>([])
        #expect(index.region(at: Ground.at(0, 0)) == nil)
        #expect(index.nearest(to: Ground.at(0, 0)) == nil)
        #expect(index.regions(touching: .indonesia).isEmpty)
        #expect(index.box == nil)
    }

    @Test func `Outside the nearest region is told, with the metres`() throws {
        let index = RegionIndex(try Self.town())
        let inside = try #require(index.nearest(to: Ground.at(500, 500)))
        #expect(inside.region.id == "b" && inside.metres == 0)
        let point = Ground.at(1_090, 300)
        let near = try #require(index.nearest(to: point))
        #expect(near.region.id == "b" && near.point == Ground.at(1_000, 300))
        #expect(abs(near.metres - 10.0) < 0.1)
        #expect(index.nearest(to: point, within: 9) == nil)
        #expect(index.nearest(to: point, within: 11)?.region.id == "b")
        // As far from both squares: the smaller id.
        #expect(index.nearest(to: Ground.at(1_100, 1_000))?.region.id == "a")
        #expect(index.nearest(to: Ground.at(-6_600_000, 106_800_000))?.region.id == "a")
    }

    @Test func `The regions that a box touches are listed by id`() throws {
        let index = RegionIndex(try Self.town())
        func ids(_ box: GeoBox) -> [String] { index.regions(touching: box).map(\.id) }
        #expect(ids(try Ground.box(0, 0, 999, 999)) == ["b"])
        #expect(ids(try Ground.box(0, 0, 1_000, 1_000)) == ["a", "b"])
        #expect(ids(try Ground.box(450, 1_450, 550, 1_550)) == ["c"])
        #expect(ids(try Ground.box(450, 1_450, 550, 1_650)) == ["a", "c"])
        #expect(ids(try Ground.box(-9, -9, 9_999, 9_999)) == ["a", "b", "c"])
        #expect(ids(try Ground.box(2_000, 0, 3_000, 100)).isEmpty)
    }

    @Test func `Cells within one region answer at once`() throws {
        let index = ShapeIndex([Ground.shape(try Ground.frame(0, 0, 12_800_000, 12_800_000))])
        let grid = try #require(index.grid)
        let whole = grid.cells.filter { $0 == .whole(0) }.count
        #expect(whole > grid.cells.count * 9 / 10)
        #expect(grid.candidates.count < grid.cells.count / 10)
    }
}
