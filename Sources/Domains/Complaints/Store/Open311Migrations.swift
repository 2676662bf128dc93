import Store

/// The tables behind Open311.
enum Open311Migrations {
    static let all = Migration(
        id: "complaints-open311-0001",
        statements: [
            """
            CREATE TABLE report_updates (
                case_id BYTEA NOT NULL REFERENCES reports (case_id),
                act BIGINT NOT NULL,
                kind TEXT NOT NULL,
                status TEXT NOT NULL,
                unit TEXT,
                at BIGINT NOT NULL,
                body TEXT,
                PRIMARY KEY (case_id, act)
            )
            """,
            "CREATE INDEX report_updates_at ON report_updates (at, case_id, act)",
            // What a program sent, and for a day under which key.
            """
            CREATE TABLE open311_posts (
                case_id BYTEA NOT NULL PRIMARY KEY,
                holder BYTEA NOT NULL,
                reporter BYTEA NOT NULL,
                key_hash BYTEA,
                request BYTEA,
                at BIGINT NOT NULL,
                CHECK ((key_hash IS NULL) = (request IS NULL))
            )
            """,
            """
            CREATE UNIQUE INDEX open311_posts_key ON open311_posts (holder, key_hash)
                WHERE key_hash IS NOT NULL
            """,
            "CREATE INDEX open311_posts_at ON open311_posts (at) WHERE key_hash IS NOT NULL",
            """
            CREATE TABLE open311_updates (
                holder BYTEA NOT NULL,
                update_id TEXT NOT NULL,
                case_id BYTEA NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (holder, update_id)
            )
            """,
            // Lists of programs: open or ended, alone and within a topic.
            "CREATE INDEX reports_open ON reports (is_open, at, case_id) WHERE is_public = 1",
            """
            CREATE INDEX reports_topic_open ON reports (topic, is_open, at, case_id)
                WHERE is_public = 1
            """,
        ])
}
