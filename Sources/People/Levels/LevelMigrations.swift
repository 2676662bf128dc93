import Store

/// Who a citizen's account belongs to, as far as that was matched or proven.
enum LevelMigrations {
    /// `nik` is sealed with the key of the account; `nik_index` is a keyed hash. It is not unique:
    /// below level 2 several accounts may say the same of themselves, unknown to each other.
    static let levels = Migration(
        id: "0005-levels",
        statements: [
            "ALTER TABLE people_accounts ADD COLUMN nik BYTEA",
            "ALTER TABLE people_accounts ADD COLUMN nik_index BYTEA",
            "ALTER TABLE people_accounts ADD COLUMN level_at BIGINT",
            "ALTER TABLE people_accounts ADD COLUMN level_way TEXT",
            "CREATE INDEX people_accounts_nik ON people_accounts (nik_index)",
            // Questions to the population register: for whom and what for, never the data.
            """
            CREATE TABLE people_resident_queries (
                id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                purpose TEXT NOT NULL,
                nik_index BYTEA NOT NULL,
                outcome TEXT NOT NULL,
                asked_at BIGINT NOT NULL)
            """,
            """
            CREATE INDEX people_resident_queries_account \
            ON people_resident_queries (account, asked_at)
            """,
            "CREATE INDEX people_resident_queries_age ON people_resident_queries (asked_at)",
            // Codes that citizens show at a counter; `officer` is whoever took one.
            """
            CREATE TABLE people_counter_codes (
                id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL UNIQUE,
                code BYTEA NOT NULL,
                code_index BYTEA NOT NULL UNIQUE,
                officer BYTEA,
                expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_counter_codes_expiry ON people_counter_codes (expires_at)",
        ])
}
