import Crypto
import TransparencyLog

/// The definitions of RFC 6962 §2.1 word by word: slow, and written apart from what it judges.
enum NaiveTree {
    static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.isEmpty { return hash([]) }
        if leaves.count == 1, let only = leaves.first { return hash([0] + only) }
        let (left, right) = halves(leaves)
        return hash([1] + root(left) + root(right))
    }

    static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        if leaves.count == 1 { return [] }
        let (left, right) = halves(leaves)
        return index < left.count
            ? path(index, left) + [root(right)]
            : path(index - left.count, right) + [root(left)]
    }

    static func proof(_ old: Int, _ leaves: ArraySlice<[UInt8]>, known: Bool = true) -> [[UInt8]] {
        if old == leaves.count { return known ? [] : [root(leaves)] }
        let (left, right) = halves(leaves)
        return old <= left.count
            ? proof(old, left, known: known) + [root(right)]
            : proof(old - left.count, right, known: false) + [root(left)]
    }

    private static func halves(
        _ leaves: ArraySlice<[UInt8]>
    ) -> (ArraySlice<[UInt8]>, ArraySlice<[UInt8]>) {
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        return (leaves.prefix(split), leaves.dropFirst(split))
    }

    private static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}

/// Tiles of a tree kept in memory, made leaf by leaf.
struct TileBox {
    var levels: [[TreeHash]] = [[]]

    var size: Int64 { Int64(levels[0].count) }

    mutating func add(_ leaf: TreeHash, at level: Int = 0) {
        if levels.count == level { levels.append([]) }
        levels[level].append(leaf)
        if levels[level].count % 256 == 0 {
            add(Tile.root(of: levels[level].suffix(256)), at: level + 1)
        }
    }

    func bytes(_ tile: Tile) -> [UInt8]? {
        guard levels.indices.contains(tile.level) else { return nil }
        let start = Int(tile.number) * 256
        guard start + tile.width <= levels[tile.level].count else { return nil }
        return levels[tile.level][start..<start + tile.width].flatMap(\.bytes)
    }

    func tree(_ size: Int64) -> TileTree { TileTree(size: size) { bytes($0) } }
}

extension TileBox {
    init(_ leaves: [[UInt8]]) {
        for leaf in leaves { add(.leaf(leaf)) }
    }
}
