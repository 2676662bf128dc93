import Dispatch
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@Suite(.enabled(if: TestEngine.postgresURL != nil, "run with scripts/with-postgres"))
struct PostgresTests {
    @Test("two writes that deadlock are both done")
    func deadlock() async throws {
        try await withStore(.postgres, Shelf.all) { store in
            try await store.write("put") { tx in
                try Shelf.put(1, "satu", in: tx)
                try Shelf.put(2, "dua", in: tx)
            }
            let attempts = Calls()
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await store.write("cross") { tx in
                            attempts.add("\(first)")
                            try tx.execute(
                                "UPDATE box SET label = label || '!' WHERE id = \(first)")
                            meeting.arrive()
                            try tx.execute(
                                "UPDATE box SET label = label || '!' WHERE id = \(second)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(attempts.all.count >= 3)
            let labels = try await Shelf.labels(store)
            #expect(labels == ["satu!!", "dua!!"])
        }
    }

    /// Both of the first two go on only when both are there; later ones pass.
    final class Meeting: Sendable {
        private let count = Mutex(0)
        private let door = DispatchSemaphore(value: 0)

        func arrive() {
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number == 1 { door.wait() }
            if number == 2 { door.signal() }
        }
    }

    @Test("connections that the server has cut are made anew")
    func reconnect() async throws {
        var options = StoreOptions()
        options.readers = 1
        options.writers = 1
        try await withStore(.postgres, Shelf.all, options: options) { store in
            try await store.write("put") { try Shelf.put(1, "satu", in: $0) }
            _ = try await Shelf.count(store)
            let other = try await Store.open(store.url)
            let cut: SQL = """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """
            try await other.write("cut") { _ = try $0.rows(cut) }
            try await store.write("put") { try Shelf.put(2, "dua", in: $0) }
            let count = try await Shelf.count(store)
            #expect(count == 2)
            await other.close()
        }
    }

    @Test("a transaction cut before its commit is not stored, and run again on a new connection")
    func cutInside() async throws {
        try await withStore(.postgres, Shelf.all) { store in
            let attempts = Calls()
            try await store.write("put") { tx in
                attempts.add("run")
                try Shelf.put(1, "satu", in: tx)
                if attempts.all.count == 1 {
                    _ = try tx.rows("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(attempts.all.count == 2)
            let count = try await Shelf.count(store)
            #expect(count == 1)
        }
    }

    @Test("a commit whose outcome nobody knows is told as that, not tried again")
    func commitUnknown() async throws {
        try await withStore(.postgres, Shelf.all) { store in
            let attempts = Calls()
            let other = try await Store.open(store.url)
            do {
                try await store.write("put") { tx in
                    attempts.add("run")
                    try Shelf.put(1, "satu", in: tx)
                    // A deferred trigger cuts the connection while the commit is on its way.
                    try tx.execute(
                        """
                        CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
                        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                        """)
                    try tx.execute(
                        """
                        CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON box
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()
                        """)
                    try Shelf.put(2, "dua", in: tx)
                }
                Issue.record("the commit was acknowledged")
            } catch StoreError.commitUnknown {
            } catch {
                Issue.record("\(error)")
            }
            #expect(attempts.all.count == 1)
            let count = try await Shelf.count(other)
            #expect(count == 0)
            await other.close()
        }
    }

    @Test("work is claimed once among nodes, without waiting")
    func claims() async throws {
        try await withStore(.postgres, Shelf.all) { store in
            try await store.write("put") { tx in
                for id in 1...20 { try Shelf.put(id, "\(id)", in: tx) }
            }
            let other = try await Store.open(store.url)
            let taken = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for worker in 0..<10 {
                    let node = worker % 2 == 0 ? store : other
                    group.addTask {
                        try await node.write("claim") { tx in
                            let rows = try tx.rows(
                                """
                                SELECT id FROM box WHERE label NOT LIKE 'taken%'
                                ORDER BY id LIMIT 2\(sql: tx.engine.claimSuffix)
                                """)
                            for row in rows {
                                try tx.execute(
                                    """
                                    UPDATE box SET label = 'taken' || id WHERE id = \(row.int(0))
                                    """)
                            }
                            return rows.map { $0.int(0) }
                        }
                    }
                }
                return try await group.reduce(into: [Int64]()) { $0 += $1 }
            }
            #expect(taken.count == Set(taken).count)
            // A row that another has just taken may shorten an answer, never double one.
            #expect(taken.count >= 2)
            await other.close()
        }
    }

    @Test("a lock with a name is held by one at a time")
    func namedLock() async throws {
        try await withStore(.postgres, []) { store in
            let got = try await store.write("lock") { tx in
                let mine = try tx.tryLock("sequencer")
                return (mine, tx.engine)
            }
            #expect(got.0)
            let (held, signal) = AsyncStream.makeStream(of: Void.self)
            let go = DispatchSemaphore(value: 0)
            let first = Task {
                try await store.write("hold") { tx in
                    try tx.lock("sequencer")
                    signal.yield()
                    go.wait()
                }
            }
            for await _ in held { break }
            let second = try await store.write("try") { try $0.tryLock("sequencer") }
            #expect(!second)
            go.signal()
            try await first.value
            let floor = try await store.write("floor") { tx in
                let id = try tx.row("SELECT \(sql: tx.engine.transactionID)")?.int(0) ?? 0
                let floor = try tx.row("SELECT \(sql: tx.engine.snapshotFloor)")?.int(0) ?? 0
                return floor <= id && floor > 0
            }
            #expect(floor)
        }
    }
}
