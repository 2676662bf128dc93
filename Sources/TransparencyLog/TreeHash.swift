import Crypto

/// A hash of the tree: 32 bytes of SHA-256, held in place so that hashing a node allocates nothing.
public struct TreeHash: Sendable, Hashable {
    /// Bytes a hash has.
    public static let width = 32

    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// - Returns: nil unless there are exactly 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.width else { return nil }
        words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    }

    private init(_ digest: SHA256.Digest) {
        words = digest.withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                $0.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// Adds the 32 bytes to the end of `bytes`.
    public func append(to bytes: inout [UInt8]) {
        withUnsafeBytes(of: words) { bytes.append(contentsOf: $0) }
    }

    /// The tree without leaves: SHA-256 of nothing (RFC 6962 §2.1).
    public static let empty = TreeHash(SHA256.hash(data: [UInt8]()))

    /// The hash of a leaf: SHA-256(0x00 ‖ entry) (RFC 6962 §2.1).
    public static func leaf(_ entry: some Collection<UInt8>) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: entry.count + 1, alignment: 8) { buffer in
            buffer[0] = 0
            UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyBytes(from: entry)
            return digest(buffer)
        }
    }

    /// The hash of a node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1).
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 2 * width + 1, alignment: 8) { buffer in
            buffer[0] = 1
            buffer.storeBytes(of: left.words.0, toByteOffset: 1, as: UInt64.self)
            buffer.storeBytes(of: left.words.1, toByteOffset: 9, as: UInt64.self)
            buffer.storeBytes(of: left.words.2, toByteOffset: 17, as: UInt64.self)
            buffer.storeBytes(of: left.words.3, toByteOffset: 25, as: UInt64.self)
            buffer.storeBytes(of: right.words.0, toByteOffset: 33, as: UInt64.self)
            buffer.storeBytes(of: right.words.1, toByteOffset: 41, as: UInt64.self)
            buffer.storeBytes(of: right.words.2, toByteOffset: 49, as: UInt64.self)
            buffer.storeBytes(of: right.words.3, toByteOffset: 57, as: UInt64.self)
            return digest(buffer)
        }
    }

    private static func digest(_ buffer: UnsafeMutableRawBufferPointer) -> TreeHash {
        var hash = SHA256()
        hash.update(bufferPointer: UnsafeRawBufferPointer(buffer))
        return TreeHash(hash.finalize())
    }

    public static func == (left: TreeHash, right: TreeHash) -> Bool { left.words == right.words }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.3)
    }
}
