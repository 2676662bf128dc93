/// A table as the database itself describes it.
struct SchemaTable: Sendable, Hashable {
    struct Column: Sendable, Hashable {
        let name: String
        let type: SQLType
    }

    let name: String
    let columns: [Column]

    /// All tables but the list of migrations, by name.
    static func all(_ reader: Reader) throws -> [SchemaTable] {
        let names = try reader.rows(
            reader.engine == .sqlite
                ? """
                SELECT name FROM sqlite_schema
                WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
                """
                : """
                SELECT table_name::text FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
                """)
        return try names.map { $0.text(0) }.filter { $0 != "schema_migrations" }.sorted().map {
            SchemaTable(name: $0, columns: try columns($0, reader))
        }
    }

    static func exists(_ table: String, _ reader: Reader) throws -> Bool {
        let found =
            switch reader.engine {
            case .sqlite:
                try reader.row(
                    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = \(table)")
            case .postgres: try reader.row("SELECT 1 WHERE to_regclass(\(table)) IS NOT NULL")
            }
        return found != nil
    }

    /// By name, because a column added later stands elsewhere on the other engine's disk.
    private static func columns(_ table: String, _ reader: Reader) throws -> [Column] {
        let rows = try reader.rows(
            reader.engine == .sqlite
                ? "SELECT name, lower(type) FROM pragma_table_info(\(table)) ORDER BY name"
                : """
                SELECT column_name::text, data_type::text FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = \(table)
                  AND is_generated = 'NEVER'
                """)
        return try rows.map { row in
            Column(name: row.text(0), type: try type(row.text(1), table))
        }.sorted { $0.name < $1.name }
    }

    private static func type(_ word: String, _ table: String) throws -> SQLType {
        switch word {
        case "bigint", "integer": .integer
        case "text": .text
        case "bytea", "blob": .bytes
        case "double precision": .double
        default:
            throw StoreError.migration("\(table) has a column of the unknown type \(word)")
        }
    }
}
