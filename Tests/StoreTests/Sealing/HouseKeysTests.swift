import Foundation
import Kernel
import TestKit
import Testing

@testable import Store

@Suite("The keys of a house")
struct HouseKeysTests {
    let world = World(
        clock: .fixed(Instant(milliseconds: 1_750_000_000_000)), random: .seeded(1))

    /// A store with tables, and a place for keys.
    private func run(
        _ engine: TestEngine, _ body: (Store, KeySource) async throws -> Void
    ) async throws {
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let source = KeySource.of(dataDirectory: directory, environment: [:])
        try await withStore(engine, [StoreMigrations.sealing]) { store in
            try await body(store, source)
        }
    }

    private func keys(_ store: Store, _ source: KeySource) async throws -> HouseKeys {
        let ring = try await HouseKeys.find(source, for: store, mayCreate: true)
        return HouseKeys(store: store, keyring: ring, world: world)
    }

    private func sealed(_ count: Int, _ vault: Vault, _ store: Store) async throws -> [UUIDv7] {
        let ids = (0..<count).map { _ in world.uuid() }
        try await store.write("make") { tx in
            for id in ids { try vault.createKey(id, in: tx) }
        }
        return ids
    }

    @Test(arguments: TestEngine.available)
    func aNewHouseMakesItsKeyAndFindsItAgain(_ engine: TestEngine) async throws {
        try await run(engine) { store, source in
            let first = try await keys(store, source).open()
            let id = try await sealed(1, first, store)[0]
            let second = try await keys(store, source).open()
            #expect(second.index("3271", "nik") == first.index("3271", "nik"))
            try await store.read("key") { reader in _ = try second.key(id, in: reader) }
        }
    }

    @Test(arguments: TestEngine.available)
    func aLostKeyIsSaidAndNoneIsMade(_ engine: TestEngine) async throws {
        try await run(engine) { store, source in
            let vault = try await keys(store, source).open()
            _ = try await sealed(1, vault, store)
            guard case .directory(let directory) = source else { return }
            let path = directory + "/master.key"
            let kept = try PosixFile.readAll(path, limit: 4096)
            PosixFile.removeIfPresent(path)
            let before = try await store.digests()
            await #expect(throws: HouseKeys.lost) { try await keys(store, source) }
            #expect(try PosixFile.names(in: directory).isEmpty)
            // Another house's key opens nothing, and nothing is written with it.
            try source.create()
            await #expect(throws: SealingError.self) { try await keys(store, source).open() }
            #expect(try await store.digests() == before)
            PosixFile.removeIfPresent(path)
            try PosixFile.write(kept, to: path, mode: 0o600)
            _ = try await keys(store, source).open()
        }
    }

    @Test(arguments: TestEngine.available)
    func aHouseFromBeforeKeysWereNotedGoesOn(_ engine: TestEngine) async throws {
        try await run(engine) { store, source in
            try source.create()
            let old = Vault(master: try source.load()[0], world: world)
            let id = try await sealed(1, old, store)[0]
            let new = try await keys(store, source).open()
            #expect(new.index("3271", "nik") == old.index("3271", "nik"))
            try await store.read("key") { reader in _ = try new.key(id, in: reader) }
        }
    }

    @Test(arguments: TestEngine.available)
    func theMasterKeyIsChangedWhileServersRun(_ engine: TestEngine) async throws {
        try await run(engine) { store, source in
            let server = try await keys(store, source)
            let vault = try await server.open()
            let ids = try await sealed(1_203, vault, store)
            let gone = ids[5]
            try await store.write("gone") { tx in try vault.destroyKey(gone, in: tx) }
            let hash = vault.index("3271", "nik")
            let old = server.keyring.active.id

            let change = KeyChange(try await keys(store, source), patience: .zero)
            let new = try await change.run { _ in }
            #expect(Hexadecimal.text(old) != new)
            // The running server reads what was wrapped anew, and goes on with the new key.
            try await store.read("key") { reader in
                for id in ids where id != gone { _ = try vault.key(id, in: reader) }
            }
            #expect(try await server.refresh())
            #expect(Hexadecimal.text(server.keyring.active.id) == new)
            // A key that was destroyed stays so.
            await #expect(throws: SealingError.destroyed(gone)) {
                try await store.read("key") { reader in _ = try vault.key(gone, in: reader) }
            }
            let standing = try await change.standing()
            #expect(standing.map(\.isActive) == [true])
            #expect(standing.map(\.wraps) == [1_203])
            // The old key is not needed any more, not even for the search hashes.
            guard case .directory(let directory) = source else { return }
            PosixFile.removeIfPresent("\(directory)/retired-\(Hexadecimal.text(old)).key")
            #expect(try PosixFile.names(in: directory) == ["master.key"])
            let fresh = try await keys(store, source).open()
            #expect(fresh.index("3271", "nik") == hash)
            try await store.read("key") { reader in _ = try fresh.key(ids[0], in: reader) }
        }
    }

    @Test(arguments: TestEngine.available)
    func aChangeThatWasKilledGoesOn(_ engine: TestEngine) async throws {
        try await run(engine) { store, source in
            let vault = try await keys(store, source).open()
            let ids = try await sealed(1_100, vault, store)
            struct Killed: Error {}
            let first = KeyChange(try await keys(store, source), patience: .zero)
            let task = Task {
                try await first.run { _ in withUnsafeCurrentTask { $0?.cancel() } }
            }
            // Cancelled after its first pass: some keys may hang on either master key.
            _ = try? await task.value
            let half = try await keys(store, source).open()
            try await store.read("key") { reader in
                for id in ids { _ = try half.key(id, in: reader) }
            }
            let late = try await sealed(1, vault, store)[0]
            let again = KeyChange(try await keys(store, source), patience: .zero)
            _ = try await again.run { _ in }
            #expect(try await again.standing().map(\.wraps) == [1_102])
            let rows = try await store.read("states") { reader in
                try reader.rows("SELECT state FROM master_keys ORDER BY state").map { $0.text(0) }
            }
            #expect(rows == ["active", "retired"])
            let fresh = try await keys(store, source).open()
            try await store.read("key") { reader in _ = try fresh.key(late, in: reader) }
        }
    }

    @Test func keysOfTheMachineNeedASecondOne() async throws {
        try await withStore(.sqlite, [StoreMigrations.sealing]) { store in
            let hex = [String(repeating: "0a", count: 32), String(repeating: "0b", count: 32)]
            let one = KeySource.environment(hex[0])
            let id = try await sealed(1, try await keys(store, one).open(), store)[0]
            let change = KeyChange(try await keys(store, one), patience: .zero)
            await #expect(throws: SealingError.self) { try await change.run { _ in } }
            let both = KeySource.environment(hex.joined(separator: ","))
            _ = try await KeyChange(try await keys(store, both), patience: .zero).run { _ in }
            let new = try await keys(store, .environment(hex[1])).open()
            try await store.read("key") { reader in _ = try new.key(id, in: reader) }
            await #expect(throws: SealingError.self) { try await keys(store, one).open() }
        }
    }
}
