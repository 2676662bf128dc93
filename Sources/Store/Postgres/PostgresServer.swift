/// Makes and removes whole databases on a server: for set-up and for tests.
public struct PostgresServer: Sendable {
    private let url: String

    /// nil when the URL is not of a PostgreSQL server.
    public init?(_ url: DatabaseURL) {
        guard case .postgres(let text) = url.place else { return nil }
        self.url = text
    }

    /// - Parameter template: a database without users at the moment, to be copied.
    public func create(database: String, template: String? = nil) async throws {
        let base = SchemaName.quoted(template ?? "template0")
        try await run(
            "CREATE DATABASE \(SchemaName.quoted(database)) TEMPLATE \(base) ENCODING 'UTF8'")
    }

    /// Also when it is in use; content when there is none.
    public func drop(database: String) async throws {
        try await run("DROP DATABASE IF EXISTS \(SchemaName.quoted(database)) WITH (FORCE)")
    }

    private func run(_ text: String) async throws {
        try await onThread(name: "store.server") { [url] in
            try PostgresHandle(url, settings: []).run(text)
        }
    }
}
