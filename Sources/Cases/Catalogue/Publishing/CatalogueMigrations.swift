import Store

/// Tables of published catalogues.
public enum CatalogueMigrations {
    public static let all = MigrationSet(
        name: "cases-catalogue",
        migrations: [
            Migration(
                id: "001-catalogue",
                statements: [
                    """
                    CREATE TABLE catalogue_versions (
                        version TEXT NOT NULL PRIMARY KEY,
                        ordinal BIGINT NOT NULL UNIQUE,
                        published_at BIGINT NOT NULL
                    )
                    """,
                    """
                    CREATE TABLE catalogue_files (
                        version TEXT NOT NULL REFERENCES catalogue_versions (version),
                        path TEXT NOT NULL,
                        content TEXT NOT NULL,
                        PRIMARY KEY (version, path)
                    )
                    """,
                ])
        ])
}
