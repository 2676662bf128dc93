import Store

/// Tables of what can happen to a case beside its usual way.
enum FlowMigrations {
    static let all = [
        Migration(
            id: "cases-0007-waiting",
            statements: [
                // Nothing for a case that waits: for a correction, as before.
                "ALTER TABLE cases ADD COLUMN waits_for TEXT",
                "ALTER TABLE cases ADD COLUMN deemed_at BIGINT",
                "ALTER TABLE cases ADD COLUMN extended_at BIGINT",
                "ALTER TABLE cases ADD COLUMN time_left BIGINT",
            ]),
        Migration(
            id: "cases-0008-findings",
            statements: [
                """
                CREATE TABLE case_findings (
                    case_id BYTEA NOT NULL REFERENCES cases (id),
                    at BIGINT NOT NULL,
                    step TEXT NOT NULL,
                    round BIGINT NOT NULL,
                    author BYTEA NOT NULL,
                    position BYTEA NOT NULL,
                    sealed BYTEA NOT NULL,
                    PRIMARY KEY (case_id, at, step)
                )
                """
            ]),
        Migration(
            id: "cases-0009-bills",
            statements: [
                """
                CREATE TABLE case_bills (
                    case_id BYTEA NOT NULL REFERENCES cases (id),
                    issued_at BIGINT NOT NULL,
                    items TEXT NOT NULL,
                    total BIGINT NOT NULL CHECK (total > 0),
                    due_day TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'lapsed', 'void', 'late')),
                    paid_day TEXT,
                    settled_at BIGINT,
                    reference BYTEA,
                    PRIMARY KEY (case_id, issued_at)
                )
                """,
                "CREATE INDEX case_bills_due ON case_bills (due_day) WHERE state = 'open'",
            ]),
        Migration(
            id: "cases-0010-links",
            statements: [
                """
                CREATE TABLE case_links (
                    id BYTEA NOT NULL PRIMARY KEY,
                    from_case BYTEA NOT NULL,
                    to_case BYTEA NOT NULL,
                    kind TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    by_account BYTEA,
                    sealed BYTEA,
                    ended_at BIGINT
                )
                """,
                "CREATE INDEX case_links_from ON case_links (from_case)",
                "CREATE INDEX case_links_to ON case_links (to_case)",
            ]),
        Migration(
            id: "cases-0011-pauses",
            statements: [
                """
                CREATE TABLE case_pauses (
                    case_id BYTEA NOT NULL REFERENCES cases (id),
                    at BIGINT NOT NULL,
                    reason TEXT NOT NULL,
                    account BYTEA NOT NULL,
                    position BYTEA NOT NULL,
                    sealed BYTEA NOT NULL,
                    ended_at BIGINT,
                    PRIMARY KEY (case_id, at)
                )
                """
            ]),
        Migration(
            id: "cases-0012-bookings",
            statements: [
                """
                CREATE TABLE case_bookings (
                    case_id BYTEA NOT NULL PRIMARY KEY REFERENCES cases (id),
                    service TEXT NOT NULL,
                    place TEXT NOT NULL,
                    from_day TEXT NOT NULL,
                    to_day TEXT NOT NULL,
                    from_hour BIGINT NOT NULL,
                    to_hour BIGINT NOT NULL
                )
                """,
                "CREATE INDEX case_bookings_of_place ON case_bookings (service, place, to_day)",
            ]),
        Migration(
            id: "cases-0013-warnings",
            statements: [
                "ALTER TABLE tasks ADD COLUMN warn_at BIGINT",
                "ALTER TABLE tasks ADD COLUMN escalated_unit TEXT",
                "ALTER TABLE tasks ADD COLUMN escalated_role TEXT",
                "CREATE INDEX tasks_warn ON tasks (warn_at) WHERE warn_at IS NOT NULL",
                """
                CREATE INDEX tasks_escalated ON tasks (escalated_unit, escalated_role)
                WHERE escalated_unit IS NOT NULL AND state <> 'done'
                """,
            ]),
        Migration(
            id: "cases-0014-pace",
            statements: [
                """
                CREATE INDEX cases_pace ON cases (service, clock_stopped_at)
                WHERE clock_stopped_at IS NOT NULL
                """
            ]),
        Migration(
            id: "cases-files-0001",
            statements: [
                // Files that came before they were looked into are looked into too.
                """
                INSERT INTO file_checks (blob, owner, kind, state, pages, added_at)
                SELECT blob, case_id, kind, 'waiting', 0, at FROM case_files
                WHERE NOT EXISTS
                    (SELECT 1 FROM file_checks c WHERE c.blob = case_files.blob)
                """
            ]),
    ]
}
