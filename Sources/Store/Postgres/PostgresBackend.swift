import CPostgres
import Glibc
import Kernel

/// PostgreSQL: a pool of threads for reads and one for writes, a connection each.
final class PostgresBackend: Backend {
    let engine = Engine.postgres
    let notices = NoticeHub()
    private let readers: WorkerPool<PostgresHandle>
    private let writers: WorkerPool<PostgresHandle>
    private let cancellers: WorkerPool<Void>
    private let listener: PostgresListener
    private let writes: PostgresWrites
    private let meter: StoreMeter

    /// Statements here are short and many at a time: to compile one, or to share it out among
    /// processes, costs more than to run it.
    private static let common = ["SET jit = off", "SET max_parallel_workers_per_gather = 0"]

    private init(_ url: String, _ options: StoreOptions) {
        meter = options.meter
        readers = WorkerPool(
            name: "store.read", threads: max(1, options.readers),
            queueLimit: options.readQueueLimit
        ) {
            try PostgresHandle(
                url,
                settings: Self.common + [
                    "SET default_transaction_read_only = on",
                    "SET statement_timeout = \(milliseconds(options.readTimeout))",
                ])
        }
        writers = WorkerPool(
            name: "store.write", threads: max(1, options.writers),
            queueLimit: options.writeQueueLimit
        ) {
            try PostgresHandle(
                url,
                settings: Self.common + [
                    "SET statement_timeout = \(milliseconds(options.writeStatementTimeout))",
                    "SET synchronous_commit = \(options.synchronous == .full ? "on" : "off")",
                ])
        }
        cancellers = WorkerPool(name: "store.cancel", threads: 1, queueLimit: 256) {}
        listener = PostgresListener(url, notices)
        writes = PostgresWrites(
            notices: notices, random: options.world.random, meter: options.meter)
    }

    static func open(_ url: String, _ options: StoreOptions) async throws -> PostgresBackend {
        let backend = PostgresBackend(url, options)
        do {
            let encoding = try await backend.read(
                "store.open", short: true, timeout: options.readTimeout
            ) { reader in
                try reader.row("SELECT current_setting('server_encoding')")?.text(0)
            }
            guard encoding == "UTF8" else {
                throw StoreError.unavailable("the database has to be in UTF8")
            }
        } catch {
            await backend.close()
            throw error
        }
        return backend
    }

    func read<Value: Sendable>(
        _ name: StaticString, short: Bool, timeout: Duration,
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        let ticket = ReadTicket(timeout: timeout)
        let counter = StatementCounter.current
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                do {
                    try readers.submit { [meter] worker in
                        let result = Result {
                            try Self.read(worker, ticket, short: short) { reader in
                                let start = ContinuousClock.now
                                defer {
                                    meter.note(
                                        name, .read, statements: reader.statements, since: start)
                                }
                                let value = try body(reader)
                                counter?.add(StatementCounter.Ran(name, reader))
                                return value
                            }
                        }
                        continuation.resume(with: result)
                    }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            ticket.cancel()
            // If the queue is full the server's own timeout ends the statement.
            try? cancellers.submit { _ in Self.stop(ticket) }
        }
    }

    /// Asks until the read has ended: a question that arrives between two statements, or just
    /// before the first, stops nothing.
    private static func stop(_ ticket: ReadTicket) {
        for attempt in 1...20 where ticket.stop() {
            poll(nil, 0, Int32(5 * attempt))
        }
    }

    private static func read<Value>(
        _ worker: Worker<PostgresHandle>, _ ticket: ReadTicket, short: Bool,
        _ body: (Reader) throws -> Value
    ) throws -> Value {
        do {
            return try once(try worker.resource(), ticket, short: short, body)
        } catch StoreError.unavailable {
            // The server was restarted since the last use: once more on a new connection.
            worker.discard()
            try ticket.check()
            do {
                return try once(try worker.resource(), ticket, short: short, body)
            } catch {
                worker.discard()
                throw error
            }
        }
    }

    /// A short read is one statement, which needs no transaction around it to see one moment.
    private static func once<Value>(
        _ handle: PostgresHandle, _ ticket: ReadTicket, short: Bool,
        _ body: (Reader) throws -> Value
    ) throws -> Value {
        let canceller = handle.canceller
        defer { ticket.end() }
        try ticket.begin { canceller.cancel() }
        handle.ticket = ticket
        defer { handle.ticket = nil }
        do {
            if short {
                let reader = Reader(handle)
                let value = try body(reader)
                assert(reader.statements <= 1, "a short read is one statement")
                return value
            }
            let limit = max(1, milliseconds(ticket.remaining))
            try handle.run(
                """
                BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
                SET LOCAL statement_timeout = \(limit)
                """)
            let value = try body(Reader(handle))
            try handle.run("COMMIT")
            return value
        } catch {
            // No more cancelling from here: it would hit the rollback.
            ticket.end()
            handle.rollback()
            throw ticket.isCancelled ? CancellationError() : error
        }
    }

    func submit(_ action: WriteAction) throws(StoreError) {
        try writers.submit { [writes] worker in writes.run(action, worker) }
    }

    var waitingWrites: Int { writers.waiting }

    func listen(_ channel: String) -> AsyncStream<String> {
        let stream = notices.listen(channel)
        listener.listen(channel)
        return stream
    }

    /// What the server can tell without its own tools: what it has marked as not valid.
    func integrityProblems() async throws -> [String] {
        try await read("store.integrity", short: false, timeout: .seconds(60)) { reader in
            let rows = try reader.rows(
                """
                SELECT 'index ' || c.relname FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid
                UNION ALL
                SELECT 'constraint ' || conname FROM pg_constraint WHERE NOT convalidated
                """)
            return rows.map { "not valid: \($0.text(0))" }
        }
    }

    func backup(to path: String) async throws {
        throw StoreError.unavailable(
            "PostgreSQL is copied with copyAll into a store of SQLite, or with pg_dump")
    }

    func close() async {
        abandon()
        await writers.close()
        await readers.close()
        await cancellers.close()
    }

    func abandon() {
        writers.finish()
        readers.finish()
        cancellers.finish()
        listener.close()
        notices.close()
    }
}

private func milliseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
}
