import Store

enum OfficialKeyMigrations {
    /// Keys with which officials sign letters. `content` is sealed with the key of the account.
    static let keys = Migration(
        id: "0018-official-keys",
        statements: [
            """
            CREATE TABLE people_official_keys (
                id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                content BYTEA NOT NULL,
                added_at BIGINT NOT NULL,
                ended_at BIGINT)
            """,
            "CREATE INDEX people_official_keys_account ON people_official_keys (account, added_at)",
            """
            CREATE UNIQUE INDEX people_official_keys_current ON people_official_keys (account)
                WHERE ended_at IS NULL
            """,
        ])
}
