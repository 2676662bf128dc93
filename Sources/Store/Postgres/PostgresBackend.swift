/// PostgreSQL.
enum PostgresBackend {
    static func open(_ url: String, _ options: StoreOptions) async throws -> any Backend {
        throw StoreError.unavailable("PostgreSQL is not yet built in")
    }
}
