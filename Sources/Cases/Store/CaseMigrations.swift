import Store

/// The tables of the case engine. Plain columns hold facts that lists and clocks need; everything a
/// person wrote or is called stands in sealed columns.
public enum CaseMigrations {
    public static let all = MigrationSet(
        name: "cases",
        migrations: [
            Migration(
                id: "cases-0001-cases",
                statements: [
                    """
                    CREATE TABLE cases (
                        id BYTEA NOT NULL PRIMARY KEY,
                        number TEXT NOT NULL UNIQUE,
                        service TEXT NOT NULL,
                        version TEXT NOT NULL,
                        owner_unit TEXT NOT NULL,
                        unit TEXT NOT NULL,
                        region TEXT,
                        applicant BYTEA NOT NULL,
                        language TEXT NOT NULL CHECK (language IN ('id', 'en')),
                        confidentiality BIGINT NOT NULL CHECK (confidentiality BETWEEN 0 AND 3),
                        state TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'closed')),
                        outcome TEXT CHECK (outcome IN
                            ('granted', 'refused', 'withdrawn', 'lapsed', 'answered')),
                        step TEXT NOT NULL,
                        step_since BIGINT NOT NULL,
                        round BIGINT NOT NULL CHECK (round >= 1),
                        revision BIGINT NOT NULL,
                        submitted_at BIGINT NOT NULL,
                        clock_started_at BIGINT,
                        clock_paused_at BIGINT,
                        days_left BIGINT,
                        due_at BIGINT,
                        clock_stopped_at BIGINT,
                        overdue_noted BIGINT NOT NULL DEFAULT 0 CHECK (overdue_noted IN (0, 1)),
                        closed_at BIGINT,
                        CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
                        CHECK ((state = 'closed') = (outcome IS NOT NULL)),
                        CHECK (clock_paused_at IS NULL OR clock_started_at IS NOT NULL)
                    )
                    """,
                    "CREATE INDEX cases_by_applicant ON cases (applicant, submitted_at)",
                    """
                    CREATE INDEX cases_due ON cases (due_at) WHERE state = 'open'
                    AND overdue_noted = 0 AND clock_stopped_at IS NULL
                    """,
                ]),
            Migration(
                id: "cases-0002-tasks",
                statements: [
                    """
                    CREATE TABLE tasks (
                        id BYTEA NOT NULL PRIMARY KEY,
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        step TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        seat BIGINT NOT NULL DEFAULT 0,
                        unit TEXT NOT NULL,
                        role TEXT NOT NULL,
                        region TEXT,
                        confidentiality BIGINT NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'done')),
                        claimed_by BYTEA,
                        claimed_at BIGINT,
                        opened_at BIGINT NOT NULL,
                        due_at BIGINT,
                        overdue_noted BIGINT NOT NULL DEFAULT 0 CHECK (overdue_noted IN (0, 1)),
                        done_at BIGINT,
                        done_by BYTEA,
                        CHECK ((state = 'done') = (done_at IS NOT NULL))
                    )
                    """,
                    "CREATE INDEX tasks_of_case ON tasks (case_id, opened_at)",
                    """
                    CREATE INDEX tasks_inbox ON tasks (unit, role, state, due_at)
                    WHERE state <> 'done'
                    """,
                    """
                    CREATE INDEX tasks_claimed ON tasks (claimed_by, due_at)
                    WHERE state <> 'done'
                    """,
                    """
                    CREATE INDEX tasks_due ON tasks (due_at)
                    WHERE state = 'open' AND overdue_noted = 0
                    """,
                ]),
            Migration(
                id: "cases-0003-contents",
                statements: [
                    """
                    CREATE TABLE case_answers (
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        round BIGINT NOT NULL,
                        at BIGINT NOT NULL,
                        sealed BYTEA NOT NULL,
                        PRIMARY KEY (case_id, round)
                    )
                    """,
                    """
                    CREATE TABLE case_files (
                        blob BYTEA NOT NULL PRIMARY KEY,
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        round BIGINT NOT NULL,
                        field TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        bytes BIGINT NOT NULL,
                        name_sealed BYTEA NOT NULL,
                        at BIGINT NOT NULL
                    )
                    """,
                    "CREATE INDEX case_files_of_case ON case_files (case_id, round)",
                    """
                    CREATE TABLE case_corrections (
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        round BIGINT NOT NULL,
                        asked_at BIGINT NOT NULL,
                        asked_step TEXT NOT NULL,
                        until_day TEXT NOT NULL,
                        sealed BYTEA NOT NULL,
                        answered_at BIGINT,
                        PRIMARY KEY (case_id, round)
                    )
                    """,
                    """
                    CREATE INDEX case_corrections_open ON case_corrections (until_day)
                    WHERE answered_at IS NULL
                    """,
                    """
                    CREATE TABLE case_messages (
                        id BYTEA NOT NULL PRIMARY KEY,
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        author_kind TEXT NOT NULL,
                        author BYTEA,
                        position BYTEA,
                        at BIGINT NOT NULL,
                        internal BIGINT NOT NULL CHECK (internal IN (0, 1)),
                        sealed BYTEA NOT NULL
                    )
                    """,
                    "CREATE INDEX case_messages_of_case ON case_messages (case_id, at)",
                    """
                    CREATE TABLE case_opinions (
                        id BYTEA NOT NULL PRIMARY KEY,
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        round BIGINT NOT NULL,
                        step TEXT NOT NULL,
                        kind TEXT NOT NULL,
                        favourable BIGINT NOT NULL CHECK (favourable IN (0, 1)),
                        author BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        at BIGINT NOT NULL,
                        sealed BYTEA NOT NULL
                    )
                    """,
                    "CREATE INDEX case_opinions_of_case ON case_opinions (case_id, at)",
                    """
                    CREATE TABLE case_tokens (
                        token BYTEA NOT NULL,
                        case_id BYTEA NOT NULL,
                        PRIMARY KEY (token, case_id)
                    )
                    """,
                ]),
            Migration(
                id: "cases-0004-letters",
                statements: [
                    """
                    CREATE TABLE letters (
                        id BYTEA NOT NULL PRIMARY KEY,
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        kind TEXT NOT NULL CHECK (kind IN ('grant', 'refusal')),
                        state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'void')),
                        number TEXT,
                        version BIGINT NOT NULL,
                        code TEXT UNIQUE,
                        blob BYTEA,
                        digest TEXT,
                        created_at BIGINT NOT NULL,
                        issued_at BIGINT,
                        valid_until TEXT,
                        CHECK (state <> 'issued' OR (number IS NOT NULL AND blob IS NOT NULL
                            AND code IS NOT NULL AND issued_at IS NOT NULL))
                    )
                    """,
                    "CREATE INDEX letters_of_case ON letters (case_id, created_at)",
                    """
                    CREATE TABLE letter_versions (
                        letter_id BYTEA NOT NULL REFERENCES letters (id),
                        version BIGINT NOT NULL,
                        author BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        at BIGINT NOT NULL,
                        sealed BYTEA NOT NULL,
                        PRIMARY KEY (letter_id, version)
                    )
                    """,
                    """
                    CREATE TABLE letter_initials (
                        letter_id BYTEA NOT NULL REFERENCES letters (id),
                        seat BIGINT NOT NULL,
                        version BIGINT NOT NULL,
                        author BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        at BIGINT NOT NULL,
                        PRIMARY KEY (letter_id, seat)
                    )
                    """,
                    """
                    CREATE TABLE number_series (
                        register TEXT NOT NULL,
                        year BIGINT NOT NULL,
                        last BIGINT NOT NULL,
                        PRIMARY KEY (register, year)
                    )
                    """,
                    """
                    CREATE TABLE numbers (
                        register TEXT NOT NULL,
                        year BIGINT NOT NULL,
                        serial BIGINT NOT NULL,
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        text TEXT NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('reserved', 'used', 'void')),
                        reserved_at BIGINT NOT NULL,
                        settled_at BIGINT,
                        reason TEXT,
                        PRIMARY KEY (register, year, serial),
                        UNIQUE (register, text),
                        CHECK ((state = 'void') = (reason IS NOT NULL))
                    )
                    """,
                    "CREATE INDEX numbers_of_case ON numbers (case_id)",
                ]),
            Migration(
                id: "cases-0005-reads",
                statements: [
                    """
                    CREATE TABLE case_reads (
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        account BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        at BIGINT NOT NULL,
                        part TEXT NOT NULL,
                        PRIMARY KEY (case_id, at, account, part)
                    )
                    """
                ]),
            Migration(
                id: "cases-0006-asks",
                statements: [
                    """
                    CREATE TABLE case_asks (
                        case_id BYTEA NOT NULL REFERENCES cases (id),
                        step TEXT NOT NULL,
                        asked_at BIGINT NOT NULL,
                        due_at BIGINT NOT NULL,
                        sealed BYTEA NOT NULL,
                        PRIMARY KEY (case_id, step)
                    )
                    """,
                    "CREATE INDEX case_asks_due ON case_asks (due_at)",
                ]),
        ] + FlowMigrations.all + speed + desk + later + signing)
}
