import Store

enum TokenMigrations {
    /// Tokens of programs. Their secrets are hashes, their names are sealed with the key of the
    /// account.
    static let tokens = Migration(
        id: "0011-tokens-api",
        statements: [
            """
            CREATE TABLE people_tokens (
                id BYTEA PRIMARY KEY,
                token_hash BYTEA NOT NULL UNIQUE,
                account BYTEA NOT NULL,
                name BYTEA NOT NULL,
                scopes TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT,
                ended_at BIGINT)
            """,
            "CREATE INDEX people_tokens_account ON people_tokens (account, created_at)",
        ])
}
