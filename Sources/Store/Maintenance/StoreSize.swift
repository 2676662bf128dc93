extension Store {
    /// How many bytes the database takes on its disk.
    public func size() async throws -> Int64 {
        let engine = engine
        return try await read("store.size") { reader in
            let sql: SQL =
                engine == .postgres
                ? "SELECT pg_database_size(current_database())"
                : """
                SELECT p.page_count * s.page_size FROM pragma_page_count AS p, \
                pragma_page_size AS s
                """
            return try reader.row(sql)?.int(0) ?? 0
        }
    }
}
