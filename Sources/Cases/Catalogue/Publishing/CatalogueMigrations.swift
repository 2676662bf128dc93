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
                ]),
            Migration(
                id: "002-proposals",
                statements: [
                    // `reason` is sealed with the key of the row.
                    """
                    CREATE TABLE catalogue_proposals (
                        id BYTEA NOT NULL PRIMARY KEY,
                        version TEXT NOT NULL,
                        base TEXT NOT NULL,
                        difference TEXT NOT NULL,
                        state TEXT NOT NULL,
                        reason BYTEA,
                        proposed_by BYTEA,
                        proposed_from BYTEA,
                        proposed_at BIGINT NOT NULL,
                        decided_by BYTEA,
                        decided_at BIGINT
                    )
                    """,
                    "CREATE INDEX catalogue_proposals_at ON catalogue_proposals (proposed_at)",
                    // Until the decision; then the edition's own files hold the text, or nothing.
                    """
                    CREATE TABLE catalogue_proposed_files (
                        version TEXT NOT NULL,
                        path TEXT NOT NULL,
                        content TEXT NOT NULL,
                        PRIMARY KEY (version, path)
                    )
                    """,
                ]),
            // Days on which the city works otherwise than its files say, as they were decreed while
            // the house was open. `hours` is there where offices are open.
            Migration(
                id: "003-exceptions-administration",
                statements: [
                    """
                    CREATE TABLE calendar_exceptions (
                        id BYTEA NOT NULL PRIMARY KEY,
                        day TEXT NOT NULL,
                        name TEXT NOT NULL,
                        source TEXT NOT NULL,
                        hours TEXT,
                        added_by BYTEA NOT NULL,
                        added_at BIGINT NOT NULL,
                        ended_by BYTEA,
                        ended_at BIGINT
                    )
                    """,
                    "CREATE INDEX calendar_exceptions_day ON calendar_exceptions (day)",
                ]),
        ])
}
