import Dispatch
import Kernel
import Store
import TestKit
import Testing

@Suite struct ReadTests {
    /// Counts for many seconds.
    static let endless: SQL = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
        SELECT COUNT(*) FROM n
        """

    @Test(
        "a read that takes too long is stopped, and the next one works",
        arguments: TestEngine.available)
    func timeout(engine: TestEngine) async throws {
        try await withStore(engine, []) { store in
            await #expect(throws: StoreError.timeout) {
                try await store.read("long", timeout: .milliseconds(50)) {
                    _ = try $0.rows(Self.endless)
                }
            }
            let next = try await store.read("next") { try $0.row("SELECT 7")?.int(0) }
            #expect(next == 7)
        }
    }

    @Test(
        "a read whose caller has left is stopped, and the next one works",
        arguments: TestEngine.available)
    func cancellation(engine: TestEngine) async throws {
        var options = StoreOptions()
        options.readers = 1
        try await withStore(engine, [], options: options) { store in
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await store.read("long", timeout: .seconds(600)) { reader in
                    signal.yield()
                    _ = try reader.rows(Self.endless)
                }
            }
            for await _ in started { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            let next = try await store.read("next") { try $0.row("SELECT 7")?.int(0) }
            #expect(next == 7)
        }
    }

    @Test("a read sees one moment, whatever is written meanwhile", arguments: TestEngine.available)
    func oneMoment(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let (started, signal) = AsyncStream.makeStream(of: Void.self)
            let go = DispatchSemaphore(value: 0)
            let read = Task {
                try await store.read("twice") { reader in
                    let before = try reader.row("SELECT COUNT(*) FROM box")?.int(0)
                    signal.yield()
                    go.wait()
                    return [before, try reader.row("SELECT COUNT(*) FROM box")?.int(0)]
                }
            }
            for await _ in started { break }
            try await store.write("put") { try Shelf.put(1, "satu", in: $0) }
            go.signal()
            #expect(try await read.value == [0, 0])
            #expect(try await Shelf.count(store) == 1)
        }
    }

    @Test("a reader cannot write", arguments: TestEngine.available)
    func readOnly(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            await #expect(throws: StoreError.readOnly) {
                try await store.read("sly") { reader in
                    _ = try reader.rows("INSERT INTO box (id, label) VALUES (1, 'x') RETURNING id")
                }
            }
        }
    }

    #if DEBUG
    @Test("a short read that goes through a whole table is found out")
    func shortReads() async throws {
        try await withStore(.sqlite, Shelf.all) { store in
            let byKey = try await store.read("short", short: true) {
                try $0.rows("SELECT label FROM box WHERE id = \(1)").count
            }
            #expect(byKey == 0)
            await #expect(throws: StoreError.self) {
                try await store.read("short", short: true) {
                    _ = try $0.rows("SELECT label FROM box WHERE room = \(1)")
                }
            }
            try await store.write("put") { tx in
                for id in 1...65 { try Shelf.put(id, "\(id)", in: tx) }
            }
            await #expect(throws: StoreError.self) {
                try await store.read("short", short: true) {
                    _ = try $0.rows("SELECT label FROM box WHERE id < \(100)")
                }
            }
        }
    }
    #endif

    @Test("a plan names the index", arguments: TestEngine.available)
    func plan(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let plan = try await store.queryPlan("SELECT id FROM box WHERE label = \("a")")
            #expect(plan.joined().contains(engine == .sqlite ? "INDEX" : "Index"))
        }
    }

    @Test("after closing nothing is taken any more", arguments: TestEngine.available)
    func closed(engine: TestEngine) async throws {
        try await withStore(engine, []) { store in
            await store.close()
            await #expect(throws: StoreError.closed) { try await store.read("x") { _ in } }
            await #expect(throws: StoreError.closed) { try await store.write("x") { _ in } }
        }
    }
}
