import Contracts
import Kernel
import Store
import TransparencyLog

/// What an audit of the whole ledger found.
public struct LogAudit: Sendable, Hashable {
    public var entries: Int64 = 0
    /// Entries whose key was destroyed, with an act of erasure for it.
    public var erased: Int64 = 0
    /// Signed trees that the entries come to.
    public var checkpoints: Int64 = 0
    /// Entries that are not in the tree yet.
    public var waiting: Int64 = 0
    /// What comparers have compared, such as cases, by their names.
    public var compared: [String: Int64] = [:]
    /// The first that does not fit, in the order of the entries; nil when all does.
    public var difference: LogDifference?

    public var isSound: Bool { difference == nil }
}

/// Where a ledger is not what it must be. Numbers are those of entries, from 1.
public enum LogDifference: Sendable, Hashable {
    /// The entry is missing although later ones are there.
    case missing(Int64)
    /// The entry is not what its commitment says, or cannot be read.
    case changed(Int64, UUIDv7)
    /// The entry's key is gone, and nobody has destroyed it.
    case keyLost(Int64, UUIDv7)
    /// The entry's key was destroyed without an act of erasure.
    case erasedSilently(Int64, UUIDv7)
    /// The entry does not stand in the tree: it was changed together with its commitment, put in
    /// from outside, or changed places with another.
    case otherLeaf(Int64, UUIDv7)
    /// A stored tile is not what the entries come to, though the signed root is.
    case tile(String)
    /// The entries do not come to what was signed at this size.
    case otherRoot(Int64)
    /// The signature under the checkpoint of this size does not hold.
    case unsigned(Int64)
    /// The counter says another number than the last entry has.
    case counter(Int64, last: Int64)
    /// There are entries without a number.
    case unnumbered(Int64)
    /// A case has other acts than its counter says.
    case otherActs(CaseID)
    /// What the house keeps is not what the entries say.
    case mismatch(LedgerMismatch)
}

extension LogDifference {
    /// One word for the kind of difference, for places where nothing more may be told.
    public var kind: String {
        switch self {
        case .missing: "missing"
        case .changed: "changed"
        case .keyLost: "key-lost"
        case .erasedSilently: "erased"
        case .otherLeaf: "other-leaf"
        case .tile: "tile"
        case .otherRoot: "other-root"
        case .unsigned: "unsigned"
        case .counter, .unnumbered: "counter"
        case .otherActs, .mismatch: "case"
        }
    }

    /// The number of the entry, or the size of the tree, at which it was seen.
    public var place: Int64? {
        switch self {
        case .missing(let number), .changed(let number, _), .keyLost(let number, _),
            .erasedSilently(let number, _), .otherLeaf(let number, _), .otherRoot(let number),
            .unsigned(let number):
            number
        case .tile, .counter, .unnumbered, .otherActs, .mismatch: nil
        }
    }
}

/// A part of the ledger, read and checked on its own.
struct AuditPart: Sendable {
    /// Entries of a part; also eight whole tiles.
    static let size: Int64 = 2_048

    struct Erased: Sendable {
        let number: Int64
        let id: UUIDv7
        let key: UUIDv7
        /// When its key was destroyed, in milliseconds.
        let at: Int64
    }

    /// An act by which keys were destroyed.
    struct Erasure: Sendable {
        /// In milliseconds.
        let at: Int64
        /// The names of the keys; nil in an entry of a house that did not name them yet.
        let keys: [String]?

        init(_ record: LedgerRecord) {
            at = record.at.milliseconds
            keys = record.facts["keys"]?.arrayValue?.compactMap(\.stringValue)
        }
    }

    struct Signed: Sendable {
        let size: Int64
        let root: [UInt8]
        let isSigned: Bool
    }

    let first: Int64
    var ids: [UUIDv7] = []
    var leaves: [TreeHash] = []
    var erased: [Erased] = []
    var erasures: [Erasure] = []
    var tiles: [Int64: [UInt8]] = [:]
    var signed: [Signed] = []
    var difference: LogDifference?
    /// The key of the entry before, opened.
    var key: DataKey?
}

