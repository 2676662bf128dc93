extension StoreMigrations {
    /// What is known of each blob; its bytes are files.
    public static let blobs = MigrationSet(
        name: "store-blobs",
        migrations: [
            Migration(
                id: "001-blobs",
                statements: [
                    """
                    CREATE TABLE blobs (
                        id BYTEA NOT NULL PRIMARY KEY,
                        owner BYTEA NOT NULL,
                        size BIGINT NOT NULL,
                        wrapped BYTEA NULL,
                        digest_sealed BYTEA NULL,
                        created_at BIGINT NOT NULL,
                        erased_at BIGINT NULL
                    )
                    """,
                    "CREATE INDEX blobs_owner ON blobs (owner)",
                ])
        ])
}
