/// Where up to 256 hashes of one level stand: the coordinates of C2SP tlog-tiles.
public struct Tile: Sendable, Hashable {
    /// Levels of the tree that one tile spans.
    public static let height = 8
    /// Hashes of a full tile.
    public static let full = 256

    /// Hashes of this tile are roots of complete subtrees of 256^level leaves.
    public let level: Int
    /// The place among the tiles of its level, from 0.
    public let number: Int64
    /// How many hashes it has: 1 to 256.
    public let width: Int

    /// - Returns: nil for what no tree can have.
    public init?(level: Int, number: Int64, width: Int = Tile.full) {
        guard (0...7).contains(level), number >= 0, (1...Tile.full).contains(width) else {
            return nil
        }
        self.level = level
        self.number = number
        self.width = width
    }

    public var isFull: Bool { width == Tile.full }

    /// How many hashes a level has in a tree of `size` leaves.
    public static func count(_ size: Int64, level: Int) -> Int64 { size >> Int64(8 * level) }

    /// The tiles at the right edge that are not full, the lowest first.
    public static func edge(of size: Int64) -> [Tile] {
        (0...7).compactMap { level in
            let count = count(size, level: level)
            return Tile(level: level, number: count / 256, width: Int(count % 256))
        }
    }

    /// The path below the log's prefix, such as `tile/0/x001/x234/067.p/5`.
    public var path: String { "tile/\(level)/" + Self.numberPath(number, width: width) }

    /// The number in groups of three digits, all but the last marked with `x`, and the width of a
    /// partial tile.
    public static func numberPath(_ number: Int64, width: Int = full) -> String {
        var text = digits(number % 1000)
        var rest = number / 1000
        while rest > 0 {
            text = "x" + digits(rest % 1000) + "/" + text
            rest /= 1000
        }
        return width == full ? text : text + ".p/\(width)"
    }

    private static func digits(_ number: Int64) -> String {
        let text = String(number)
        return String(repeating: "0", count: 3 - text.count) + text
    }

    /// Reads what `numberPath` writes, and nothing else.
    /// - Returns: nil for any other spelling, so that a tile has one address.
    public static func parse(_ parts: [String]) -> (number: Int64, width: Int)? {
        let spelling = parts.joined(separator: "/")
        var parts = parts
        var width = full
        if parts.count > 1, parts[parts.count - 2].hasSuffix(".p"), let last = parts.popLast() {
            guard last.utf8.count <= 3, let partial = Int(last), (1..<full).contains(partial)
            else { return nil }
            width = partial
            parts[parts.count - 1].removeLast(2)
        }
        guard (1...5).contains(parts.count) else { return nil }
        var number: Int64 = 0
        for (index, part) in parts.enumerated() {
            let digits = index == parts.count - 1 ? part[...] : part.dropFirst()
            guard digits.utf8.count == 3, let group = Int64(digits), group >= 0 else { return nil }
            number = number * 1000 + group
        }
        guard numberPath(number, width: width) == spelling else { return nil }
        return (number, width)
    }

    /// The bytes of a tile with these hashes.
    public static func packed(_ hashes: [TreeHash]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(hashes.count * TreeHash.width)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// The hashes of a tile's bytes.
    /// - Returns: nil unless there are 32 bytes for each of `width` hashes.
    public static func hashes(_ bytes: [UInt8], width: Int) -> [TreeHash]? {
        guard bytes.count == width * TreeHash.width else { return nil }
        return (0..<width).compactMap { TreeHash(bytes[($0 * 32)..<($0 * 32 + 32)]) }
    }

    /// The root of hashes that lie side by side in one tile; of 256 it is their hash one level up.
    public static func root(of hashes: [TreeHash]) -> TreeHash { CompactRange.root(of: hashes) }
}

/// Entries side by side, each behind its length in two bytes, the greater first: what clients fetch
/// below `tile/entries/`.
public enum EntryBundle {
    /// - Precondition: no entry is longer than 65,535 bytes.
    public static func bytes(_ entries: [[UInt8]]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(entries.reduce(0) { $0 + $1.count + 2 })
        for entry in entries {
            precondition(entry.count <= Int(UInt16.max), "an entry is at most 65,535 bytes long")
            result.append(UInt8(entry.count >> 8))
            result.append(UInt8(entry.count & 0xFF))
            result += entry
        }
        return result
    }

    /// - Returns: nil when the bytes end within an entry.
    public static func entries(_ bytes: [UInt8]) -> [[UInt8]]? {
        var result: [[UInt8]] = []
        var place = 0
        while place < bytes.count {
            guard place + 2 <= bytes.count else { return nil }
            let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
            place += 2
            guard place + length <= bytes.count else { return nil }
            result.append(Array(bytes[place..<place + length]))
            place += length
        }
        return result
    }
}
