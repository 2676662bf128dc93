import Contracts
import Kernel
import Store
import Synchronization
import TransparencyLog

/// The public side of the ledger: each numbered entry is a leaf of a tree of hashes whose root the
/// city signs. Entry n is leaf n − 1.
///
/// The tree grows after the commits of the entries, in batches, on one node at a time. Tiles, size,
/// root and the signed checkpoint change in one transaction: no leaf can be lost or doubled,
/// whenever a process ends. Formats: `TransparencyLog`; `docs/ledger.md`.
public struct LedgerLog: Sendable {
    let ledger: Ledger
    /// The address of the log without its scheme, such as `layanan.kotabogor.go.id/ledger`; the
    /// name in its checkpoints.
    public let origin: String
    let damage = LogDamage()

    /// Entries taken into the tree in one transaction, at most.
    static let batch = 2_048
    /// Between two rounds: so that many commits share one checkpoint.
    private static let breath = Duration.seconds(1)
    /// After which a checkpoint is signed although more entries wait.
    static let longestWait: Int64 = 3_000

    public init(_ ledger: Ledger, origin: String) {
        self.ledger = ledger
        self.origin = origin
    }

    /// The origin of a log below a public address.
    public static func origin(of address: String) -> String {
        let bare = address.split(separator: "://", maxSplits: 1).last ?? ""
        return "\(bare)/ledger"
    }

    /// Extends the tree until the task is cancelled. Each node runs it; one at a time extends.
    public func run() async {
        var failures = 0
        while !Task.isCancelled {
            let generation = ledger.signals.numbered.generation
            do {
                if damage.isSuspected { try await repair() }
                try await catchUp()
                failures = 0
            } catch {
                // What is wrong stays visible: no new checkpoint. It is tried again more and more
                // rarely, for a repair reads the whole ledger.
                damage.suspect(if: error is LogError)
                failures += 1
            }
            try? await Task.sleep(for: Self.breath * (1 << min(failures, 9)))
            await ledger.signals.numbered.wait(after: generation, longest: .seconds(2))
        }
    }

    /// Takes all that has a number into the tree.
    public func catchUp() async throws {
        while try await extend() {}
    }
}

/// Why the tree could not grow.
public enum LogError: Error, Sendable, Hashable {
    /// No entry has this number, but later ones are there.
    case missingEntry(Int64)
    /// The stored tiles do not come to the root that stands beside them.
    case damagedTree
    /// The entries do not come to the root that the city has signed: they were changed.
    case changedHistory
    /// Another root of this size, or a greater tree, is signed already.
    case signedOtherwise(Int64)
    /// The origin cannot stand in a checkpoint.
    case badOrigin
}

/// Whether tiles of this log seem to be damaged, so that the next round looks at all of them.
final class LogDamage: Sendable {
    private let suspected = Mutex(false)

    var isSuspected: Bool { suspected.withLock { $0 } }

    func suspect(if isDamage: Bool = true) {
        if isDamage { suspected.withLock { $0 = true } }
    }

    func clear() { suspected.withLock { $0 = false } }
}
