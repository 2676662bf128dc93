/// Checks of proofs, as RFC 9162 §2.1.3.2 and §2.1.4.2 write them.
public enum TreeProof {
    /// Whether a leaf stands at `index` in the tree of `size` leaves that has this root.
    public static func includes(
        _ leaf: TreeHash, at index: Int64, size: Int64, root: TreeHash, proof: [TreeHash]
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (first, last) = (index, size - 1)
        var hash = leaf
        for step in proof {
            if last == 0 { return false }
            if first & 1 == 1 || first == last {
                hash = .node(step, hash)
                while first & 1 == 0, first != 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, step)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Whether the greater tree begins with all leaves of the smaller one. Every tree begins with
    /// the empty one, and with itself; both need an empty proof.
    public static func grows(
        from old: (size: Int64, root: TreeHash), to new: (size: Int64, root: TreeHash),
        proof: [TreeHash]
    ) -> Bool {
        guard old.size >= 0, old.size <= new.size else { return false }
        if old.size == new.size { return proof.isEmpty && old.root == new.root }
        if old.size == 0 { return proof.isEmpty && old.root == .empty }
        var steps = proof[...]
        if old.size & (old.size - 1) == 0 { steps = [old.root] + steps }
        var (first, last) = (old.size - 1, new.size - 1)
        while first & 1 == 1 {
            first >>= 1
            last >>= 1
        }
        guard var oldHash = steps.popFirst() else { return false }
        var newHash = oldHash
        for step in steps {
            if last == 0 { return false }
            if first & 1 == 1 || first == last {
                oldHash = .node(step, oldHash)
                newHash = .node(step, newHash)
                while first & 1 == 0, first != 0 {
                    first >>= 1
                    last >>= 1
                }
            } else {
                newHash = .node(newHash, step)
            }
            first >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == old.root && newHash == new.root
    }
}
