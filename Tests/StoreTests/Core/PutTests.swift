import Kernel
import Store
import TestKit
import Testing

/// Statements that nobody waits for: they are done in their order, or nothing is.
@Suite struct PutTests {
    private static func put(_ id: Int, _ label: String, in tx: Transaction) throws {
        try tx.put("INSERT INTO box (id, label) VALUES (\(id), \(label))")
    }

    @Test(
        "what was put is there for the next statement and behind the commit",
        arguments: TestEngine.available)
    func order(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let seen = try await store.write("put") { tx in
                try Self.put(1, "satu", in: tx)
                try Self.put(2, "dua", in: tx)
                let seen = try tx.rows("SELECT label FROM box ORDER BY id").map { $0.text(0) }
                try tx.put("UPDATE box SET label = label || '!' WHERE id = 2")
                let changed = try tx.execute("UPDATE box SET label = 'tiga' WHERE id = 1")
                #expect(changed == 1)
                try Self.put(4, "empat", in: tx)
                return seen
            }
            #expect(seen == ["satu", "dua"])
            let labels = try await Shelf.labels(store)
            #expect(labels == ["tiga", "dua!", "empat"])
        }
    }

    @Test("more than wait at once are all done", arguments: TestEngine.available)
    func many(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let large = String(repeating: "x", count: 100_000)
            try await store.write("put") { tx in
                for id in 1...200 { try Self.put(id, "\(id)", in: tx) }
                for id in 201...210 { try Self.put(id, large + "\(id)", in: tx) }
            }
            let count = try await Shelf.count(store)
            #expect(count == 210)
        }
    }

    @Test(
        "an error that nobody waited for undoes all of it and is told by the write",
        arguments: TestEngine.available)
    func refused(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let calls = Calls()
            let error = await #expect(throws: StoreError.self) {
                try await store.write("put") { tx in
                    tx.onCommit { calls.add("kept") }
                    try Self.put(1, "satu", in: tx)
                    try Self.put(1, "lagi", in: tx)
                    try Self.put(2, "dua", in: tx)
                }
            }
            guard case .unique? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(calls.all.isEmpty)
            // The connection goes on.
            try await store.write("put") { try Self.put(3, "tiga", in: $0) }
            let labels = try await Shelf.labels(store)
            #expect(labels == ["tiga"])
        }
    }

    @Test(
        "an error comes with the next statement that is asked, and nothing runs behind it",
        arguments: TestEngine.available)
    func told(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            await #expect(throws: StoreError.self) {
                try await store.write("put") { tx in
                    do {
                        try Self.put(1, "satu", in: tx)
                        try Self.put(1, "lagi", in: tx)
                        _ = try tx.row("SELECT COUNT(*) FROM box")
                        Issue.record("the statement was answered")
                    } catch {}
                    // Whoever swallows it gains nothing.
                    try? Self.put(2, "dua", in: tx)
                }
            }
            let count = try await Shelf.count(store)
            #expect(count == 0)
        }
    }

    @Test(
        "a savepoint undoes what was put inside it, also what was wrong",
        arguments: TestEngine.available)
    func savepoint(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            try await store.write("put") { tx in
                try Self.put(1, "satu", in: tx)
                #expect(throws: Refusal.self) {
                    try tx.savepoint {
                        try Self.put(2, "dua", in: tx)
                        throw Refusal(.conflict, "test")
                    }
                }
                #expect(throws: StoreError.self) {
                    try tx.savepoint { try Self.put(3, "satu", in: tx) }
                }
                try tx.savepoint { try Self.put(4, "empat", in: tx) }
                try Self.put(5, "lima", in: tx)
            }
            let labels = try await Shelf.labels(store)
            #expect(labels == ["satu", "empat", "lima"])
        }
    }

    @Test("what was wrong before a savepoint is not undone by it", arguments: TestEngine.available)
    func before(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            await #expect(throws: StoreError.self) {
                try await store.write("put") { tx in
                    do {
                        try Self.put(1, "satu", in: tx)
                        try Self.put(1, "lagi", in: tx)
                        try tx.savepoint { try Self.put(2, "dua", in: tx) }
                    } catch {}
                }
            }
            let count = try await Shelf.count(store)
            #expect(count == 0)
        }
    }

    @Test("rows are read one by one behind what was put", arguments: TestEngine.available)
    func cursor(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let labels = try await store.write("put") { tx in
                try Self.put(1, "satu", in: tx)
                var labels: [String] = []
                try tx.each("SELECT label FROM box ORDER BY id") { row in
                    labels.append(row.text(0))
                    // Another table: whether a walk sees rows that come behind it is each
                    // engine's own.
                    try tx.put("INSERT INTO room (id, name) VALUES (7, 'tujuh')")
                }
                return labels
            }
            #expect(labels == ["satu"])
            let rooms = try await store.read("rooms") { reader in
                try reader.rows("SELECT name FROM room").map { $0.text(0) }
            }
            #expect(rooms == ["tujuh"])
        }
    }

    @Test("lists of one length stand for all lengths near it")
    func padded() {
        #expect([Int]().padded == [])
        #expect([7].padded == [7])
        #expect([1, 2].padded == [1, 2, 2, 2])
        #expect(Array(1...5).padded.count == 16)
        #expect(Set(Array(1...17).padded) == Set(1...17))
    }
}
