import Kernel
import Ledger
import Store

/// Backup, restore and moving: what keeps a city's data safe. All of it is told line by line.
public enum Keeping {
    public typealias Tell = @Sendable (String) -> Void

    /// Where the three parts of a backup stand in its directory.
    enum Part {
        static let database = "database"
        static let file = "database/pendopo.sqlite"
        static let blobs = "blobs"
        static let keys = "keys"
        static let manifest = "manifest.json"
    }

    /// Tables that hold rows as soon as they are made.
    static let seeded: Set<String> = [
        "ledger_counter", "ledger_readers", "ledger_tree", "leadership_state",
    ]

    static func english(_ number: Int64) -> String { HumanText.number(number, .en) }
    static func english(_ number: Int) -> String { english(Int64(number)) }
}

/// A house opened by its keepers: nothing is made or changed by opening it.
struct KeptHouse: Sendable {
    let store: Store
    let keys: HouseKeys
    let vault: Vault
    let ledger: Ledger
    let blobs: BlobStore

    /// - Throws: `OperatingProblem` when there is no house.
    static func open(_ settings: Settings, world: World = .system) async throws -> KeptHouse {
        if let path = settings.database.path, !FileTree.exists(path) {
            throw OperatingProblem(
                "There is no house: \(path) is missing. Name it by --data or --database.")
        }
        var options = StoreOptions(world: world)
        options.readTimeout = .seconds(600)
        let store = try await Store.open(settings.database, options: options)
        let keys: HouseKeys
        let vault: Vault
        do {
            keys = try await settings.keys(for: store, world: world, mayCreate: false)
            vault = try await keys.look()
        } catch {
            await store.close()
            throw error
        }
        return KeptHouse(
            store: store, keys: keys, vault: vault,
            ledger: Ledger(store: store, vault: vault, world: world),
            blobs: BlobStore(
                directory: settings.dataDirectory + "/blobs", vault: vault, world: world))
    }
}

/// Runs `body` with a store and closes the store whatever happens.
func withStore<Value>(
    _ url: DatabaseURL, world: World = .system, _ body: (Store) async throws -> Value
) async throws -> Value {
    let store = try await Store.open(url, options: StoreOptions(world: world))
    return try await closing(store) { try await body(store) }
}

func closing<Value>(_ store: Store, _ body: () async throws -> Value) async throws -> Value {
    try await behind(store.close, body)
}

/// Runs `close` behind `body`, whether it came to its end or threw.
private func behind<Value>(
    _ close: () async -> Void, _ body: () async throws -> Value
) async throws -> Value {
    do {
        let value = try await body()
        await close()
        return value
    } catch {
        await close()
        throw error
    }
}

extension House {
    /// Runs an errand in the open house and closes it behind it.
    public func closing<Value>(_ body: (House) async throws -> Value) async throws -> Value {
        try await behind(close) { try await body(self) }
    }
}
