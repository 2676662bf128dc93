/// A square of 64 pixels on a web map of some zoom, for counts of things in it.
///
/// Its key is one whole number that a database keeps in an ordinary column: a 1, then the bits of
/// row and column by turns. So a key says its zoom by its length, the keys of one zoom do not meet
/// those of another, and all cells within a larger cell lie between two keys (`ranges`).
public struct ClusterCell: Sendable, Hashable, Comparable {
    public static let zooms = 0...20
    public static let pixels = 64
    /// Zooms between a tile of 256 pixels and a cell.
    private static let deeper = 2

    public let key: Int64
    let tile: MapTile

    /// The cell of a point; the zoom is taken into the range that exists.
    public init(of point: GeoPoint, zoom: Int) {
        let zoom = min(max(zoom, Self.zooms.lowerBound), Self.zooms.upperBound)
        self.init(MapTile(of: point, zoom: zoom + Self.deeper))
    }

    /// Nil when there is no such key.
    public init?(key: Int64) {
        guard key > 0 else { return nil }
        let bits = Int64.bitWidth - 1 - key.leadingZeroBitCount
        guard bits.isMultiple(of: 2), Self.zooms.contains(bits / 2 - Self.deeper) else {
            return nil
        }
        var (column, row) = (0, 0)
        for bit in stride(from: Int64(bits - 2), through: 0, by: -2) {
            column = column << 1 | Int(key >> bit & 1)
            row = row << 1 | Int(key >> (bit + 1) & 1)
        }
        self.key = key
        tile = MapTile(checked: bits / 2, column, row)
    }

    init(_ tile: MapTile) {
        self.tile = tile
        var key: Int64 = 1
        for bit in (0..<tile.zoom).reversed() {
            key = key << 2 | Int64(tile.y >> bit & 1) << 1 | Int64(tile.x >> bit & 1)
        }
        self.key = key
    }

    public var zoom: Int { tile.zoom - Self.deeper }
    /// From the west and from the north, at this zoom.
    public var column: Int { tile.x }
    public var row: Int { tile.y }
    /// What it covers, to a micro-degree.
    public var box: GeoBox { tile.box }

    /// The cell around it at the zoom before; nil at zoom 0.
    public var parent: ClusterCell? { zoom == 0 ? nil : tile.parent.map(ClusterCell.init) }

    /// Those around it; fewer at the edges of the world.
    var neighbours: [ClusterCell] {
        var cells: [ClusterCell] = []
        for row in row - 1...row + 1 {
            for column in column - 1...column + 1 where (column, row) != (tile.x, tile.y) {
                guard let tile = MapTile(zoom: tile.zoom, x: column, y: row) else { continue }
                cells.append(ClusterCell(tile))
            }
        }
        return cells
    }

    public static func < (left: ClusterCell, right: ClusterCell) -> Bool { left.key < right.key }
}
