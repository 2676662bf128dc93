extension Store {
    /// Whether reads and writes are answered.
    /// - Throws: `StoreError`, when not.
    public func health() async throws {
        _ = try await read("store.health") { try $0.row("SELECT 1")?.int(0) }
        _ = try await write("store.health") { try $0.row("SELECT 1")?.int(0) }
    }

    /// How many writes wait for their turn, for measurements.
    public var waitingWrites: Int { backend.waitingWrites }

    /// Looks for damage; empty is good. Takes as long as reading the whole file.
    public func integrityCheck() async throws -> [String] {
        try await backend.integrityProblems()
    }

    /// SQLite: a copy of one moment into a new file, beside all other work.
    /// - Throws: `StoreError.unavailable` when the file exists, or on PostgreSQL, where
    ///   `copyAll` into a store of SQLite does the same.
    public func backup(to path: String) async throws {
        try await backend.backup(to: path)
    }

    /// Lets PostgreSQL look at the tables after they were filled, as it does by itself in time.
    /// SQLite is led by the indexes alone.
    public func analyze() async throws {
        guard engine == .postgres else { return }
        try await write("store.analyze") { tx in
            try tx.takeYourTime()
            try tx.schema("ANALYZE")
        }
    }

    /// How the engine would run a statement, in its own words; for tests of indexes.
    public func queryPlan(_ sql: SQL) async throws -> [String] {
        try await read("store.plan") { try $0.queryPlan(sql) }
    }
}

extension Reader {
    func queryPlan(_ sql: SQL) throws -> [String] {
        switch engine {
        case .sqlite:
            try connection.rows(SQL(schemaText: "EXPLAIN QUERY PLAN " + sql.text, sql.values))
                .map { $0.text(3) }
        case .postgres:
            try connection.rows(SQL(schemaText: "EXPLAIN " + sql.text, sql.values))
                .map { $0.text(0) }
        }
    }
}
