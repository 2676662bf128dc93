import Store

/// The tables of the access log. They hold ids and codes only, nothing personal: they stay in plain
/// after a person's data are erased.
public enum AccessLogMigrations {
    public static let all = MigrationSet(
        name: "AccessLog",
        migrations: [
            Migration(
                id: "0001-access-log",
                statements: [
                    """
                    CREATE TABLE access_log (
                        id BYTEA NOT NULL PRIMARY KEY,
                        at BIGINT NOT NULL,
                        account BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        subject BYTEA NOT NULL,
                        case_id BYTEA,
                        service TEXT,
                        part TEXT NOT NULL,
                        purpose TEXT NOT NULL,
                        step TEXT,
                        flags BIGINT NOT NULL)
                    """,
                    // A citizen's page, newest first.
                    "CREATE INDEX access_log_subject ON access_log (subject, at, id)",
                    // Asked for with every case page. Without `part` in it SQLite does not see that
                    // it is enough.
                    """
                    CREATE INDEX access_log_contact ON access_log (case_id, account, part, at)
                        WHERE part = 'contact'
                    """,
                    "CREATE INDEX access_log_hour ON access_log (at)",
                    """
                    CREATE TABLE access_roots (
                        hour BIGINT NOT NULL PRIMARY KEY,
                        entries BIGINT NOT NULL,
                        root BYTEA NOT NULL,
                        taken_at BIGINT NOT NULL)
                    """,
                ]),
            // When the rows of the hour were taken away, after their time of keeping.
            Migration(
                id: "0010-access-cut",
                statements: ["ALTER TABLE access_roots ADD COLUMN cut_at BIGINT"]),
        ])
}
