import Kernel
import Store
import Synchronization
import TestKit
import Testing

@Suite struct TransactionTests {
    @Test("a savepoint undoes its own part only", arguments: TestEngine.available)
    func savepoint(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            try await savepoints(store)
            #expect(try await Shelf.labels(store) == ["satu", "empat"])
        }
    }

    private func savepoints(_ store: Store) async throws {
        try await store.write("put") { tx in
            try Shelf.put(1, "satu", in: tx)
            do {
                try tx.savepoint {
                    try Shelf.put(2, "dua", in: tx)
                    try tx.savepoint { try Shelf.put(3, "tiga", in: tx) }
                    throw Refusal(.conflict, "test")
                }
            } catch is Refusal {}
            // A statement that fails inside a savepoint leaves the transaction usable.
            #expect(throws: StoreError.self) {
                try tx.savepoint { try Shelf.put(5, "satu", in: tx) }
            }
            try Shelf.put(4, "empat", in: tx)
        }
    }

    @Test(
        "hooks run after the commit only, not for what was undone", arguments: TestEngine.available)
    func hooks(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let calls = Calls()
            try await store.write("put") { tx in
                tx.onCommit { calls.add("kept") }
                try? tx.savepoint {
                    tx.onCommit { calls.add("undone") }
                    throw Refusal(.conflict, "test")
                }
                #expect(calls.all.isEmpty)
            }
            #expect(calls.all == ["kept"])
            await #expect(throws: Refusal.self) {
                try await store.write("put") { tx in
                    tx.onCommit { calls.add("refused") }
                    throw Refusal(.conflict, "test")
                }
            }
            #expect(calls.all == ["kept"])
        }
    }

    @Test(
        "a failed statement spoils the transaction on both engines", arguments: TestEngine.available
    )
    func failedStatement(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            await #expect(throws: StoreError.self) {
                try await store.write("put") { tx in
                    try Shelf.put(1, "satu", in: tx)
                    do { try Shelf.put(1, "lagi", in: tx) } catch {}
                }
            }
            let count = try await Shelf.count(store)
            #expect(count == 0)
        }
    }

    @Test("broken rules of the schema have names", arguments: TestEngine.available)
    func constraints(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            try await store.write("put") { try Shelf.put(1, "satu", in: $0) }
            func error(
                _ body: @escaping @Sendable (Transaction) throws -> Void
            ) async -> StoreError? {
                do {
                    try await store.write("put", body)
                    return nil
                } catch { return error as? StoreError }
            }
            guard case .unique = await error({ try Shelf.put(2, "satu", in: $0) }) else {
                Issue.record("unique")
                return
            }
            guard case .foreignKey = await error({ try Shelf.put(2, "dua", room: 9, in: $0) })
            else {
                Issue.record("foreign key")
                return
            }
            let none: String? = nil
            guard
                case .notNull = await error({
                    try $0.execute("INSERT INTO box (id, label) VALUES (3, \(none))")
                })
            else {
                Issue.record("not null")
                return
            }
        }
    }

    @Test(
        "the number of changed rows is told, and RETURNING gives rows",
        arguments: TestEngine.available)
    func changes(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let counts = try await store.write("put") { tx in
                for id in 1...3 { try Shelf.put(id, "kotak \(id)", in: tx) }
                let two = try tx.execute("UPDATE box SET label = label || '!' WHERE id <= 2")
                let none = try tx.execute("UPDATE box SET label = label WHERE id > \(99)")
                let same = try tx.execute(
                    "INSERT INTO box (id, label) VALUES (1, 'x')\(sql: tx.engine.insertIgnoring)")
                let back = try tx.rows("DELETE FROM box WHERE id = \(3) RETURNING label")
                return [two, none, same, back.count]
            }
            #expect(counts == [2, 0, 0, 1])
        }
    }

    @Test("a notice reaches listeners after the commit", arguments: TestEngine.available)
    func notices(engine: TestEngine) async throws {
        try await withStore(engine, []) { store in
            var heard = store.listen("kabar").makeAsyncIterator()
            // PostgreSQL says so when it really listens; before that nothing would come.
            if engine == .postgres { #expect(await heard.next() == "") }
            try await store.write("tell") { try $0.notify("kabar", "halo \"dunia\"") }
            #expect(await heard.next() == "halo \"dunia\"")
        }
    }

    @Test("statements are counted for each request", arguments: TestEngine.available)
    func counting(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let (_, counter) = try await StatementCounter.counting {
                try await store.write("put") { tx in
                    try Shelf.put(1, "satu", in: tx)
                    try Shelf.put(2, "dua", in: tx)
                }
                return try await Shelf.labels(store)
            }
            #expect(counter.entries.map(\.name) == ["put", "labels"])
            #expect(counter.entries.map(\.statements) == [2, 1])
        }
    }
}

/// What was called, in order.
final class Calls: Sendable {
    private let list = Mutex<[String]>([])
    var all: [String] { list.withLock { $0 } }
    func add(_ call: String) { list.withLock { $0.append(call) } }
}
