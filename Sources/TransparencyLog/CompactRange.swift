/// The hashes of the complete subtrees of a tree, greatest first: all that is needed to add leaves
/// and to tell the root. At most as many as the size has bits.
public struct CompactRange: Sendable, Hashable {
    /// How many leaves the tree has.
    public private(set) var size: Int64 = 0
    private(set) var peaks: [TreeHash] = []

    public init() {}

    /// A tree of which the peaks are known, greatest first.
    /// - Returns: nil when they are not as many as a tree of this size has.
    public init?(size: Int64, peaks: [TreeHash]) {
        guard size >= 0, peaks.count == size.nonzeroBitCount else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Adds the next leaf. Two hashes a leaf on average, one of them the leaf's own.
    public mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        var rest = size
        while rest & 1 == 1 {
            hash = .node(peaks.removeLast(), hash)
            rest >>= 1
        }
        peaks.append(hash)
        size += 1
    }

    /// The root of all leaves (RFC 6962 §2.1).
    public var root: TreeHash {
        guard var root = peaks.last else { return .empty }
        for peak in peaks.dropLast().reversed() { root = .node(peak, root) }
        return root
    }

    /// The root of up to 256 hashes that lie side by side.
    static func root(of hashes: some Sequence<TreeHash>) -> TreeHash {
        var range = CompactRange()
        for hash in hashes { range.append(hash) }
        return range.root
    }
}
