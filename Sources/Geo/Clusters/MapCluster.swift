/// Things that are too near each other on a map of some zoom to be drawn one by one.
public struct MapCluster: Sendable, Hashable {
    public let count: Int64
    /// The middle of all its things.
    public let centre: GeoPoint
    /// Those of its cells, the fullest first.
    public let cells: [ClusterCell]

    /// What its cells cover: where a press on it leads.
    public var box: GeoBox {
        cells.dropFirst().reduce(cells[0].box) { $0.union($1.box) }
    }

    /// Clusters of a window, the largest first. A cell joins a fuller one beside it whose middle is
    /// less than `pixels` away, so that a heap on the border of two cells is drawn once. Counts of
    /// the same cell are added up, cells without things left out; cells of different zooms never
    /// join. The order of `counts` does not matter.
    public static func clusters(_ counts: [CellCount], pixels: Double = 48) -> [MapCluster] {
        let seeds = summed(counts).sorted { ($1.count, $0.cell) < ($0.count, $1.cell) }
        // From here on a cell is its place among them: the fuller, the smaller.
        let places = Dictionary(
            uniqueKeysWithValues: seeds.indices.map { (seeds[$0].cell, $0) })
        let middles = seeds.map(Middle.init)
        var isTaken = [Bool](repeating: false, count: seeds.count)
        var clusters: [MapCluster] = []
        for place in seeds.indices where !isTaken[place] {
            isTaken[place] = true
            var sum = seeds[place]
            var cells = [sum.cell]
            let joining = sum.cell.neighbours.compactMap { places[$0] }.filter {
                !isTaken[$0] && middles[place].pixels(to: middles[$0]) < pixels
            }.sorted()
            for other in joining {
                isTaken[other] = true
                sum.add(seeds[other])
                cells.append(seeds[other].cell)
            }
            clusters.append(MapCluster(count: sum.count, centre: sum.centre, cells: cells))
        }
        return clusters.sorted { ($1.count, $0.cells[0]) < ($0.count, $1.cells[0]) }
    }

    /// One count for each cell that has things.
    private static func summed(_ counts: [CellCount]) -> [CellCount] {
        var summed: [CellCount] = []
        for count in counts.sorted(by: { $0.cell < $1.cell }) {
            if summed.last?.cell == count.cell {
                summed[summed.count - 1].add(count)
            } else {
                summed.append(count)
            }
        }
        return summed.filter { $0.count > 0 }
    }

    /// The middle of a cell's things, in pixels of its zoom from the corner of the world.
    private struct Middle {
        let x, y: Double

        init(_ count: CellCount) {
            let size = Double(ClusterCell.pixels) * Double(1 << count.cell.tile.zoom)
            x = WebMercator.x(count.centre.longitude) * size
            y = WebMercator.y(count.centre.latitude) * size
        }

        func pixels(to other: Middle) -> Double {
            let (right, down) = (x - other.x, y - other.y)
            return (right * right + down * down).squareRoot()
        }
    }
}
