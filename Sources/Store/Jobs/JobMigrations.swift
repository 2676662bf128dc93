extension StoreMigrations {
    /// Work to be done later, and what is done by the clock.
    public static let jobs = MigrationSet(
        name: "store-jobs",
        migrations: [
            Migration(
                id: "001-jobs",
                statements: [
                    """
                    CREATE TABLE jobs (
                        id BYTEA NOT NULL PRIMARY KEY,
                        kind TEXT NOT NULL,
                        payload BYTEA NOT NULL,
                        state TEXT NOT NULL,
                        run_at BIGINT NOT NULL,
                        attempts BIGINT NOT NULL,
                        locked_until BIGINT NULL,
                        locked_by BYTEA NULL,
                        last_error TEXT NULL,
                        dedupe TEXT NULL UNIQUE,
                        created_at BIGINT NOT NULL
                    )
                    """,
                    "CREATE INDEX jobs_due ON jobs (state, run_at, id)",
                    """
                    CREATE TABLE timers (
                        name TEXT NOT NULL PRIMARY KEY,
                        next_at BIGINT NOT NULL
                    )
                    """,
                ])
        ])
}
