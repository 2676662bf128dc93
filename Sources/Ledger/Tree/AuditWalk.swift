import Kernel
import TransparencyLog

/// Goes through the parts of a ledger in their order.
struct AuditWalk {
    /// The tree as the database says it is.
    let end: TreeState
    var audit = LogAudit()
    private var edge = TileEdge()
    /// Full tiles above the lowest, which are compared in the end.
    private var upper: [(tile: Tile, bytes: [UInt8])] = []
    /// The first leaf that is not the one of its tile: an entry or a tile was changed, and the next
    /// checkpoint tells which.
    private var doubt: (number: Int64, id: UUIDv7, tile: Tile)?
    private var erasures = AuditErasures()
    /// The name of a destroyed key in its act of erasure.
    private let name: (UUIDv7) -> String

    init(end: TreeState, name: @escaping (UUIDv7) -> String) {
        self.end = end
        self.name = name
    }

    mutating func take(_ part: AuditPart) {
        guard audit.difference == nil else { return }
        var signed = part.signed[...]
        for (place, leaf) in part.leaves.enumerated() {
            let number = part.first + Int64(place)
            audit.entries += 1
            if number > end.size {
                audit.waiting += 1
                continue
            }
            compare(leaf, number, part.ids[place], part)
            var full: [(tile: Tile, bytes: [UInt8])] = []
            edge.append(leaf) { tile, hashes in
                if tile.level > 0 { full.append((tile, Tile.packed(hashes))) }
            }
            upper += full
            while let next = signed.first, next.size == number {
                signed.removeFirst()
                check(next)
            }
            guard audit.difference == nil else { return }
        }
        audit.erased += Int64(part.erased.count)
        erasures.take(part)
        if let found = part.difference {
            // What was changed before is the first difference.
            audit.difference = doubt.map { LogDifference.otherLeaf($0.number, $0.id) } ?? found
        }
    }

    private mutating func compare(
        _ leaf: TreeHash, _ number: Int64, _ id: UUIDv7, _ part: AuditPart
    ) {
        guard doubt == nil else { return }
        let index = number - 1
        let start = Int(index % 256) * TreeHash.width
        if let bytes = part.tiles[index / 256], bytes.count >= start + TreeHash.width,
            TreeHash(bytes[start..<start + TreeHash.width]) == leaf
        {
            return
        }
        let width = Int(min(256, end.size - index / 256 * 256))
        guard let tile = Tile(level: 0, number: index / 256, width: width) else { return }
        doubt = (number, id, tile)
    }

    private mutating func check(_ signed: AuditPart.Signed) {
        if edge.root.bytes != signed.root {
            audit.difference =
                doubt.map { LogDifference.otherLeaf($0.number, $0.id) } ?? .otherRoot(signed.size)
        } else if !signed.isSigned {
            audit.difference = .unsigned(signed.size)
        } else {
            audit.checkpoints += 1
            // The entries are right, so the tile is not.
            if let doubt { audit.difference = .tile(doubt.tile.path) }
        }
    }

    /// Tiles above the lowest, and those of the edge.
    var rest: [(tile: Tile, bytes: [UInt8])] {
        upper
            + edge.partial.filter { $0.tile.level > 0 }.map {
                ($0.tile, Tile.packed($0.hashes))
            }
    }

    mutating func finish(wrong: Tile?) {
        if let doubt {
            audit.difference =
                edge.root == end.root
                ? .tile(doubt.tile.path) : .otherLeaf(doubt.number, doubt.id)
        } else if edge.size != end.size {
            audit.difference = .missing(edge.size + 1)
        } else if edge.root != end.root {
            audit.difference = .otherRoot(end.size)
        } else if let wrong {
            audit.difference = .tile(wrong.path)
        } else {
            audit.difference = erasures.silent(name).map {
                LogDifference.erasedSilently($0.number, $0.id)
            }
        }
    }
}

/// Which keys were destroyed, and which of them by an act of erasure. The only part of an audit
/// that grows: some forty bytes for each erased case.
struct AuditErasures {
    private var erased: [UUIDv7: AuditPart.Erased] = [:]
    private var named: Set<String> = []
    /// When keys were destroyed by acts that do not name them, in milliseconds.
    private var unnamed: [Int64] = []
    /// When the first act named its keys: from then on each must.
    private var naming: Int64?

    mutating func take(_ part: AuditPart) {
        for one in part.erased where erased[one.key] == nil { erased[one.key] = one }
        for act in part.erasures {
            guard let keys = act.keys else {
                unnamed.append(act.at)
                continue
            }
            naming = min(naming ?? act.at, act.at)
            named.formUnion(keys)
        }
    }

    /// The first entry whose key was destroyed by no act of erasure. Houses did not always name
    /// the keys: what was destroyed before they did needs an act within a day.
    func silent(_ name: (UUIDv7) -> String) -> AuditPart.Erased? {
        let day: Int64 = 86_400_000
        return erased.values.filter { one in
            if named.contains(name(one.key)) { return false }
            if let naming, one.at >= naming { return true }
            return !unnamed.contains { abs($0 - one.at) <= day }
        }.min { $0.number < $1.number }
    }
}
