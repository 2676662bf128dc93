import Store

/// Whom a provider knows an account as.
enum ProviderMigrations {
    /// `mark` is a keyed hash of issuer and subject; `content` is sealed with the account's key.
    static let identities = Migration(
        id: "0004-identities",
        statements: [
            """
            CREATE TABLE people_identities (
                mark BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                provider TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                used_at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_identities_account ON people_identities (account)",
        ])
}
