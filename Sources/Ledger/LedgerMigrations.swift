import Store

/// The tables of the ledger.
public enum LedgerMigrations {
    public static let all = MigrationSet(
        name: "ledger",
        migrations: [
            Migration(
                id: "001-ledger",
                statements: [
                    """
                    CREATE TABLE ledger (
                        id BYTEA NOT NULL PRIMARY KEY,
                        seq BIGINT NULL UNIQUE,
                        txid BIGINT NULL,
                        case_id BYTEA NULL,
                        case_act BIGINT NULL,
                        type TEXT NOT NULL,
                        actor_kind TEXT NOT NULL,
                        actor_id BYTEA NULL,
                        actor_name TEXT NULL,
                        position_id BYTEA NULL,
                        service TEXT NULL,
                        unit TEXT NULL,
                        at BIGINT NOT NULL,
                        facts TEXT NOT NULL,
                        sealed BYTEA NULL,
                        salt BYTEA NOT NULL,
                        key_id BYTEA NULL,
                        commitment BYTEA NOT NULL,
                        UNIQUE (case_id, case_act)
                    )
                    """,
                    "CREATE INDEX ledger_unnumbered ON ledger (txid, id) WHERE seq IS NULL",
                    """
                    CREATE TABLE ledger_counter (
                        one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
                        last BIGINT NOT NULL
                    )
                    """,
                    "INSERT INTO ledger_counter (one, last) VALUES (1, 0)",
                    """
                    CREATE TABLE case_acts (
                        case_id BYTEA NOT NULL PRIMARY KEY,
                        last BIGINT NOT NULL
                    )
                    """,
                    """
                    CREATE TABLE ledger_readers (
                        name TEXT NOT NULL PRIMARY KEY,
                        position BIGINT NOT NULL,
                        failures BIGINT NOT NULL,
                        error TEXT NULL
                    )
                    """,
                ])
        ])
}
