import Contracts
import Kernel
import Store
import TransparencyLog

/// What a leaf of the log holds, before it is hashed.
enum LogLeaf {
    /// The version of what stands behind it.
    static let version: UInt8 = 1

    /// `version byte ‖ 32-byte commitment`.
    static func bytes(_ commitment: [UInt8]) -> [UInt8] { [version] + commitment }

    static func hash(_ commitment: [UInt8]) -> TreeHash { .leaf(bytes(commitment)) }
}

/// How far the tree is.
struct TreeState: Sendable, Hashable {
    let size: Int64
    let root: TreeHash
}

extension LedgerLog {
    /// Takes the next entries into the tree and signs a checkpoint once nothing is left.
    /// - Returns: whether there may be more to take.
    /// - Throws: `LogError`; `StoreError`.
    @discardableResult
    public func extend() async throws -> Bool {
        // Writing is dear on SQLite: look first.
        let isNews = try await ledger.store.read("ledger tree news") { reader in
            let row = try reader.row(
                """
                SELECT t.size, c.last, (SELECT p.origin FROM ledger_checkpoints p
                    WHERE p.size = t.size) FROM ledger_tree t, ledger_counter c
                """)
            guard let row else { throw LedgerError.noCounter }
            return row.int(0) < row.int(1)
                || (row.int(0) > 0 && row.optionalText(2) != origin)
        }
        guard isNews else { return false }
        return try await ledger.store.write("ledger tree") { tx in
            // The lock first: what comes after it must see what the round before committed.
            guard try tx.tryLock("ledger tree") else { return false }
            return try grow(in: tx)
        }
    }

    private func grow(in tx: Transaction) throws -> Bool {
        let state = try self.state(in: tx)
        let rows = try tx.rows(
            """
            SELECT seq, commitment FROM ledger WHERE seq > \(state.size) ORDER BY seq
            LIMIT \(Self.batch)
            """)
        var edge = try self.edge(of: state, in: tx)
        for row in rows {
            guard row.int(0) == edge.size + 1 else { throw LogError.missingEntry(edge.size + 1) }
            try edge.append(LogLeaf.hash(row.bytes(1))) { tile, hashes in
                try write(tile, hashes, in: tx)
            }
        }
        let grown = TreeState(size: edge.size, root: edge.root)
        if !rows.isEmpty {
            for (tile, hashes) in edge.partial { try write(tile, hashes, in: tx) }
            try tx.execute(
                """
                UPDATE ledger_tree SET size = \(grown.size), root = \(grown.root.bytes)
                WHERE one = 1
                """)
        }
        let isMore = rows.count == Self.batch
        if try !isMore || isOverdue(in: tx) { try sign(grown, in: tx) }
        return isMore
    }

    func state(in reader: Reader) throws -> TreeState {
        let row = try reader.row("SELECT size, root FROM ledger_tree WHERE one = 1")
        guard let row else { throw LedgerError.noCounter }
        guard let bytes = row.optionalBytes(1) else { return TreeState(size: 0, root: .empty) }
        guard let root = TreeHash(bytes) else { throw LogError.damagedTree }
        return TreeState(size: row.int(0), root: root)
    }

    /// The right edge, from tiles that come to the root beside them.
    private func edge(of state: TreeState, in reader: Reader) throws -> TileEdge {
        let edge = try TileEdge(size: state.size) { tile in
            try reader.row(
                """
                SELECT hashes FROM ledger_tiles
                WHERE level = \(tile.level) AND number = \(tile.number)
                """)?.bytes(0)
        }
        guard let edge, edge.root == state.root else { throw LogError.damagedTree }
        return edge
    }

    /// Stores a tile; one that is full already stays as it is.
    func write(_ tile: Tile, _ hashes: [TreeHash], in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO ledger_tiles (level, number, width, hashes)
            VALUES (\(tile.level), \(tile.number), \(tile.width), \(Tile.packed(hashes)))
            ON CONFLICT (level, number) DO UPDATE
            SET width = excluded.width, hashes = excluded.hashes WHERE ledger_tiles.width < 256
            """)
    }
}
