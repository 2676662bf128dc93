import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite struct CopyTests {
    private func fill(_ store: Store) async throws {
        let world = World(clock: .fixed(Instant(milliseconds: 5_000)), random: .seeded(7))
        let ids = (0..<700).map { _ in world.uuid() }
        try await store.write("fill") { tx in
            for id in 1...450 { try Shelf.put(id, "kotak '\(id)' ☂", in: tx) }
            for (index, id) in ids.enumerated() {
                let parent = index == 0 ? nil : ids[index / 2]
                let text = index % 3 == 0 ? nil : "teks \(index)"
                try tx.execute(
                    """
                    INSERT INTO thing (id, n, t, b, d, parent)
                    VALUES (\(id), \(Int64(index)), \(text), \([UInt8(index % 256), 0]),
                        \(Double(index) / 3), \(parent))
                    """)
            }
        }
    }

    private func dump(_ store: Store) async throws -> [[SQLValue]] {
        try await store.read("dump") { reader in
            try reader.rows("SELECT id, n, t, b, d, parent FROM thing ORDER BY n").map { row in
                (0..<row.count).map { row.value($0) }
            }
                + reader.rows("SELECT id, label FROM box ORDER BY id").map { row in
                    (0..<row.count).map { row.value($0) }
                }
        }
    }

    @Test(
        "a store moves to each engine and back with nothing changed",
        arguments: TestEngine.available)
    func move(engine: TestEngine) async throws {
        try await withStore(.sqlite, Shelf.all) { first in
            try await fill(first)
            let before = try await dump(first)
            try await withStore(engine, Shelf.all) { second in
                #expect(try await first.copyAll(to: second) == 1150)
                #expect(try await dump(second) == before)
                // Rules of the schema hold again.
                await #expect(throws: StoreError.self) {
                    try await second.write("bad") { try Shelf.put(9999, "x", room: 5, in: $0) }
                }
                try await withStore(.sqlite, Shelf.all) { third in
                    try await second.copyAll(to: third)
                    #expect(try await dump(third) == before)
                }
                await #expect(throws: StoreError.self) { try await first.copyAll(to: second) }
                #expect(try await dump(second) == before)
            }
        }
    }

    @Test("a store of another schema is not copied into", arguments: TestEngine.available)
    func otherSchema(engine: TestEngine) async throws {
        try await withStore(.sqlite, Shelf.all) { first in
            try await fill(first)
            try await withStore(engine, []) { second in
                try await second.migrate([])
                await #expect(throws: StoreError.self) { try await first.copyAll(to: second) }
            }
        }
    }

    @Test("a backup is one whole file, made while others write")
    func backup() async throws {
        try await withStore(.sqlite, Shelf.all) { store in
            try await fill(store)
            let before = try await dump(store)
            let path = try #require(store.url.path) + ".backup"
            let writing = Task {
                for id in 1000..<1100 {
                    try await store.write("put") { try Shelf.put(id, "\(id)", in: $0) }
                }
            }
            try await store.backup(to: path)
            try await writing.value
            #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
            let copy = try await Store.open(.sqlite(path: path))
            #expect(try await copy.integrityCheck() == [])
            let found = try await dump(copy)
            #expect(found.count >= before.count && found.count <= before.count + 100)
            await copy.close()
            await #expect(throws: StoreError.self) { try await store.backup(to: path) }
        }
    }

    @Test("a healthy store says so", arguments: TestEngine.available)
    func health(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            try await store.health()
            #expect(try await store.integrityCheck() == [])
        }
    }
}
