import Testing

@testable import Geo

@Suite struct MapTileTests {
    @Test(
        arguments: [
            // Known tiles of the usual web maps.
            (-6_175_400, 106_827_200, 0, 0, 0), (-6_175_400, 106_827_200, 1, 1, 1),
            (51_500_000, -120_000, 10, 511, 340), (-6_175_400, 106_827_200, 10, 815, 529),
            (0, 0, 1, 1, 1), (1, -1, 1, 0, 0), (89_000_000, 0, 3, 4, 0), (-89_000_000, 0, 3, 4, 7),
            (0, 180_000_000, 3, 7, 4), (0, -180_000_000, 3, 0, 4),
            (90_000_000, 180_000_000, 24, 16_777_215, 0),
            (-90_000_000, -180_000_000, 24, 0, 16_777_215),
        ] as [(Int64, Int64, Int, Int, Int)])
    func `A point lies in the tile of web maps`(
        latitude: Int64, longitude: Int64, zoom: Int, x: Int, y: Int
    ) {
        let tile = MapTile(of: Ground.at(latitude, longitude), zoom: zoom)
        #expect(tile == MapTile(zoom: zoom, x: x, y: y))
    }

    @Test func `The world has so many tiles and no more`() {
        #expect(MapTile(zoom: 3, x: 7, y: 7) != nil)
        #expect(MapTile(zoom: 3, x: 8, y: 0) == nil)
        #expect(MapTile(zoom: 3, x: 0, y: -1) == nil)
        #expect(MapTile(zoom: -1, x: 0, y: 0) == nil)
        #expect(MapTile(zoom: 25, x: 0, y: 0) == nil)
        #expect(MapTile(of: Ground.at(0, 0), zoom: 99).zoom == 24)
        #expect(MapTile(of: Ground.at(0, 0), zoom: -5).zoom == 0)
    }

    @Test func `A tile shows its points, and its parent shows more`() throws {
        let ground = Ground(41)
        let world = try Ground.box(-85_000_000, -180_000_000, 85_000_000, 180_000_000)
        for _ in 0..<2_000 {
            let point = ground.point(in: world)
            let zoom = Int(ground.number(1...20))
            let tile = MapTile(of: point, zoom: zoom)
            #expect(tile.box.contains(point))
            #expect(MapTile(of: tile.box.centre, zoom: zoom) == tile || zoom > 19)
            let parent = try #require(tile.parent)
            #expect(parent == MapTile(of: point, zoom: zoom - 1))
            #expect(parent.box.contains(tile.box))
        }
        #expect(MapTile(of: Ground.at(0, 0), zoom: 0).parent == nil)
    }

    @Test func `The map of the world is a square`() {
        let world = MapTile(of: Ground.at(0, 0), zoom: 0).box
        #expect(world.west == -180_000_000 && world.east == 180_000_000)
        #expect(world.north == 85_051_129 && world.south == -85_051_129)
    }
}
