import Contracts
import Kernel
import Ledger
import Store

/// Fixes the looks of each hour that is over by one entry of the ledger, `access.root`: whoever
/// changes, adds or takes away a row later is found out by `verify`.
public struct AccessRoots: Sendable {
    let store: Store
    let ledger: Ledger
    let world: World

    public static let entryType = "access.root"
    static let hour: Int64 = 3_600_000
    /// How long an hour must be over: what was noted in its last moment is written by then.
    static let rest: Int64 = 5 * 60_000
    /// Hours a call, so that a long pause is made up for in several.
    static let most = 200

    public init(store: Store, ledger: Ledger, world: World) {
        self.store = store
        self.ledger = ledger
        self.world = world
    }

    /// Takes the root of every hour that is over, has rows, and comes behind the last one taken.
    /// An hour before that one never gets rows or a root any more.
    /// - Returns: how many were taken here; another node may have taken others.
    @discardableResult
    public func takeDue() async throws -> Int {
        var taken = 0
        for _ in 0..<Self.most {
            guard let hour = try await nextHour() else { break }
            if try await take(hour) { taken += 1 }
        }
        return taken
    }

    private func nextHour() async throws -> Int64? {
        let first = try await store.read("access.hour") { reader in
            let last = try reader.row("SELECT MAX(hour) FROM access_roots")?.optionalInt(0)
            let after = last.map { $0 + Self.hour } ?? 0
            return try reader.row("SELECT MIN(at) FROM access_log WHERE at >= \(after)")?
                .optionalInt(0)
        }
        guard let first else { return nil }
        let hour = first - first % Self.hour
        return hour + Self.hour + Self.rest <= world.now.milliseconds ? hour : nil
    }

    /// - Returns: false when another node was quicker.
    private func take(_ hour: Int64) async throws -> Bool {
        let leaves = try await leaves(of: hour)
        let root = AccessTree.root(leaves)
        let now = world.now
        return try await store.write("access.root") { [ledger] tx in
            let isFirst =
                try tx.execute(
                    """
                    INSERT INTO access_roots (hour, entries, root, taken_at) \
                    VALUES (\(hour), \(leaves.count), \(root), \(now)) \
                    ON CONFLICT (hour) DO NOTHING
                    """) == 1
            guard isFirst else { return false }
            let facts: JSONValue = [
                "count": .integer(Int64(leaves.count)), "hour": .integer(hour),
                "root": .string(Hexadecimal.text(root)),
            ]
            try ledger.append(
                LedgerEntry(
                    type: Self.entryType, actor: .system("access"), facts: facts, at: now),
                key: nil, in: tx)
            return true
        }
    }

    func leaves(of hour: Int64) async throws -> [AccessTree.Hash] {
        var leaves: [AccessTree.Hash] = []
        var after: [UInt8] = []
        while true {
            let part = try await store.read("access.rows", timeout: .seconds(600)) {
                [after] reader in
                try reader.rows(
                    """
                    SELECT \(sql: AccessTree.columns) FROM access_log \
                    WHERE at >= \(hour) AND at < \(hour + Self.hour) AND id > \(after) \
                    ORDER BY id LIMIT 5000
                    """
                ).map { (id: $0.bytes(0), leaf: AccessTree.leaf($0)) }
            }
            leaves += part.map(\.leaf)
            guard let last = part.last, part.count == 5000 else { return leaves }
            after = last.id
        }
    }
}
