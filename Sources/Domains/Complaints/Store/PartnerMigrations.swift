import Store

extension ComplaintMigrations {
    /// Reports that are worked on in systems of others.
    static let partners = Migration(
        id: "complaints-0003-partners",
        statements: [
            // A report there: what it is called (`remote`, or the token that will be exchanged for
            // it), since when it may be there (`tried_at`), and whether it surely is (`accepted`).
            """
            CREATE TABLE report_links (
                case_id BYTEA NOT NULL,
                partner TEXT NOT NULL,
                topic TEXT NOT NULL,
                status TEXT NOT NULL,
                remote TEXT,
                token TEXT,
                tried_at BIGINT,
                accepted BIGINT NOT NULL DEFAULT 0,
                tries BIGINT NOT NULL DEFAULT 0,
                outcome TEXT,
                verdict TEXT,
                closed_at BIGINT,
                at BIGINT NOT NULL,
                PRIMARY KEY (case_id, partner)
            )
            """,
            """
            CREATE UNIQUE INDEX report_links_remote ON report_links (partner, remote)
                WHERE remote IS NOT NULL
            """,
            "CREATE INDEX report_links_dead ON report_links (at) WHERE status = 'dead'",
            "CREATE INDEX report_links_waiting ON report_links (at) WHERE status = 'waiting'",
            // Acts of ours that it is told.
            """
            CREATE TABLE report_sendings (
                id BYTEA NOT NULL PRIMARY KEY,
                case_id BYTEA NOT NULL,
                partner TEXT NOT NULL,
                act BIGINT NOT NULL,
                status TEXT NOT NULL,
                tries BIGINT NOT NULL DEFAULT 0,
                outcome TEXT,
                at BIGINT NOT NULL,
                UNIQUE (case_id, partner, act)
            )
            """,
            "CREATE INDEX report_sendings_dead ON report_sendings (at) WHERE status = 'dead'",
            // What it told us, so that each is taken once.
            """
            CREATE TABLE report_news (
                partner TEXT NOT NULL,
                update_id TEXT NOT NULL,
                case_id BYTEA NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (partner, update_id)
            )
            """,
            // What it sent that could not be taken: by its number there, and what is wrong with it.
            """
            CREATE TABLE report_misfits (
                partner TEXT NOT NULL,
                number TEXT NOT NULL,
                problems TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (partner, number)
            )
            """,
            // How asking it stands.
            """
            CREATE TABLE report_partners (
                partner TEXT NOT NULL PRIMARY KEY,
                since_at BIGINT,
                cursor_text TEXT,
                next_at BIGINT NOT NULL,
                failures BIGINT NOT NULL,
                asked_at BIGINT,
                heard_at BIGINT,
                fault TEXT
            )
            """,
        ])
}
