import Store

/// The tables of `PublicLedger`: counts, and what nightly audits found.
enum CountMigrations {
    static let all = MigrationSet(
        name: "public-ledger",
        migrations: [
            Migration(
                id: "001-counts",
                statements: [
                    """
                    CREATE TABLE public_ledger_counts (
                        month TEXT NOT NULL,
                        type TEXT NOT NULL,
                        service TEXT NOT NULL,
                        unit TEXT NOT NULL,
                        acts BIGINT NOT NULL,
                        PRIMARY KEY (month, type, service, unit)
                    )
                    """,
                    """
                    CREATE TABLE public_ledger_closed (
                        one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
                        month TEXT NOT NULL
                    )
                    """,
                ]),
            Migration(
                id: "002-audits",
                statements: [
                    """
                    CREATE TABLE public_ledger_audits (
                        at BIGINT NOT NULL PRIMARY KEY,
                        milliseconds BIGINT NOT NULL,
                        entries BIGINT NOT NULL,
                        cases BIGINT NOT NULL,
                        difference TEXT NULL,
                        place BIGINT NULL
                    )
                    """
                ]),
        ])
}
