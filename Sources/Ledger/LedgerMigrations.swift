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
                ]),
            logTree,
        ])

    /// The tree over the entries, and what was signed of it. Full tiles are never written again.
    private static let logTree = Migration(
        id: "002-tree",
        statements: [
            """
            CREATE TABLE ledger_tree (
                one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
                size BIGINT NOT NULL,
                root BYTEA NULL
            )
            """,
            "INSERT INTO ledger_tree (one, size, root) VALUES (1, 0, NULL)",
            """
            CREATE TABLE ledger_tiles (
                level BIGINT NOT NULL,
                number BIGINT NOT NULL,
                width BIGINT NOT NULL CHECK (width BETWEEN 1 AND 256),
                hashes BYTEA NOT NULL,
                PRIMARY KEY (level, number)
            )
            """,
            """
            CREATE TABLE ledger_checkpoints (
                size BIGINT NOT NULL PRIMARY KEY CHECK (size > 0),
                root BYTEA NOT NULL,
                origin TEXT NOT NULL,
                note TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX ledger_checkpoints_at ON ledger_checkpoints (at)",
            """
            CREATE TABLE ledger_cosignatures (
                size BIGINT NOT NULL,
                witness TEXT NOT NULL,
                line TEXT NOT NULL,
                PRIMARY KEY (size, witness)
            )
            """,
            """
            CREATE TABLE ledger_log_key (
                one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
                id BYTEA NOT NULL,
                public_key BYTEA NOT NULL,
                sealed BYTEA NOT NULL
            )
            """,
        ])
}
