/// A tree of which only tiles are at hand: finds roots and makes proofs (RFC 6962 §2.1.1 and
/// §2.1.2). Each tile is asked for once.
public struct TileTree {
    /// Why no proof could be made.
    public enum Failure: Error, Sendable, Hashable {
        /// The source gave no tile, or one of another length than asked for.
        case badTile(Tile)
        /// The tree has no such leaf or size.
        case outOfRange
    }

    public let size: Int64
    private let fetch: (Tile) throws -> [UInt8]?
    private var known: [Tile: [TreeHash]] = [:]

    /// - Parameter fetch: the bytes of a tile, exactly as wide as asked for; nil: there is none.
    public init(size: Int64, fetch: @escaping (Tile) throws -> [UInt8]?) {
        self.size = size
        self.fetch = fetch
    }

    /// How many tiles were asked for so far.
    public var reads: Int { known.count }

    /// - Throws: `Failure`; what the source throws.
    public mutating func root() throws -> TreeHash {
        size == 0 ? .empty : try root(0, size)
    }

    /// The root of the tree as it was when it had `size` leaves.
    public mutating func root(at size: Int64) throws -> TreeHash {
        guard size >= 0, size <= self.size else { throw Failure.outOfRange }
        return size == 0 ? .empty : try root(0, size)
    }

    /// The hash of one leaf.
    public mutating func leaf(_ index: Int64) throws -> TreeHash {
        guard index >= 0, index < size else { throw Failure.outOfRange }
        return try node(level: 0, index)
    }

    /// Proves that the leaf stands in this tree; see `TreeProof.includes`.
    public mutating func inclusion(of index: Int64) throws -> [TreeHash] {
        guard index >= 0, index < size else { throw Failure.outOfRange }
        var proof: [TreeHash] = []
        var (low, high) = (Int64(0), size)
        while high - low > 1 {
            let middle = low + Self.split(high - low)
            if index < middle {
                proof.append(try root(middle, high))
                high = middle
            } else {
                proof.append(try root(low, middle))
                low = middle
            }
        }
        return proof.reversed()
    }

    /// Proves that this tree begins with the one of `old` leaves; see `TreeProof.grows`.
    public mutating func consistency(from old: Int64) throws -> [TreeHash] {
        guard old >= 0, old <= size else { throw Failure.outOfRange }
        if old == 0 || old == size { return [] }
        var proof: [TreeHash] = []
        var (low, high) = (Int64(0), size)
        // As long as the old tree is a left part of this range, its root is known to the reader.
        while old != high {
            let middle = low + Self.split(high - low)
            if old <= middle {
                proof.append(try root(middle, high))
                high = middle
            } else {
                proof.append(try root(low, middle))
                low = middle
            }
        }
        if low != 0 { proof.append(try root(low, high)) }
        return proof.reversed()
    }

    /// The greatest power of two below `count`, which is at least 2.
    private static func split(_ count: Int64) -> Int64 {
        Int64(1) << Int64(63 - (count - 1).leadingZeroBitCount)
    }

    /// The root of leaves `low ..< high`, a range of the recursion in RFC 6962 §2.1.
    private mutating func root(_ low: Int64, _ high: Int64) throws -> TreeHash {
        let count = high - low
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(level: level, low >> Int64(level))
        }
        let middle = low + Self.split(count)
        return .node(try root(low, middle), try root(middle, high))
    }

    /// The root of a complete subtree of 2^level leaves.
    private mutating func node(level: Int, _ index: Int64) throws -> TreeHash {
        let tileLevel = level / Tile.height
        let span = level % Tile.height
        let first = index << Int64(span)
        let hashes = try tile(tileLevel, first / 256)
        let start = Int(first % 256)
        if span == 0 { return hashes[start] }
        return CompactRange.root(of: hashes[start..<start + (1 << span)])
    }

    private mutating func tile(_ level: Int, _ number: Int64) throws -> [TreeHash] {
        let width = min(256, Tile.count(size, level: level) - number * 256)
        guard let tile = Tile(level: level, number: number, width: Int(width)) else {
            throw Failure.outOfRange
        }
        if let hashes = known[tile] { return hashes }
        guard let bytes = try fetch(tile), let hashes = Tile.hashes(bytes, width: tile.width)
        else { throw Failure.badTile(tile) }
        known[tile] = hashes
        return hashes
    }
}
