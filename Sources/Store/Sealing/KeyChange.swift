import Kernel

/// A change of the master key while the house is open.
///
/// First the database names the new key, and from then on everything new is wrapped with it; then
/// all other keys are wrapped anew, a few hundred at a time. Killed at any moment it is begun again
/// and goes on: whatever is wrapped anew already is passed over.
public struct KeyChange: Sendable {
    private let keys: HouseKeys
    /// How long running servers may take to hear of the new key.
    private let patience: Duration

    /// How many data keys each master key wraps.
    public struct Standing: Sendable, Hashable {
        /// Hexadecimal; names the key without telling it.
        public let id: String
        public let isActive: Bool
        /// Whether this process holds it.
        public let isAtHand: Bool
        public let wraps: Int64
    }

    public init(_ keys: HouseKeys, patience: Duration = .seconds(15)) {
        self.keys = keys
        self.patience = patience
    }

    /// Counts, for a report: reads all keys.
    public func standing() async throws -> [Standing] {
        let rows = try await keys.store.read("keys.standing", timeout: .seconds(600)) { reader in
            let active = try reader.row("SELECT id FROM master_keys WHERE state = 'active'")?
                .bytes(0)
            let counts = try reader.rows(
                """
                SELECT \(sql: Self.wrapper(reader.engine)), COUNT(*) FROM data_keys \
                WHERE wrapped IS NOT NULL GROUP BY 1
                """
            ).map { (id: $0.bytes(0), count: $0.int(1)) }
            return (active: active, counts: counts)
        }
        let held = keys.keyring.ids
        return rows.counts.map { row in
            Standing(
                id: Hexadecimal.text(row.id), isActive: row.id == rows.active,
                isAtHand: held.contains(row.id), wraps: row.count)
        }.sorted { $0.isActive && !$1.isActive || $0.id < $1.id }
    }

    /// Brings the new key in and wraps everything with it.
    /// - Parameter tell: is told how many keys were looked at.
    /// - Returns: the new key's id.
    /// - Throws: `SealingError.masterKey` when the keys are handed in by the machine and there is
    ///   no second one among them.
    public func run(tell: @Sendable (Int64) -> Void) async throws -> String {
        let new = try await name()
        _ = try await pass(tell)
        // Servers that had not heard of the new key yet wrapped with the old one meanwhile.
        repeat { try await Task.sleep(for: patience) } while try await pass(tell) > 0
        try await retire(except: new)
        try rename(new)
        return Hexadecimal.text(new)
    }

    /// Names the new key in the database, unless a change is under way already.
    private func name() async throws -> [UInt8] {
        try await keys.refresh()
        let active = keys.keyring.active.id
        let store = keys.store
        if try await isUnderWay() { return active }
        if case .directory(let directory)? = keys.keyring.source {
            try KeySource.create(KeySource.nextName, in: directory)
        }
        let given = try keys.keyring.source?.load() ?? []
        let known = try await store.read("keys.known") { reader in
            try reader.rows("SELECT id FROM master_keys").map { $0.bytes(0) }
        }
        guard let new = given.first(where: { !known.contains($0.id) })?.id,
            keys.keyring.key(new) != nil
        else {
            throw SealingError.masterKey(
                "There is no new key. Give it beside the old one, separated by a comma in "
                    + "\(MasterKey.variable) or a colon in \(MasterKey.fileVariable), to every "
                    + "server and to this command.")
        }
        let now = keys.world.now
        try await store.write("keys.name") { tx in
            try tx.lock("pendopo.keys")
            try tx.execute(
                "UPDATE master_keys SET state = 'retiring' WHERE state = 'active'")
            try tx.execute(
                """
                INSERT INTO master_keys (id, state, created_at) VALUES (\(new), 'active', \(now))
                """)
        }
        _ = keys.keyring.activate(new)
        return new
    }

    private func isUnderWay() async throws -> Bool {
        try await keys.store.read("keys.retiring") { reader in
            try reader.row("SELECT 1 FROM master_keys WHERE state = 'retiring'") != nil
        }
    }

    /// Goes over all keys once.
    /// - Returns: how many had another wrapper.
    private func pass(_ tell: @Sendable (Int64) -> Void) async throws -> Int {
        let vault = Vault(
            keyring: keys.keyring, root: keys.keyring.active.master, world: keys.world)
        var after: UUIDv7?
        var changed = 0
        var seen: Int64 = 0
        repeat {
            let part = try await keys.store.write("keys.rewrap") { [after] tx in
                try vault.rewrapKeys(after: after, in: tx)
            }
            changed += part.changed
            seen += Int64(part.seen)
            after = part.last
            tell(seen)
        } while after != nil
        return changed
    }

    private func retire(except new: [UInt8]) async throws {
        let now = keys.world.now
        try await keys.store.write("keys.retire") { tx in
            try tx.execute(
                """
                UPDATE master_keys SET state = 'retired', ended_at = \(now) \
                WHERE state = 'retiring' AND id <> \(new)
                """)
        }
    }

    /// The new key takes the usual name; the old one stays beside it under its own, for backups
    /// that were made with it.
    private func rename(_ new: [UInt8]) throws {
        guard case .directory(let directory)? = keys.keyring.source else { return }
        let usual = "\(directory)/\(KeySource.usualName)"
        let next = "\(directory)/\(KeySource.nextName)"
        guard PosixFile.exists(next), try MasterKey.load(file: next).id == new else { return }
        if PosixFile.exists(usual) {
            let old = Hexadecimal.text(try MasterKey.load(file: usual).id)
            try PosixFile.linkUnlessPresent(usual, as: "\(directory)/retired-\(old).key")
        }
        try PosixFile.rename(next, to: usual)
        try PosixFile.syncDirectory(directory)
    }

    /// The bytes of a wrapped key that name its master key.
    private static func wrapper(_ engine: Engine) -> SQL {
        switch engine {
        case .sqlite: "substr(wrapped, 2, 8)"
        case .postgres: "substring(wrapped FROM 2 FOR 8)"
        }
    }
}
