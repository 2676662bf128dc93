import Testing

@testable import Geo

@Suite struct ClusterTests {
    private static let bogor = Ground.at(-6_595_000, 106_800_000)

    @Test func `A key says its cell and its zoom`() throws {
        let ground = Ground(51)
        var keys: Set<Int64> = []
        for zoom in ClusterCell.zooms {
            for _ in 0..<50 {
                let point = Ground.at(
                    ground.number(-84_000_000...84_000_000),
                    ground.number(GeoPoint.longitudes))
                let cell = ClusterCell(of: point, zoom: zoom)
                #expect(ClusterCell(key: cell.key) == cell)
                #expect(cell.zoom == zoom && cell.box.contains(point))
                #expect(cell.parent == (zoom == 0 ? nil : ClusterCell(of: point, zoom: zoom - 1)))
                #expect(zoom == 0 || cell.parent?.key == cell.key >> 2)
                keys.insert(cell.key)
            }
        }
        #expect(Set(keys.compactMap { ClusterCell(key: $0)?.zoom }) == Set(ClusterCell.zooms))
        #expect(ClusterCell(of: Self.bogor, zoom: 99).zoom == 20)
    }

    @Test(arguments: [0, -1, .min, 1, 2, 7, 15, 1 << 46, .max, 0b1_0000_0 << 40] as [Int64])
    func `Other numbers are no keys`(key: Int64) {
        #expect(ClusterCell(key: key) == nil)
    }

    @Test func `A cell is a quarter of a tile wide`() {
        let cell = ClusterCell(of: Self.bogor, zoom: 13)
        let tile = MapTile(of: Self.bogor, zoom: 13)
        #expect(cell.column / 4 == tile.x && cell.row / 4 == tile.y)
        let first = ClusterCell(of: Ground.at(85_000_000, -179_999_999), zoom: 0)
        #expect(first.key == 16 && first.column == 0 && first.row == 0)
        let last = ClusterCell(of: Ground.at(-85_000_000, 179_999_999), zoom: 0)
        #expect(last.key == 31 && last.column == 3 && last.row == 3)
    }

    @Test func `A window has all cells of its points, and no others`() throws {
        let ground = Ground(52)
        for _ in 0..<100 {
            let corner = ground.point(in: GeoBox(around: Self.bogor, metres: 8_000))
            let box = GeoBox(around: corner, metres: Double(ground.number(10...3_000)))
            let window = ClusterWindow(box, zoom: Int(ground.number(8...16)))
            let cells = try #require(window.cells())
            #expect(cells.count == window.count && cells == cells.sorted())
            #expect(cells.allSatisfy { window.contains($0) && $0.box.intersects(box) })
            for _ in 0..<50 {
                let cell = ClusterCell(of: ground.point(in: box), zoom: window.zoom)
                #expect(window.contains(cell) && cells.contains(cell))
            }
        }
    }

    @Test func `Ranges of keys hold the window and are few`() throws {
        let ground = Ground(53)
        for _ in 0..<100 {
            let corner = ground.point(in: GeoBox(around: Self.bogor, metres: 8_000))
            let box = GeoBox(around: corner, metres: Double(ground.number(10...3_000)))
            let window = ClusterWindow(box, zoom: Int(ground.number(8...16)))
            let cells = try #require(window.cells())
            for limit in [1, 4, 16] {
                let ranges = window.ranges(atMost: limit)
                #expect(!ranges.isEmpty && ranges.count <= limit)
                #expect(cells.allSatisfy { cell in ranges.contains { $0.contains(cell.key) } })
                let bounds = ranges.flatMap { [$0.lowerBound, $0.upperBound] }
                #expect(bounds.allSatisfy { ClusterCell(key: $0)?.zoom == window.zoom })
                #expect(bounds == bounds.sorted())
            }
            let exact = window.ranges(atMost: .max)
            #expect(exact.reduce(0) { $0 + $1.count } == cells.count)
        }
    }

    @Test func `A window that is too large says so`() {
        let window = ClusterWindow(.indonesia, zoom: 20)
        #expect(window.cells() == nil)
        #expect(window.count > 1_000_000)
        #expect((1...16).contains(window.ranges().count))
    }

    @Test func `Counts come and go without a rest`() {
        let ground = Ground(54)
        let cell = ClusterCell(of: Self.bogor, zoom: 12)
        let points = (0..<200).map { _ in ground.point(in: cell.box) }
        var count = CellCount(cell: cell)
        for point in points { count.add(point) }
        #expect(count.count == 200)
        #expect(cell.box.contains(count.centre))
        for point in points.reversed() { count.remove(point) }
        #expect(count == CellCount(cell: cell))
    }

    private func counted(_ points: [GeoPoint], zoom: Int) -> [CellCount] {
        var counts: [ClusterCell: CellCount] = [:]
        for point in points {
            let cell = ClusterCell(of: point, zoom: zoom)
            counts[cell, default: CellCount(cell: cell)].add(point)
        }
        return counts.values.sorted { $0.cell < $1.cell }
    }

    @Test func `A heap on the border of cells is one cluster`() throws {
        let corner = ClusterCell(of: Self.bogor, zoom: 14).box
        let middle = Ground.at(corner.north, corner.west)
        let heap = [(40, 40), (60, -40), (-40, 40), (-40, -40), (50, 50)].map {
            Ground.at(middle.latitude + $0.0, middle.longitude + $0.1)
        }
        let apart = Ground.at(middle.latitude - 8_000, middle.longitude)
        let clusters = MapCluster.clusters(counted(heap + [apart], zoom: 14))
        #expect(clusters.map(\.count) == [5, 1])
        #expect(clusters[0].cells.count == 4)
        #expect(clusters[0].centre == Ground.at(middle.latitude + 14, middle.longitude + 10))
        #expect(clusters[0].box.contains(corner) && clusters[1].centre == apart)
    }

    @Test func `Cells whose heaps are apart stay two clusters`() throws {
        let cell = ClusterCell(of: Self.bogor, zoom: 14).box
        let west = Ground.at(cell.centre.latitude, cell.west + 20)
        let east = Ground.at(cell.centre.latitude, cell.east + 20)
        // 64 pixels from each other.
        let counts = counted([west, east], zoom: 14)
        #expect(MapCluster.clusters(counts).count == 2)
        #expect(MapCluster.clusters(counts, pixels: 70).count == 1)
        #expect(MapCluster.clusters([]).isEmpty)
        let none = CellCount(cell: ClusterCell(of: west, zoom: 14))
        #expect(MapCluster.clusters([none]).isEmpty)
    }

    @Test func `Nothing is lost or counted twice, in whatever order counts come`() throws {
        let ground = Ground(55)
        let box = GeoBox(around: Self.bogor, metres: 4_000)
        for zoom in [10, 12, 14, 17] {
            let points = (0..<500).map { _ in ground.point(in: box) }
            let counts = counted(points, zoom: zoom)
            let clusters = MapCluster.clusters(counts)
            #expect(clusters.reduce(0) { $0 + $1.count } == 500)
            #expect(clusters.map(\.count) == clusters.map(\.count).sorted(by: >))
            let cells = clusters.flatMap(\.cells)
            #expect(cells.sorted() == counts.map(\.cell))
            #expect(clusters.allSatisfy { $0.box.contains($0.centre) })
            #expect(MapCluster.clusters(counts.reversed()) == clusters)
            // The same, with each thing counted alone.
            let single = points.flatMap { counted([$0], zoom: zoom) }
            #expect(MapCluster.clusters(single) == clusters)
        }
    }
}