extension LedgerLog {
    /// Computes everything again from the entries: each against its commitment, each commitment
    /// against its leaf, leaves against tiles, tiles against every checkpoint. Needs memory for a
    /// few parts, and for the names of cases that were erased. Then what comparers keep is compared
    /// with the entries.
    /// - Throws: `StoreError`; `SealingError.otherMasterKey` when the house's key is another.
    public func audit(
        _ pace: AuditPace = .full, comparing comparers: [LedgerComparer] = []
    ) async throws -> LogAudit {
        var audit = try await auditEntries(pace)
        for comparer in comparers where audit.difference == nil {
            let found = try await comparer.compare(pace)
            audit.compared[comparer.name] = found.checked
            audit.difference = found.mismatch.map { .mismatch($0) }
        }
        return audit
    }

    private func auditEntries(_ pace: AuditPace) async throws -> LogAudit {
        let (end, counter, last) = try await ledger.store.read("audit.end") { reader in
            (
                try state(in: reader),
                try reader.row("SELECT last FROM ledger_counter WHERE one = 1")?.int(0) ?? 0,
                try ledger.lastNumber(in: reader)
            )
        }
        let key = try await ledger.store.read("audit.key") { reader in
            try reader.row("SELECT public_key FROM ledger_log_key WHERE one = 1")?.bytes(0)
        }
        var walk = AuditWalk(end: end, name: ledger.erasureName)
        try await withThrowingTaskGroup(of: AuditPart.self) { group in
            var next: Int64 = 1
            var ready: [Int64: AuditPart] = [:]
            func start() {
                guard next <= last, walk.audit.difference == nil else { return }
                let first = next
                group.addTask {
                    try await pace.part {
                        try await ledger.store.read("audit.part") { reader in
                            try part(from: first, to: last, key: key, in: reader)
                        }
                    }
                }
                next += AuditPart.size
            }
            for _ in 0..<pace.width { start() }
            var wanted: Int64 = 1
            while let part = try await group.next() {
                ready[part.first] = part
                while let part = ready.removeValue(forKey: wanted) {
                    walk.take(part)
                    wanted += AuditPart.size
                    start()
                }
            }
        }
        try await finish(&walk)
        var audit = walk.audit
        if audit.difference == nil, counter != last {
            audit.difference = .counter(counter, last: last)
        }
        if audit.difference == nil { audit.difference = try await beside() }
        return audit
    }

    /// Compares what is above the lowest tiles, and the edge.
    private func finish(_ walk: inout AuditWalk) async throws {
        guard walk.audit.difference == nil else { return }
        let wanted = walk.rest
        let wrong = try await ledger.store.read("audit.tiles") { reader in
            try wanted.first { tile, bytes in
                try reader.row(
                    """
                    SELECT hashes FROM ledger_tiles
                    WHERE level = \(tile.level) AND number = \(tile.number)
                    """
                )?.bytes(0).starts(with: bytes) != true
            }?.tile
        }
        walk.finish(wrong: wrong)
    }

    /// What is wrong beside the entries themselves.
    private func beside() async throws -> LogDifference? {
        try await ledger.store.read("audit.beside", timeout: .seconds(600)) { reader in
            if reader.engine == .sqlite {
                let row = try reader.row("SELECT COUNT(*) FROM ledger WHERE seq IS NULL")
                if let count = row?.int(0), count > 0 { return .unnumbered(count) }
            }
            return try reader.row(
                """
                SELECT a.case_id FROM case_acts a LEFT JOIN ledger l ON l.case_id = a.case_id
                GROUP BY a.case_id, a.last
                HAVING COUNT(l.id) <> a.last OR COALESCE(MAX(l.case_act), 0) <> a.last LIMIT 1
                """
            ).map { .otherActs($0.id(0)) }
        }
    }
}
