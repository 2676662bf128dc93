import Store

extension FormMigrations {
    /// What is known of each file, and the pictures of its pages; page 0 is the small one.
    static let checks = Migration(
        id: "forms-files-0001",
        statements: [
            """
            CREATE TABLE file_checks (
                blob BYTEA NOT NULL PRIMARY KEY,
                owner BYTEA NOT NULL,
                kind TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'hidden')),
                fault TEXT,
                pages BIGINT NOT NULL,
                added_at BIGINT NOT NULL,
                checked_at BIGINT,
                CHECK ((state = 'hidden') = (fault IS NOT NULL)),
                CHECK ((state = 'waiting') = (checked_at IS NULL))
            )
            """,
            "CREATE INDEX file_checks_owner ON file_checks (owner)",
            """
            CREATE INDEX file_checks_waiting ON file_checks (added_at) WHERE state = 'waiting'
            """,
            """
            CREATE TABLE file_pages (
                blob BYTEA NOT NULL REFERENCES file_checks (blob) ON DELETE CASCADE,
                page BIGINT NOT NULL,
                picture BYTEA NOT NULL,
                width BIGINT NOT NULL,
                height BIGINT NOT NULL,
                PRIMARY KEY (blob, page)
            )
            """,
            // Files that came before this table are looked at too.
            """
            INSERT INTO file_checks (blob, owner, kind, state, pages, added_at)
            SELECT blob, draft, kind, 'waiting', 0, added_at FROM draft_files
            """,
        ])

    /// Whose key seals a draft that is not its own: the case, for an officer's work on its task.
    static let work = Migration(
        id: "forms-work-0001",
        statements: ["ALTER TABLE drafts ADD COLUMN owner BYTEA"])

    /// Files on their way: what has arrived lies in sealed parts.
    static let uploads = Migration(
        id: "forms-uploads-0001",
        statements: [
            """
            CREATE TABLE uploads (
                id BYTEA NOT NULL PRIMARY KEY,
                account BYTEA NOT NULL,
                draft BYTEA NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
                field TEXT NOT NULL,
                kinds TEXT NOT NULL,
                most_bytes BIGINT NOT NULL,
                most_files BIGINT NOT NULL,
                name_sealed BYTEA NOT NULL,
                size BIGINT NOT NULL,
                received BIGINT NOT NULL,
                parts BIGINT NOT NULL,
                file BYTEA,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                CHECK (received BETWEEN 0 AND size),
                CHECK (file IS NULL OR received = size)
            )
            """,
            "CREATE INDEX uploads_account ON uploads (account, updated_at)",
            "CREATE INDEX uploads_draft ON uploads (draft)",
            "CREATE INDEX uploads_created ON uploads (created_at)",
            """
            CREATE TABLE upload_parts (
                upload BYTEA NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
                start BIGINT NOT NULL,
                blob BYTEA NOT NULL,
                PRIMARY KEY (upload, start)
            )
            """,
        ])
}
