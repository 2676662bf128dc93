import Store

/// The tables of the register. What is public stands in plain; who a person is, is sealed with the
/// key of the case, or of the row where there is no case. Keys of comparison are bytes, which both
/// databases order alike.
enum PermitMigrations {
    static let all = MigrationSet(
        name: "permits",
        migrations: [
            Migration(id: "permits-0001", statements: tables + indexes),
            Migration(
                id: "permits-0002-claims",
                statements: [
                    // Cases that were claimed before their permits went with them.
                    """
                    UPDATE permits SET account = (SELECT c.applicant FROM cases c
                        WHERE c.id = permits.case_id)
                    WHERE account IS NOT NULL AND case_id IN (SELECT c.id FROM cases c)
                    """
                ]),
            Migration(id: "permits-0002-standing", statements: standing),
            Migration(id: "permits-0003-systems", statements: systems),
            Migration(id: "permits-0004-words", statements: words),
            Migration(id: "permits-0005-risk", statements: risk),
            Migration(
                id: "permits-0006-named-day",
                statements: [
                    // The days of messages that came before such days were kept apart.
                    """
                    UPDATE cases SET named_due_at = due_at WHERE state <> 'closed'
                        AND due_at IS NOT NULL AND extended_at IS NULL
                        AND id IN (SELECT i.case_id FROM permit_intakes i)
                    """
                ]),
        ])

    /// How often a permit is visited goes by its risk: what is visited equally often stands
    /// together, the longest unseen first. `permit_risks` says of which field the risk of a kind's
    /// permits was read.
    private static let risk = [
        "ALTER TABLE permits ADD COLUMN risk TEXT NOT NULL DEFAULT ''",
        "DROP INDEX permits_visit",
        """
        CREATE INDEX permits_supervised
            ON permits (kind, risk, (COALESCE(visited_on, issued)), number_key)
            WHERE ended = 0 AND revoked_on IS NULL AND superseded_on IS NULL
        """,
        """
        CREATE TABLE permit_risks (
            kind TEXT NOT NULL PRIMARY KEY,
            field TEXT NOT NULL
        )
        """,
    ]

    /// National systems over HTTP: where each is, what could not be taken (`body` is sealed with a
    /// key of its own), what they are told.
    private static let systems = [
        """
        CREATE TABLE permit_systems (
            system TEXT NOT NULL PRIMARY KEY,
            cursor_text TEXT,
            next_at BIGINT NOT NULL,
            failures BIGINT NOT NULL,
            asked_at BIGINT,
            heard_at BIGINT,
            fault TEXT,
            taken BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE permit_misfits (
            id BYTEA NOT NULL PRIMARY KEY,
            system TEXT NOT NULL,
            message BYTEA NOT NULL,
            body BYTEA NOT NULL,
            problems TEXT NOT NULL,
            at BIGINT NOT NULL,
            UNIQUE (system, message)
        )
        """,
        """
        CREATE TABLE permit_reports (
            id BYTEA NOT NULL PRIMARY KEY,
            system TEXT NOT NULL,
            case_id BYTEA NOT NULL,
            state TEXT NOT NULL,
            status TEXT NOT NULL,
            outcome TEXT,
            tries BIGINT NOT NULL,
            at BIGINT NOT NULL,
            tried_at BIGINT
        )
        """,
        "CREATE INDEX permit_reports_case ON permit_reports (case_id, id)",
        "CREATE INDEX permit_reports_system ON permit_reports (system, status, at)",
        "ALTER TABLE permit_intakes ADD COLUMN reported TEXT",
    ]

    /// Words of businesses and places, so that one in the middle of a name is found. `worded` is 0
    /// where they are not written yet.
    private static let words = [
        """
        CREATE TABLE permit_words (
            number_key BYTEA NOT NULL,
            word BYTEA NOT NULL,
            PRIMARY KEY (number_key, word)
        )
        """,
        "CREATE INDEX permit_words_word ON permit_words (word, number_key)",
        "ALTER TABLE permits ADD COLUMN worded BIGINT NOT NULL DEFAULT 0",
        "CREATE INDEX permits_unworded ON permits (id) WHERE worded = 0",
        """
        CREATE INDEX permits_ended
            ON permits ((COALESCE(revoked_on, superseded_on, until_day)))
            WHERE case_id IS NULL AND holder IS NOT NULL
        """,
    ]

