import Crypto
import Kernel

/// The keys of one house: checks at the start that they are the right ones, and follows a change
/// of the master key.
///
/// The database remembers which master key wraps (`master_keys`) and keeps the root of the search
/// hashes as one more wrapped key. So a house whose key is lost or mistaken says so before it
/// writes anything, and a change of the master key leaves every search hash as it is.
public struct HouseKeys: Sendable {
    let store: Store
    let keyring: Keyring
    let world: World

    /// The row of `data_keys` that holds the root of the search hashes: the id of the first
    /// millisecond there is, which nothing else has.
    static let root = UUIDv7(
        at: Instant(milliseconds: 0), random: RandomSource { [UInt8](repeating: 0, count: $0) })

    public init(store: Store, keyring: Keyring, world: World) {
        self.store = store
        self.keyring = keyring
        self.world = world
    }

    /// Finds the master keys of a house whose tables may not exist yet, and compares them with
    /// what the database holds, before anything is written there.
    /// - Parameter mayCreate: makes the first key when the house is new and keeps its own keys.
    /// - Throws: `SealingError.masterKey`: the key is missing or that of another house.
    public static func find(
        _ source: KeySource, for store: Store, mayCreate: Bool
    ) async throws -> Keyring {
        let newest = try await store.read("keys.newest") { reader -> [UInt8]? in
            guard try SchemaTable.exists("data_keys", reader) else { return nil }
            return try Self.newest(in: reader)
        }
        if try source.isEmpty() {
            guard newest == nil else { throw lost }
            if mayCreate { try source.create() }
        }
        let keyring = try Keyring(source)
        if let newest {
            let vault = Vault(keyring: keyring, root: keyring.active.master, world: .system)
            guard vault.canUnwrap(newest) else { throw other }
        }
        return keyring
    }

    /// The vault of a house whose tables are up to date; a new house gets its root.
    /// - Throws: `SealingError.masterKey` when the key that wraps is not at hand.
    public func open() async throws -> Vault {
        try await settle()
        return try await look()
    }

    /// The vault of a house as it is: nothing is written.
    /// - Throws: `SealingError.masterKey` when the key that wraps is not at hand.
    public func look() async throws -> Vault {
        let plain = Vault(keyring: keyring, root: keyring.active.master, world: world)
        let (isNoted, wrapped) = try await store.read("keys.root") { reader in
            guard try SchemaTable.exists("master_keys", reader) else { return (false, [UInt8]()) }
            let key = try reader.row("SELECT wrapped FROM data_keys WHERE id = \(Self.root.bytes)")
            let noted = try reader.row("SELECT 1 FROM master_keys LIMIT 1")
            return (noted != nil, key?.optionalBytes(0) ?? [])
        }
        guard isNoted else { return plain }
        guard try await refresh() else { throw Self.other }
        let secret = try plain.unwrap(wrapped, id: Self.root)
        return Vault(
            keyring: keyring, root: try MasterKey(bytes: secret.withUnsafeBytes { Array($0) }),
            world: world)
    }

    /// Takes up the master key that wraps now.
    /// - Returns: false when this process does not hold it.
    @discardableResult
    public func refresh() async throws -> Bool {
        let active = try await store.read("keys.active") { reader in
            try reader.row("SELECT id FROM master_keys WHERE state = 'active'")?.bytes(0)
        }
        guard let active else { return false }
        return keyring.active.id == active || keyring.activate(active)
    }

    /// Looks every ten seconds whether the master key was changed, until the task is cancelled.
    /// A server that does not hold the new key goes on with its own; what it wraps meanwhile is
    /// wrapped again by the change.
    public func follow() async {
        while (try? await Task.sleep(for: .seconds(10))) != nil {
            _ = try? await refresh()
        }
    }

    /// Notes the key of a house that is new, or from before keys were noted. The first server
    /// wins.
    private func settle() async throws {
        let key = keyring.active
        let vault = Vault(keyring: keyring, root: key.master, world: world)
        try await store.write("keys.settle") { [world] tx in
            try tx.lock("pendopo.keys")
            guard try tx.row("SELECT 1 FROM master_keys") == nil else { return }
            // Hashes that stand in rows already were made with the master key itself.
            let isNew = try tx.row("SELECT 1 FROM data_keys LIMIT 1") == nil
            let noted = isNew ? key.id : try Self.newest(in: tx).map(Vault.wrapper) ?? key.id
            guard let holder = vault.keyring.key(noted) else { throw Self.other }
            let secret = isNew ? SymmetricKey(size: .bits256) : holder.master.material
            try tx.execute(
                """
                INSERT INTO master_keys (id, state, created_at) \
                VALUES (\(noted), 'active', \(world.now))
                """)
            try vault.store(DataKey(id: Self.root, secret: secret), in: tx)
        }
    }

    /// The newest key that is not destroyed, wrapped. Ids begin with their time, so the primary key
    /// finds it at once.
    private static func newest(in reader: Reader) throws -> [UInt8]? {
        try reader.row(
            "SELECT wrapped FROM data_keys WHERE wrapped IS NOT NULL ORDER BY id DESC LIMIT 1"
        )?.bytes(0)
    }

    /// What is said when data are there and no key.
    public static var lost: SealingError {
        .masterKey(
            "The master key of this house is missing, and its data are sealed with it. Bring the "
                + "key back from where it is kept (keys/master.key, or \(MasterKey.variable)). "
                + "Nothing was changed; no new key was made, for it would open nothing.")
    }

    private static var other: SealingError {
        .masterKey(
            "The master key is not the one of this house: it opens nothing here. Bring the "
                + "right key back from where it is kept. Nothing was changed.")
    }
}
