import Kernel
import Store
import TransparencyLog

/// A leaf with what proves that it stands in a signed tree.
public struct LeafProof: Sendable, Hashable {
    public let index: Int64
    public let checkpoint: PublishedCheckpoint
    public let leaf: TreeHash
    public let hashes: [TreeHash]
    /// How many tiles were read for it.
    package let reads: Int
}

extension LedgerLog {
    /// The bytes of a tile: of a partial one as many hashes as asked for, though more may be there.
    /// A stored tile that cannot be right is made anew from what lies below it.
    /// - Returns: nil for hashes that are not there.
    /// - Throws: `LogError.damagedTree` when what lies below is not right either.
    public func tile(_ tile: Tile, in reader: Reader) throws -> [UInt8]? {
        let size = try state(in: reader).size
        let count = Tile.count(size, level: tile.level) - tile.number * 256
        guard count >= tile.width else { return nil }
        let width = Int(min(256, count))
        guard let whole = Tile(level: tile.level, number: tile.number, width: width) else {
            return nil
        }
        if let stored = try stored(whole, in: reader), try fits(stored, whole, in: reader) {
            return Array(stored.prefix(tile.width * TreeHash.width))
        }
        damage.suspect()
        guard let made = try made(whole, in: reader), try fits(made, whole, in: reader) else {
            throw LogError.damagedTree
        }
        return Array(made.prefix(tile.width * TreeHash.width))
    }

    /// The leaves of a tile of level 0.
    /// - Returns: nil for leaves that are not there.
    public func bundle(_ tile: Tile, in reader: Reader) throws -> [[UInt8]]? {
        let first = tile.number * 256
        let size = try state(in: reader).size
        guard tile.level == 0, first + Int64(tile.width) <= size else { return nil }
        let rows = try reader.rows(
            """
            SELECT commitment FROM ledger WHERE seq > \(first)
            AND seq <= \(first + Int64(tile.width)) ORDER BY seq
            """)
        guard rows.count == tile.width else { throw LogError.damagedTree }
        return rows.map { LogLeaf.bytes($0.bytes(0)) }
    }

    /// Proves that a leaf stands in the newest signed tree.
    /// - Returns: nil for a leaf that is not signed yet.
    public func proof(of index: Int64, in reader: Reader) throws -> LeafProof? {
        guard let checkpoint = try checkpoint(in: reader), index >= 0, index < checkpoint.size
        else { return nil }
        // What is read is proven at the end, so tiles are taken as they stand.
        var tree = TileTree(size: checkpoint.size) { tile in
            try stored(tile, in: reader).map { Array($0.prefix(tile.width * TreeHash.width)) }
        }
        let hashes = try tree.inclusion(of: index)
        let leaf = try tree.leaf(index)
        guard
            TreeProof.includes(
                leaf, at: index, size: checkpoint.size, root: checkpoint.root, proof: hashes)
        else {
            damage.suspect()
            throw LogError.damagedTree
        }
        return LeafProof(
            index: index, checkpoint: checkpoint, leaf: leaf, hashes: hashes, reads: tree.reads)
    }

    /// Proves to whoever has seen the tree of `old` leaves that the signed one goes on from it.
    /// - Returns: nil when nothing so great is signed.
    public func consistency(
        from old: Int64, to size: Int64, in reader: Reader
    ) throws
        -> [TreeHash]?
    {
        guard old >= 0, old <= size, try state(in: reader).size >= size else { return nil }
        var tree = TileTree(size: size) { try tile($0, in: reader) }
        return try tree.consistency(from: old)
    }

    private func stored(_ tile: Tile, in reader: Reader) throws -> [UInt8]? {
        try reader.row(
            """
            SELECT hashes FROM ledger_tiles
            WHERE level = \(tile.level) AND number = \(tile.number)
            """)?.bytes(0)
    }

    /// Whether a full tile comes to its hash one level up; of a partial one only the length is
    /// known to be right (`extend` compares the whole edge with the root).
    private func fits(_ bytes: [UInt8], _ tile: Tile, in reader: Reader) throws -> Bool {
        guard let hashes = Tile.hashes(bytes, width: tile.width) else { return false }
        guard tile.isFull, tile.level < 7 else { return true }
        let above = try reader.row(
            """
            SELECT hashes FROM ledger_tiles
            WHERE level = \(tile.level + 1) AND number = \(tile.number / 256)
            """)?.bytes(0)
        let place = Int(tile.number % 256) * TreeHash.width
        guard let above, above.count >= place + TreeHash.width else { return false }
        return Tile.root(of: hashes).bytes == Array(above[place..<place + TreeHash.width])
    }

    /// The bytes of a tile from the leaves, or from the tiles one level down.
    private func made(_ tile: Tile, in reader: Reader) throws -> [UInt8]? {
        let first = tile.number * 256
        if tile.level == 0 {
            return try bundle(tile, in: reader)?.flatMap { TreeHash.leaf($0).bytes }
        }
        var bytes: [UInt8] = []
        for number in first..<first + Int64(tile.width) {
            guard let below = Tile(level: tile.level - 1, number: number),
                let hashes = try stored(below, in: reader).flatMap({ Tile.hashes($0, width: 256) })
            else { return nil }
            Tile.root(of: hashes).append(to: &bytes)
        }
        return bytes
    }
}

extension LedgerLog {
    /// How many leaves were signed before a moment; 0 when nothing was.
    public func size(before moment: Instant, in reader: Reader) throws -> Int64 {
        try reader.row(
            """
            SELECT size FROM ledger_checkpoints WHERE at < \(moment) ORDER BY at DESC LIMIT 1
            """)?.int(0) ?? 0
    }
}
