import Foundation
public import Store
import Synchronization

/// Runs `body` on a database of its own on every available engine, with `sets` migrated.
public func withStores(
    _ sets: [MigrationSet], options: StoreOptions = StoreOptions(),
    _ body: (Store) async throws -> Void
) async throws {
    for engine in TestEngine.available {
        try await withStore(engine, sets, options: options, body)
    }
}

/// Runs `body` on a new database with `sets` migrated, and removes it.
public func withStore(
    _ engine: TestEngine, _ sets: [MigrationSet], options: StoreOptions = StoreOptions(),
    _ body: (Store) async throws -> Void
) async throws {
    try await withDatabase(engine, sets) { url in
        let store = try await Store.open(url, options: options)
        do {
            if engine == .sqlite { try await store.migrate(sets) }
            try await body(store)
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }
}

/// The address of a new database, for tests that open it themselves, also several times. SQLite's
/// is a file that is still to be made; PostgreSQL's has `sets` migrated already.
public func withDatabase(
    _ engine: TestEngine, _ sets: [MigrationSet] = [], _ body: (DatabaseURL) async throws -> Void
) async throws {
    // Who holds a place already, such as a test that copies one database into another, does not
    // wait for a second: eight of those would wait for each other for ever.
    guard !TestDatabases.holdsPlace else { return try await withNewDatabase(engine, sets, body) }
    await TestDatabases.shared.gate.enter()
    defer { TestDatabases.shared.gate.leave() }
    try await TestDatabases.$holdsPlace.withValue(true) {
        try await withNewDatabase(engine, sets, body)
    }
}

private func withNewDatabase(
    _ engine: TestEngine, _ sets: [MigrationSet], _ body: (DatabaseURL) async throws -> Void
) async throws {
    switch engine {
    case .sqlite:
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent(TestDatabases.shared.name())
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try await body(.sqlite(path: directory.appendingPathComponent("city.sqlite").path))
    case .postgres:
        guard let server = TestEngine.postgresURL, let admin = PostgresServer(server) else {
            throw StoreError.unavailable("PENDOPO_TEST_POSTGRES is not set")
        }
        let template = try await TestDatabases.shared.template(sets, server, admin)
        let name = TestDatabases.shared.name()
        guard let url = server.replacing(database: name) else { throw StoreError.invalidURL }
        try await admin.create(database: name, template: template)
        do {
            try await body(url)
            try await admin.drop(database: name)
        } catch {
            try? await admin.drop(database: name)
            throw error
        }
    }
}

/// Templates already migrated, and how many databases are in use at once.
private final class TestDatabases: Sendable {
    static let shared = TestDatabases()

    /// Whether the running test has passed the gate.
    @TaskLocal static var holdsPlace = false

    let gate = TestGate(places: 8)
    private let number = Mutex(0)
    private let templates = Mutex<[[MigrationSet]: Task<String, any Error>]>([:])

    /// A name that no other test process uses.
    func name() -> String {
        let number = number.withLock { number in
            number += 1
            return number
        }
        return "pendopo_test_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
    }

    func template(
        _ sets: [MigrationSet], _ server: DatabaseURL, _ admin: PostgresServer
    ) async throws -> String? {
        guard !sets.isEmpty else { return nil }
        let task = templates.withLock { templates in
            if let known = templates[sets] { return known }
            let name = name()
            let task = Task {
                guard let url = server.replacing(database: name) else {
                    throw StoreError.invalidURL
                }
                try await admin.create(database: name)
                let store = try await Store.open(url)
                do {
                    try await store.migrate(sets)
                } catch {
                    await store.close()
                    throw error
                }
                await store.close()
                return name
            }
            templates[sets] = task
            return task
        }
        return try await task.value
    }
}