    private static let tables = [
        """
        CREATE TABLE permits (
            id BYTEA NOT NULL PRIMARY KEY,
            number TEXT NOT NULL,
            number_key BYTEA NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            business TEXT,
            business_key BYTEA,
            place TEXT,
            place_key BYTEA,
            region TEXT,
            object TEXT,
            issued TEXT NOT NULL,
            until_day TEXT,
            superseded_on TEXT,
            successor TEXT,
            predecessor TEXT,
            suspended_from TEXT,
            suspended_until TEXT,
            revoked_on TEXT,
            visited_on TEXT,
            key_id BYTEA NOT NULL,
            holder BYTEA,
            has_contact BIGINT NOT NULL DEFAULT 0,
            name_key BYTEA,
            nik_key BYTEA,
            nib_key BYTEA,
            account BYTEA,
            case_id BYTEA,
            code TEXT,
            source TEXT NOT NULL,
            source_key BYTEA,
            source_digest BYTEA,
            at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE permit_events (
            id BYTEA NOT NULL PRIMARY KEY,
            permit BYTEA NOT NULL REFERENCES permits (id),
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            from_day TEXT,
            until_day TEXT,
            law TEXT,
            reason BYTEA,
            answer BYTEA,
            asked_by BYTEA,
            asked_from BYTEA,
            asked_at BIGINT NOT NULL,
            decided_by BYTEA,
            decided_from BYTEA,
            decided_at BIGINT,
            case_id BYTEA
        )
        """,
        """
        CREATE TABLE permit_reminders (
            permit BYTEA NOT NULL REFERENCES permits (id),
            until_day TEXT NOT NULL,
            days BIGINT NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (permit, until_day, days)
        )
        """,
        // Messages of other systems: `id_sealed` and `extra` are sealed with the key of the case.
        """
        CREATE TABLE permit_intakes (
            system TEXT NOT NULL,
            message BYTEA NOT NULL,
            case_id BYTEA NOT NULL,
            digest BYTEA NOT NULL,
            id_sealed BYTEA NOT NULL,
            extra BYTEA,
            at BIGINT NOT NULL,
            told TEXT,
            PRIMARY KEY (system, message)
        )
        """,
        // A draft that was begun from a permit becomes a case with its id.
        """
        CREATE TABLE permit_drafts (
            draft BYTEA NOT NULL PRIMARY KEY,
            permit BYTEA NOT NULL REFERENCES permits (id),
            gift TEXT NOT NULL,
            at BIGINT NOT NULL
        )
        """,
    ]

    /// What holds and what has ended stand apart, in the order of their numbers.
    private static let standing = [
        "ALTER TABLE permits ADD COLUMN ended BIGINT NOT NULL DEFAULT 0",
        """
        CREATE INDEX permits_standing ON permits (ended, number_key)
            WHERE revoked_on IS NULL AND superseded_on IS NULL
        """,
        """
        CREATE INDEX permits_kind_standing ON permits (kind, ended, number_key)
            WHERE revoked_on IS NULL AND superseded_on IS NULL
        """,
        """
        CREATE INDEX permits_region_standing ON permits (region, ended, number_key)
            WHERE revoked_on IS NULL AND superseded_on IS NULL
        """,
        """
        CREATE INDEX permits_passed ON permits (until_day)
            WHERE ended = 0 AND until_day IS NOT NULL
        """,
    ]

    private static let indexes = [
        """
        CREATE INDEX permits_business ON permits (business_key, number_key)
            WHERE business_key IS NOT NULL
        """,
        "CREATE INDEX permits_place ON permits (place_key, number_key) WHERE place_key IS NOT NULL",
        "CREATE INDEX permits_kind ON permits (kind, number_key)",
        "CREATE INDEX permits_region ON permits (region, number_key)",
        "CREATE INDEX permits_until ON permits (kind, until_day) WHERE until_day IS NOT NULL",
        "CREATE INDEX permits_revoked ON permits (number_key) WHERE revoked_on IS NOT NULL",
        "CREATE INDEX permits_superseded ON permits (number_key) WHERE superseded_on IS NOT NULL",
        "CREATE INDEX permits_suspended ON permits (number_key) WHERE suspended_from IS NOT NULL",
        "CREATE INDEX permits_name ON permits (name_key) WHERE name_key IS NOT NULL",
        "CREATE INDEX permits_nik ON permits (nik_key) WHERE nik_key IS NOT NULL",
        "CREATE INDEX permits_nib ON permits (nib_key) WHERE nib_key IS NOT NULL",
        "CREATE INDEX permits_account ON permits (account) WHERE account IS NOT NULL",
        "CREATE INDEX permits_case ON permits (case_id) WHERE case_id IS NOT NULL",
        """
        CREATE UNIQUE INDEX permits_source ON permits (source_key)
            WHERE source_key IS NOT NULL
        """,
        "CREATE INDEX permits_visit ON permits (kind, (COALESCE(visited_on, issued)))",
        "CREATE INDEX permit_events_permit ON permit_events (permit, asked_at)",
        "CREATE INDEX permit_events_open ON permit_events (asked_at) WHERE state = 'open'",
        "CREATE INDEX permit_intakes_case ON permit_intakes (case_id)",
        "CREATE INDEX permit_drafts_permit ON permit_drafts (permit)",
    ]
}
