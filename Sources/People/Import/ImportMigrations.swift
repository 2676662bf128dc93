import Store

enum ImportMigrations {
    /// Which accounts came from older archives. `nik` is what the archive says, sealed with the key
    /// of the account; nobody has matched or proven it.
    static let imports = Migration(
        id: "people-imports-0001-permits",
        statements: [
            """
            CREATE TABLE people_imports (
                source_key BYTEA NOT NULL PRIMARY KEY,
                account BYTEA NOT NULL,
                digest BYTEA NOT NULL,
                nik BYTEA,
                nik_key BYTEA,
                at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_imports_account ON people_imports (account)",
            "CREATE INDEX people_imports_nik ON people_imports (nik_key) WHERE nik_key IS NOT NULL",
        ])
}
