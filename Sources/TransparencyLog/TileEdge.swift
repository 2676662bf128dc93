/// The right edge of a tree as its partial tiles: takes leaves, hands out tiles as they become
/// full, and knows the root.
public struct TileEdge: Sendable {
    /// The partial tile of one level: its hashes, and what they come to.
    private struct Level: Sendable {
        var hashes: [TreeHash] = []
        var range = CompactRange()

        mutating func append(_ hash: TreeHash) {
            hashes.append(hash)
            range.append(hash)
        }
    }

    public private(set) var size: Int64 = 0
    private var levels: [Level] = []

    public init() {}

    /// The edge of a tree of `size` leaves.
    /// - Parameter fetch: the bytes of a partial tile; nil when there is none.
    /// - Returns: nil when a tile is missing or has another length.
    public init?(size: Int64, fetch: (Tile) throws -> [UInt8]?) rethrows {
        self.size = size
        for tile in Tile.edge(of: size) {
            guard let bytes = try fetch(tile),
                let hashes = Tile.hashes(bytes, width: tile.width)
            else { return nil }
            while levels.count <= tile.level { levels.append(Level()) }
            for hash in hashes { levels[tile.level].append(hash) }
        }
        // A level without hashes may lie below or above one that has some.
        while Tile.count(size, level: levels.count) > 0 { levels.append(Level()) }
    }

    /// Adds the next leaf.
    /// - Parameter full: is given each tile that has become full, the lowest level first.
    public mutating func append(
        _ leaf: TreeHash, full: (Tile, [TreeHash]) throws -> Void
    ) rethrows {
        size += 1
        var hash = leaf
        var level = 0
        while true {
            if levels.count == level { levels.append(Level()) }
            levels[level].append(hash)
            guard levels[level].hashes.count == Tile.full else { return }
            let number = Tile.count(size, level: level) / 256 - 1
            if let tile = Tile(level: level, number: number) {
                try full(tile, levels[level].hashes)
            }
            hash = levels[level].range.root
            levels[level] = Level()
            level += 1
        }
    }

    /// The tiles that are not full, the lowest level first.
    public var partial: [(tile: Tile, hashes: [TreeHash])] {
        Tile.edge(of: size).map { ($0, levels[$0.level].hashes) }
    }

    /// The root of the whole tree.
    public var root: TreeHash {
        var root: TreeHash?
        for level in levels {
            for peak in level.range.peaks.reversed() {
                root = root.map { .node(peak, $0) } ?? peak
            }
        }
        return root ?? .empty
    }
}
