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
        var open: [ClusterCell: CellCount] = [:]
        for count in counts { open[count.cell, default: CellCount(cell: count.cell)].add(count) }
        open = open.filter { $0.value.count > 0 }
        let seeds = open.values.sorted { ($1.count, $0.cell) < ($0.count, $1.cell) }
        var clusters: [MapCluster] = []
        for seed in seeds where open.removeValue(forKey: seed.cell) != nil {
            var sum = seed
            var cells = [seed.cell]
            let joining = seed.cell.neighbours.compactMap { open[$0] }
                .filter { distance(seed, $0) < pixels }
                .sorted { ($1.count, $0.cell) < ($0.count, $1.cell) }
            for other in joining {
                open[other.cell] = nil
                sum.add(other)
                cells.append(other.cell)
            }
            clusters.append(MapCluster(count: sum.count, centre: sum.centre, cells: cells))
        }
        return clusters.sorted { ($1.count, $0.cells[0]) < ($0.count, $1.cells[0]) }
    }

    /// Between the middles, in pixels of their zoom.
    private static func distance(_ one: CellCount, _ other: CellCount) -> Double {
        let size = Double(ClusterCell.pixels) * Double(1 << one.cell.tile.zoom)
        let (from, to) = (one.centre, other.centre)
        let right = WebMercator.x(from.longitude) - WebMercator.x(to.longitude)
        let down = WebMercator.y(from.latitude) - WebMercator.y(to.latitude)
        return (right * right + down * down).squareRoot() * size
    }
}
