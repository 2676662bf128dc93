import Dispatch
import Kernel
import Store
import TestKit
import Testing

@Suite struct GroupCommitTests {
    /// Keeps the writer busy until opened, so that what comes meanwhile forms one batch.
    struct Door: Sendable {
        private let open = DispatchSemaphore(value: 0)
        private let reached = DispatchSemaphore(value: 0)

        func hold(_ store: Store) async throws -> Task<Void, any Error> {
            let task = Task {
                try await store.write("hold") { _ in
                    reached.signal()
                    open.wait()
                }
            }
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    reached.wait()
                    continuation.resume()
                }
            }
            return task
        }

        func release() { open.signal() }
    }

    /// Starts all writes while the writer is held, and waits until they are queued.
    private func together(
        _ store: Store, _ bodies: [@Sendable (Transaction) throws -> Void]
    ) async throws -> [Result<Void, any Error>] {
        let door = Door()
        let held = try await door.hold(store)
        let results = try await withThrowingTaskGroup(
            of: (Int, Result<Void, any Error>).self
        ) { group in
            for (index, body) in bodies.enumerated() {
                group.addTask {
                    do {
                        try await store.write("one", body)
                        return (index, .success(()))
                    } catch { return (index, .failure(error)) }
                }
            }
            while store.waitingWrites < bodies.count { await Task.yield() }
            door.release()
            var all: [(Int, Result<Void, any Error>)] = []
            for try await result in group { all.append(result) }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
        try await held.value
        return results
    }

    private func failed(_ result: Result<Void, any Error>) -> Bool {
        if case .failure = result { true } else { false }
    }

    @Test("a refusal inside a batch does not hurt its neighbours")
    func refusalInBatch() async throws {
        try await withStore(.sqlite, Shelf.all) { store in
            let calls = Calls()
            let results = try await together(
                store,
                (1...20).map { id in
                    { tx in
                        calls.add("run")
                        try Shelf.put(id, "kotak \(id)", in: tx)
                        if id % 5 == 0 { throw Refusal(.conflict, "test") }
                        if id == 7 { try Shelf.put(99, "kotak 1", in: tx) }
                    }
                })
            #expect(results.map(failed) == (1...20).map { $0 % 5 == 0 || $0 == 7 })
            #expect(try await Shelf.count(store) == 15)
            #expect(calls.all.count == 20)
        }
    }

    @Test("when the commit of a batch fails each is run again alone, once")
    func failedBatch() async throws {
        try await withStore(.sqlite, Shelf.all) { store in
            let calls = Calls()
            let hooks = Calls()
            let results = try await together(
                store,
                (1...10).map { id in
                    { tx in
                        calls.add("\(id)")
                        tx.onCommit { hooks.add("\(id)") }
                        // The reference is checked at the commit, so it spoils all of it.
                        try Shelf.put(id, "kotak \(id)", room: id == 4 ? 77 : nil, in: tx)
                    }
                })
            #expect(results.map(failed) == (1...10).map { $0 == 4 })
            #expect(try await Shelf.count(store) == 9)
            #expect(calls.all.count == 20)
            #expect(hooks.all.count == 9)
            #expect(Set(hooks.all).count == 9)
        }
    }

    @Test("more than may wait is refused, and nothing of it is done")
    func overload() async throws {
        var options = StoreOptions()
        options.writeQueueLimit = 3
        try await withStore(.sqlite, Shelf.all, options: options) { store in
            let door = Door()
            let held = try await door.hold(store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...3 {
                    group.addTask {
                        try await store.write("put") { try Shelf.put(id, "\(id)", in: $0) }
                    }
                }
                while store.waitingWrites < 3 { await Task.yield() }
                await #expect(throws: StoreError.overloaded) {
                    try await store.write("put") { try Shelf.put(4, "4", in: $0) }
                }
                #expect(StoreError.overloaded.refusal?.kind == .tooMuch)
                door.release()
                try await group.waitForAll()
            }
            try await held.value
            #expect(try await Shelf.count(store) == 3)
        }
    }

    @Test("a thousand writers at once all get their own answer", arguments: TestEngine.available)
    func thousandWriters(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let ids = try await withThrowingTaskGroup(of: Int64.self) { group in
                for id in 1...1000 {
                    group.addTask {
                        try await store.write("put") { tx in
                            try Shelf.put(id, "kotak \(id)", in: tx)
                            return try tx.row("SELECT id FROM box WHERE id = \(id)")?.int(0) ?? 0
                        }
                    }
                }
                return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
            }
            #expect(ids.count == 1000)
            #expect(try await Shelf.count(store) == 1000)
        }
    }

    @Test(
        "a caller that is cancelled does not interrupt the writer", arguments: TestEngine.available)
    func cancelledCaller(engine: TestEngine) async throws {
        try await withStore(engine, Shelf.all) { store in
            let task = Task {
                try await store.write("put") { tx in
                    for id in 1...50 { try Shelf.put(id, "kotak \(id)", in: tx) }
                }
            }
            task.cancel()
            try await task.value
            #expect(try await Shelf.count(store) == 50)
        }
    }

    @Test("an acknowledged write waits for the disk: synchronous is FULL on the writer")
    func synchronousIsFull() async throws {
        try await withStore(.sqlite, []) { store in
            let pragmas = try await store.write("pragmas") { tx in
                [
                    try tx.row("PRAGMA synchronous")?.int(0),
                    try tx.row("PRAGMA foreign_keys")?.int(0),
                ]
            }
            #expect(pragmas == [2, 1])
            let mode = try await store.write("pragmas") {
                try $0.row("PRAGMA journal_mode")?.text(0)
            }
            #expect(mode == "wal")
        }
    }
}
