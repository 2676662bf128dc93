import Store

enum RecoveryMigrations {
    /// Visits of people at a counter who lost the way into their account. `selector` and
    /// `code_hash` are keyed hashes of the two halves of a code, absent until one was given.
    static let recoveries = Migration(
        id: "0009-recovery",
        statements: [
            """
            CREATE TABLE people_recoveries (
                id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                officer BYTEA NOT NULL,
                position BYTEA NOT NULL,
                selector BYTEA UNIQUE,
                code_hash BYTEA,
                attempts BIGINT NOT NULL,
                expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_recoveries_account ON people_recoveries (account)",
            "CREATE INDEX people_recoveries_expiry ON people_recoveries (expires_at)",
        ])
}
