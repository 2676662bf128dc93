import Kernel
import Store
import TestKit
import Testing

@Suite struct FaultTests {
    @Test("a full disk refuses writes, reads go on, and room again is enough")
    func fullDisk() async throws {
        try await withStore(.sqlite, Shelf.all) { store in
            try await store.write("put") { try Shelf.put(1, "satu", in: $0) }
            let pages = try await store.write("limit") { tx in
                try tx.row("PRAGMA max_page_count = 1")?.int(0) ?? 0
            }
            let large = String(repeating: "x", count: 200_000)
            for id in 2...4 {
                await #expect(throws: StoreError.diskFull) {
                    try await store.write("put") { try Shelf.put(id, large + "\(id)", in: $0) }
                }
                let labels = try await Shelf.labels(store)
                #expect(labels == ["satu"])
            }
            #expect(StoreError.diskFull.refusal?.kind == .unavailable)
            try await store.write("limit") { tx in
                try tx.row("PRAGMA max_page_count = \(sql: "1000000")")?.int(0) ?? pages
            }
            try await store.write("put") { try Shelf.put(5, large, in: $0) }
            let count = try await Shelf.count(store)
            #expect(count == 2)
        }
    }

    @Test("a full disk in the middle of a batch leaves those who have room")
    func fullDiskInBatch() async throws {
        try await withStore(.sqlite, Shelf.all) { store in
            try await store.write("limit") { tx in
                let pages = try tx.row("PRAGMA page_count")?.int(0) ?? 0
                guard pages < 40 else { return }
                _ = try tx.row("PRAGMA max_page_count = 40")
            }
            let stored = await withTaskGroup(of: Bool.self) { group in
                for id in 1...40 {
                    group.addTask {
                        let label = String(repeating: "y", count: id % 10 == 0 ? 300_000 : 10)
                        do {
                            try await store.write("put") { tx in
                                try Shelf.put(id, label + "\(id)", in: tx)
                            }
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            let count = try await Shelf.count(store)
            #expect(stored == 36)
            #expect(count == 36)
        }
    }

    @Test("what was acknowledged is there after opening again", arguments: TestEngine.available)
    func reopened(engine: TestEngine) async throws {
        try await withDatabase(engine, Shelf.all) { url in
            let first = try await Store.open(url)
            try await first.migrate(Shelf.all)
            try await first.write("put") { try Shelf.put(1, "satu", in: $0) }
            await first.close()
            let second = try await Store.open(url)
            let labels = try await Shelf.labels(second)
            #expect(labels == ["satu"])
            await second.close()
        }
    }

    @Test("a file that is no database is refused")
    func noDatabase() async throws {
        try await withDatabase(.sqlite) { url in
            let path = try #require(url.path)
            await #expect(throws: StoreError.self) {
                _ = try await Store.open(.sqlite(path: "/proc/no/such/place"))
            }
            await #expect(throws: StoreError.self) {
                _ = try await Store.open(.sqlite(path: path + "/../"))
            }
        }
    }
}
