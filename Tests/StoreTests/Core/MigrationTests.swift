import Kernel
import Store
import TestKit
import Testing

@Suite struct MigrationTests {
    private let first = Migration("a-1", "CREATE TABLE a (id BIGINT NOT NULL PRIMARY KEY)")
    private let second = Migration("a-2", "ALTER TABLE a ADD COLUMN name TEXT")

    private func set(_ migrations: Migration...) -> [MigrationSet] {
        [MigrationSet(name: "a", migrations: migrations)]
    }

    @Test("migrations run in order, once", arguments: TestEngine.available)
    func once(engine: TestEngine) async throws {
        try await withStore(engine, []) { store in
            try await store.migrate(set(first))
            try await store.migrate(set(first, second))
            try await store.migrate(set(first, second))
            let ids = try await store.read("ids") { reader in
                try reader.rows("SELECT id FROM schema_migrations ORDER BY id").map { $0.text(0) }
            }
            #expect(ids == ["a-1", "a-2"])
        }
    }

    @Test("a migration edited, lost or put in between is refused", arguments: TestEngine.available)
    func drift(engine: TestEngine) async throws {
        try await withStore(engine, []) { store in
            try await store.migrate(set(first, second))
            let edited = Migration("a-2", "ALTER TABLE a ADD COLUMN nama TEXT")
            let between = Migration("a-1b", "CREATE TABLE b (id BIGINT)")
            for wrong in [
                set(first, edited), set(first), set(first, between, second),
                set(first, second) + set(first),
            ] {
                await #expect(throws: StoreError.self) { try await store.migrate(wrong) }
            }
        }
    }

    @Test("a migration that fails leaves nothing behind", arguments: TestEngine.available)
    func failing(engine: TestEngine) async throws {
        try await withStore(engine, []) { store in
            let bad = Migration(
                "a-2", "CREATE TABLE half (id BIGINT)", "CREATE TABLE a (id BIGINT)")
            await #expect(throws: StoreError.self) { try await store.migrate(set(first, bad)) }
            let good = Migration("a-2", "CREATE TABLE half (id BIGINT)")
            try await store.migrate(set(first, good))
        }
    }

    @Test("two nodes may start at once", arguments: TestEngine.available)
    func twoNodes(engine: TestEngine) async throws {
        try await withDatabase(engine) { url in
            let sets = [
                MigrationSet(
                    name: "many",
                    migrations: (1...20).map {
                        Migration("m-\($0 + 100)", "CREATE TABLE t\($0) (id BIGINT)")
                    })
            ]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...2 {
                    group.addTask {
                        let store = try await Store.open(url)
                        try await store.migrate(sets)
                        await store.close()
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
