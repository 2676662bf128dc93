/// The front door: one database, two engines, the same manners.
public final class Store: Sendable {
    let backend: any Backend
    public let options: StoreOptions
    public let url: DatabaseURL

    init(_ backend: any Backend, url: DatabaseURL, options: StoreOptions) {
        self.backend = backend
        self.url = url
        self.options = options
    }

    deinit {
        backend.abandon()
    }

    public var engine: Engine { backend.engine }

    /// Opens the database; a SQLite file that is missing is made.
    /// - Throws: `StoreError.unavailable` when it cannot be reached.
    public static func open(
        _ url: DatabaseURL, options: StoreOptions = StoreOptions()
    ) async throws -> Store {
        let backend: any Backend =
            switch url.place {
            case .file(let path):
                try await SQLiteBackend.open(path: path, temporary: false, options)
            case .temporary: try await SQLiteBackend.openTemporary(options)
            case .postgres(let text): try await PostgresBackend.open(text, options)
            }
        return Store(backend, url: url, options: options)
    }

    /// Reads at one moment of the database, beside all writes. Stopped when it takes longer than
    /// allowed and when the calling task is cancelled.
    /// - Parameters:
    ///   - name: for counters and logs.
    ///   - short: one statement by primary key or covering index, ≤ 64 rows; then SQLite reads in
    ///     place, without a change of thread, and PostgreSQL without a transaction around it.
    ///     Debug builds check it.
    ///   - timeout: instead of the store's own.
    public func read<Value: Sendable>(
        _ name: StaticString, short: Bool = false, timeout: Duration? = nil,
        _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        try await backend.read(
            name, short: short, timeout: timeout ?? options.readTimeout, body)
    }

    /// Changes the database; returns after the change is durable. Once called it runs to its end,
    /// also when the calling task is cancelled. What `body` throws undoes its own changes only.
    ///
    /// `body` may run more than once (a batch that failed, a deadlock): it may have no effect
    /// outside the transaction, except through `Transaction.onCommit`.
    /// - Throws: what `body` throws; `StoreError`.
    @discardableResult
    public func write<Value: Sendable>(
        _ name: StaticString, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let action = WriteAction(name, continuation, meter: options.meter, body)
            do {
                try backend.submit(action)
            } catch {
                action.fail(error)
            }
        }
    }

    /// Texts sent by `Transaction.notify` on any node, after their commit. A hint only: an empty
    /// text means that some may have been missed; whoever listens then looks at the tables.
    public func listen(_ channel: StaticString) -> AsyncStream<String> {
        backend.listen(channel.description)
    }

    /// Takes no more work, does what waits, lets go of the database.
    public func close() async {
        await backend.close()
    }
}
