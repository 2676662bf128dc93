import Kernel
import Store
import TransparencyLog

extension LedgerLog {
    /// Writes the tiles and the signed checkpoint of a tree of invented leaves, for measuring
    /// proofs in a ledger that is very long. The house has no such entries: it is worth nothing
    /// afterwards.
    package func fill(leaves: Int64) async throws {
        var edge = TileEdge()
        let part: Int64 = 1 << 16
        while edge.size < leaves {
            let (from, end) = (edge, min(edge.size + part, leaves))
            edge = try await ledger.store.write("ledger fill") { tx in
                var grown = from
                while grown.size < end {
                    let number = grown.size.bigEndianBytes
                    let leaf = LogLeaf.hash(number + number + number + number)
                    try grown.append(leaf) { tile, hashes in try write(tile, hashes, in: tx) }
                }
                return grown
            }
        }
        let whole = edge
        try await ledger.store.write("ledger fill end") { tx in
            for (tile, hashes) in whole.partial { try write(tile, hashes, in: tx) }
            try tx.execute(
                """
                UPDATE ledger_tree SET size = \(whole.size), root = \(whole.root.bytes)
                WHERE one = 1
                """)
            try sign(TreeState(size: whole.size, root: whole.root), in: tx)
        }
    }
}
