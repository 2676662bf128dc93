extension Store {
    /// The migrations that the database has not had, as `set/id`; changes nothing.
    /// - Throws: `StoreError.migration` when the database and the program do not fit together.
    public func pendingMigrations(_ sets: [MigrationSet]) async throws -> [String] {
        let hasList = try await read("store.migrations") { reader in
            try SchemaTable.exists("schema_migrations", reader)
        }
        var pending: [String] = []
        for set in sets {
            let applied =
                hasList
                ? try await read("store.migrations") { try Migrator.applied(set, in: $0) } : [:]
            try Migrator.compare(set, applied)
            pending += set.migrations.filter { applied[$0.id] == nil }.map {
                "\(set.name)/\($0.id)"
            }
        }
        return pending
    }
}
