/// The cells of one zoom that cover a box: what a page that shows the box asks the database for.
public struct ClusterWindow: Sendable, Hashable {
    public let zoom: Int
    public let columns: ClosedRange<Int>
    public let rows: ClosedRange<Int>
    private let level: Int

    /// The zoom is taken into the range that exists.
    public init(_ box: GeoBox, zoom: Int) {
        let low = ClusterCell(
            of: GeoPoint(clamping: Double(box.south), Double(box.west)), zoom: zoom)
        let high = ClusterCell(
            of: GeoPoint(clamping: Double(box.north), Double(box.east)), zoom: zoom)
        self.zoom = low.zoom
        level = low.tile.zoom
        columns = low.column...high.column
        rows = high.row...low.row
    }

    public var count: Int { columns.count * rows.count }

    public func contains(_ cell: ClusterCell) -> Bool {
        cell.zoom == zoom && columns.contains(cell.column) && rows.contains(cell.row)
    }

    /// All cells in the order of their keys; nil when they are more than `limit`.
    public func cells(atMost limit: Int = 4_096) -> [ClusterCell]? {
        guard count <= limit else { return nil }
        return rows.flatMap { row in
            columns.map { ClusterCell(MapTile(checked: level, $0, row)) }
        }.sorted()
    }

    /// Ranges of keys, in order, that hold all its cells and, where that takes more than `limit`
    /// ranges (at least 1), also others of the same zoom: ask `contains` of what comes back.
    public func ranges(atMost limit: Int = 16) -> [ClosedRange<Int64>] {
        var cover = [MapTile(checked: 0, 0, 0)]
        var ranges = merged(cover)
        while cover.contains(where: isDivided) {
            cover = cover.flatMap { isDivided($0) ? parts(of: $0) : [$0] }
            let finer = merged(cover)
            guard finer.count <= limit else { break }
            ranges = finer
        }
        return ranges
    }

    /// Whether a larger cell lies in the window only in part.
    private func isDivided(_ tile: MapTile) -> Bool {
        let (x, y) = extent(tile)
        let isWhole =
            columns.contains(x.lowerBound) && columns.contains(x.upperBound)
            && rows.contains(y.lowerBound) && rows.contains(y.upperBound)
        return tile.zoom < level && !isWhole
    }

    /// The quarters that meet the window, in the order of their keys.
    private func parts(of tile: MapTile) -> [MapTile] {
        [(0, 0), (1, 0), (0, 1), (1, 1)].map { right, down in
            MapTile(checked: tile.zoom + 1, tile.x * 2 + right, tile.y * 2 + down)
        }.filter {
            let (x, y) = extent($0)
            return x.overlaps(columns) && y.overlaps(rows)
        }
    }

    /// Columns and rows of the window's zoom.
    private func extent(_ tile: MapTile) -> (ClosedRange<Int>, ClosedRange<Int>) {
        let deeper = level - tile.zoom
        return (
            tile.x << deeper...(tile.x + 1) << deeper - 1,
            tile.y << deeper...(tile.y + 1) << deeper - 1
        )
    }

    /// Adjoining ranges become one.
    private func merged(_ cover: [MapTile]) -> [ClosedRange<Int64>] {
        var ranges: [ClosedRange<Int64>] = []
        for tile in cover {
            let bits = Int64(2 * (level - tile.zoom))
            let key = ClusterCell(tile).key
            let range = key << bits...(key + 1) << bits - 1
            if let last = ranges.last, last.upperBound + 1 == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound...range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges
    }
}
