import Store

/// The tables of `Counter`. What somebody said or wrote is sealed with the key of its draft, case
/// or batch and goes with it; codes are found by keyed hashes.
enum CounterMigrations {
    static let all = MigrationSet(
        name: "counter",
        migrations: [
            Migration(
                id: "counter-0001",
                statements: [
                    // A form that an officer fills in for somebody; one a draft.
                    """
                    CREATE TABLE counter_sittings (
                        draft BYTEA NOT NULL PRIMARY KEY,
                        person BYTEA NOT NULL,
                        officer BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        unit TEXT NOT NULL,
                        service TEXT NOT NULL,
                        begun_at BIGINT NOT NULL,
                        sheet TEXT,
                        received_at BIGINT,
                        originals TEXT NOT NULL DEFAULT '',
                        number TEXT,
                        ended_at BIGINT
                    )
                    """,
                    """
                    CREATE INDEX counter_sittings_officer
                    ON counter_sittings (officer, ended_at, begun_at)
                    """,
                    "CREATE INDEX counter_sittings_unit ON counter_sittings (unit, ended_at)",
                    "CREATE INDEX counter_sittings_person ON counter_sittings (person)",
                    "CREATE INDEX counter_sittings_number ON counter_sittings (number)",
                    // By the code of a receipt somebody takes a case into the own account.
                    """
                    CREATE TABLE counter_claims (
                        case_id BYTEA NOT NULL PRIMARY KEY,
                        person BYTEA NOT NULL,
                        code BYTEA,
                        code_index BYTEA UNIQUE,
                        expires_at BIGINT NOT NULL,
                        claimed_by BYTEA,
                        claimed_at BIGINT
                    )
                    """,
                    "CREATE INDEX counter_claims_person ON counter_claims (person)",
                    // By such a code a citizen brings an own draft to a counter.
                    """
                    CREATE TABLE counter_brings (
                        draft BYTEA NOT NULL PRIMARY KEY,
                        account BYTEA NOT NULL,
                        code BYTEA NOT NULL,
                        code_index BYTEA NOT NULL UNIQUE,
                        expires_at BIGINT NOT NULL
                    )
                    """,
                    // Forms on paper, printed beforehand: each number is used once.
                    """
                    CREATE TABLE counter_sheets (
                        number TEXT NOT NULL PRIMARY KEY,
                        unit TEXT NOT NULL,
                        serial BIGINT NOT NULL,
                        series BYTEA NOT NULL,
                        service TEXT NOT NULL,
                        version TEXT NOT NULL,
                        printed_at BIGINT NOT NULL,
                        printed_by BYTEA NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('open', 'used', 'void')),
                        reason TEXT,
                        case_id BYTEA,
                        received_at BIGINT,
                        closed_at BIGINT,
                        closed_by BYTEA,
                        allowed_by BYTEA,
                        UNIQUE (unit, serial)
                    )
                    """,
                    "CREATE INDEX counter_sheets_series ON counter_sheets (series, serial)",
                    "CREATE INDEX counter_sheets_state ON counter_sheets (unit, state, serial)",
                    // How a letter was handed over: sealed with the key of the case.
                    """
                    CREATE TABLE counter_signatures (
                        case_id BYTEA NOT NULL PRIMARY KEY,
                        way TEXT NOT NULL CHECK (way IN ('pad', 'paper')),
                        receiver BYTEA NOT NULL,
                        content BYTEA NOT NULL,
                        officer BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        at BIGINT NOT NULL
                    )
                    """,
                ]),
            Migration(
                id: "counter-0002-scans",
                statements: [
                    // What came from a scanner at one time; all of it is sealed with its key.
                    """
                    CREATE TABLE counter_batches (
                        id BYTEA NOT NULL PRIMARY KEY,
                        digest BYTEA NOT NULL UNIQUE,
                        officer BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        unit TEXT NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('waiting', 'read', 'failed')),
                        fault TEXT,
                        pages BIGINT NOT NULL,
                        at BIGINT NOT NULL
                    )
                    """,
                    "CREATE INDEX counter_batches_officer ON counter_batches (officer, at)",
                    "CREATE INDEX counter_batches_at ON counter_batches (at)",
                    """
                    CREATE TABLE counter_batch_files (
                        batch BYTEA NOT NULL,
                        number BIGINT NOT NULL,
                        blob BYTEA NOT NULL,
                        kind TEXT NOT NULL,
                        PRIMARY KEY (batch, number)
                    )
                    """,
                    // The tray: pages that are filed nowhere yet. Their id is that of the picture.
                    """
                    CREATE TABLE counter_pages (
                        id BYTEA NOT NULL PRIMARY KEY,
                        batch BYTEA NOT NULL,
                        number BIGINT NOT NULL,
                        width BIGINT NOT NULL,
                        height BIGINT NOT NULL,
                        cover TEXT,
                        problem TEXT
                    )
                    """,
                    "CREATE INDEX counter_pages_batch ON counter_pages (batch, number)",
                ]),
        ])
}
