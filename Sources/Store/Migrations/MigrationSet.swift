/// The changes of one target to the schema, in order. Forward only; a migration that has been
/// shipped is never edited: its checksum is kept in the database.
public struct MigrationSet: Sendable, Hashable {
    /// The target, for instance "cases".
    public let name: String
    public let migrations: [Migration]

    public init(name: String, migrations: [Migration]) {
        self.name = name
        self.migrations = migrations
    }
}

/// One step, in a transaction of its own.
public struct Migration: Sendable, Hashable {
    public let id: String
    /// Statements in the words both engines know: BIGINT, TEXT, BYTEA, DOUBLE PRECISION. And
    /// `NEW_ID()`, a new id for each row: no word that both know makes one.
    public let statements: [String]

    public init(id: String, statements: [String]) {
        self.id = id
        self.statements = statements
    }

    public init(_ id: String, _ statements: String...) {
        self.init(id: id, statements: statements)
    }
}
