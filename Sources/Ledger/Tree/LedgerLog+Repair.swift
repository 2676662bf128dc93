import Contracts
import Kernel
import Store
import TransparencyLog

extension LedgerLog {
    /// Makes all tiles anew from the entries and stores those that differ, once the entries have
    /// been shown to come to the signed root: entries that were changed never get into tiles.
    /// - Returns: how many tiles were stored.
    /// - Throws: `LogError.changedHistory`, `.missingEntry`.
    @discardableResult
    public func repair() async throws -> Int {
        let state = try await ledger.store.read("ledger tree state") { try self.state(in: $0) }
        let signed = try await ledger.store.read("ledger checkpoint") { reader -> TreeState? in
            let row = try reader.row(
                """
                SELECT size, root FROM ledger_checkpoints WHERE size <= \(state.size)
                ORDER BY size DESC LIMIT 1
                """)
            guard let row, let root = TreeHash(row.bytes(1)) else { return nil }
            return TreeState(size: row.int(0), root: root)
        }
        var edge = TileEdge()
        try await eachPart(upTo: state.size) { leaves in
            for leaf in leaves {
                edge.append(leaf) { _, _ in }
                if edge.size == signed?.size, edge.root != signed?.root {
                    throw LogError.changedHistory
                }
            }
        }
        guard edge.root == state.root else { throw LogError.changedHistory }
        let count = try await store(upTo: state.size)
        damage.clear()
        return count
    }

    /// Hashes of the leaves, part by part, in order.
    func eachPart(
        upTo size: Int64, _ body: ([TreeHash]) async throws -> Void
    ) async throws {
        var done: Int64 = 0
        while done < size {
            let part = try await ledger.store.read("ledger leaves") { [done] reader in
                try reader.rows(
                    """
                    SELECT seq, commitment FROM ledger WHERE seq > \(done) AND seq <= \(size)
                    ORDER BY seq LIMIT 4096
                    """
                ).enumerated().map { index, row in
                    let expected = done + Int64(index) + 1
                    guard row.int(0) == expected else { throw LogError.missingEntry(expected) }
                    return LogLeaf.hash(row.bytes(1))
                }
            }
            guard !part.isEmpty else { throw LogError.missingEntry(done + 1) }
            try await body(part)
            done += Int64(part.count)
        }
    }

    private func store(upTo size: Int64) async throws -> Int {
        var edge = TileEdge()
        var count = 0
        try await eachPart(upTo: size) { leaves in
            var full: [(tile: Tile, hashes: [TreeHash])] = []
            for leaf in leaves { edge.append(leaf) { full.append(($0, $1)) } }
            count += try await store(full, of: size)
        }
        return count + (try await store(edge.partial, of: size))
    }

    /// Stores those tiles that are not stored so. What has grown since is left alone: its hashes
    /// begin with these.
    private func store(
        _ tiles: [(tile: Tile, hashes: [TreeHash])], of size: Int64
    ) async throws -> Int {
        let wanted = tiles.map { (tile: $0.tile, bytes: $0.hashes.flatMap(\.bytes)) }
        return try await ledger.store.write("ledger tiles") { tx in
            let hasGrown = try state(in: tx).size > size
            var count = 0
            for (tile, bytes) in wanted {
                let found = try tx.row(
                    """
                    SELECT hashes FROM ledger_tiles
                    WHERE level = \(tile.level) AND number = \(tile.number)
                    """)?.bytes(0)
                if found == bytes { continue }
                if hasGrown, let found, found.starts(with: bytes) { continue }
                count += try tx.execute(
                    """
                    INSERT INTO ledger_tiles (level, number, width, hashes)
                    VALUES (\(tile.level), \(tile.number), \(tile.width), \(bytes))
                    ON CONFLICT (level, number) DO UPDATE
                    SET width = excluded.width, hashes = excluded.hashes
                    """)
            }
            return count
        }
    }
}
