/// The tables that `Store` itself owns.
public enum StoreMigrations {
    /// Keys of cases and persons. A destroyed key leaves its row, without the key.
    public static let sealing = MigrationSet(
        name: "store-sealing",
        migrations: [
            Migration(
                id: "001-data-keys",
                statements: [
                    """
                    CREATE TABLE data_keys (
                        id BYTEA NOT NULL PRIMARY KEY,
                        wrapped BYTEA NULL,
                        created_at BIGINT NOT NULL,
                        destroyed_at BIGINT NULL
                    )
                    """
                ]),
            Migration(
                id: "002-master-keys",
                statements: [
                    // Names of master keys, never the keys.
                    """
                    CREATE TABLE master_keys (
                        id BYTEA NOT NULL PRIMARY KEY,
                        state TEXT NOT NULL,
                        created_at BIGINT NOT NULL,
                        ended_at BIGINT NULL
                    )
                    """
                ]),
        ])

    /// All of them, in the order in which they are made.
    public static let all = [sealing, blobs, jobs]
}
