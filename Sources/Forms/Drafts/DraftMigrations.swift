import Store

/// Tables of drafts. A draft's id becomes the id of its case.
public enum FormMigrations {
    public static let all = MigrationSet(
        name: "forms-drafts",
        migrations: [
            Migration(
                id: "001-drafts",
                statements: [
                    """
                    CREATE TABLE drafts (
                        id BYTEA NOT NULL PRIMARY KEY,
                        account BYTEA NOT NULL,
                        service TEXT NOT NULL,
                        version TEXT NOT NULL,
                        created_at BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL
                    )
                    """,
                    "CREATE INDEX drafts_account ON drafts (account, updated_at)",
                    "CREATE INDEX drafts_updated ON drafts (updated_at)",
                    """
                    CREATE TABLE draft_sections (
                        draft BYTEA NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
                        section TEXT NOT NULL,
                        sealed BYTEA NOT NULL,
                        revision BIGINT NOT NULL,
                        updated_at BIGINT NOT NULL,
                        PRIMARY KEY (draft, section)
                    )
                    """,
                    """
                    CREATE TABLE draft_variants (
                        draft BYTEA NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
                        section TEXT NOT NULL,
                        sealed BYTEA NOT NULL,
                        created_at BIGINT NOT NULL,
                        PRIMARY KEY (draft, section)
                    )
                    """,
                    """
                    CREATE TABLE draft_files (
                        blob BYTEA NOT NULL PRIMARY KEY,
                        draft BYTEA NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
                        field TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        size BIGINT NOT NULL,
                        name_sealed BYTEA NOT NULL,
                        added_at BIGINT NOT NULL
                    )
                    """,
                    "CREATE INDEX draft_files_draft ON draft_files (draft, field, added_at)",
                ]),
            Migration(
                id: "002-corrections",
                statements: [
                    "ALTER TABLE drafts ADD COLUMN correction BIGINT NOT NULL DEFAULT 0"
                ]),
            checks, uploads, work,
        ])
}
