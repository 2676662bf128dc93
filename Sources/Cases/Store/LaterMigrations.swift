import Store

extension CaseMigrations {
    /// What came after the first houses were filled; new migrations stand at the end.
    static let later = [
        Migration(
            id: "cases-0015-step-time",
            statements: [
                // What is left of a step's time while its case waits.
                "ALTER TABLE tasks ADD COLUMN days_left BIGINT",
                "ALTER TABLE tasks ADD COLUMN time_left BIGINT",
            ]),
        Migration(
            id: "cases-0016-access-log",
            statements: [
                // Looks of before moved to the log that People keeps for the whole house. Why
                // somebody looked was not written down then, and is not guessed now.
                """
                INSERT INTO access_log (id, at, account, position, subject, case_id, service,
                    part, purpose, step, flags)
                SELECT NEW_ID(), r.at, r.account, r.position, c.applicant, r.case_id, c.service,
                    r.part, 'earlier', NULL, 0
                FROM case_reads r JOIN cases c ON c.id = r.case_id
                """,
                "DROP TABLE case_reads",
            ]),
        Migration(
            id: "cases-0017-consents",
            statements: [
                // Texts are the house's own; who agreed to which is ids only.
                """
                CREATE TABLE consent_texts (
                    hash TEXT NOT NULL PRIMARY KEY,
                    language TEXT NOT NULL,
                    text TEXT NOT NULL
                )
                """,
                """
                CREATE TABLE case_consents (
                    case_id BYTEA NOT NULL PRIMARY KEY REFERENCES cases (id),
                    account BYTEA NOT NULL,
                    at BIGINT NOT NULL,
                    hash TEXT NOT NULL REFERENCES consent_texts (hash)
                )
                """,
                "CREATE INDEX case_consents_account ON case_consents (account, at)",
            ]),
        Migration(
            id: "cases-0018-exports",
            statements: [
                // `reason` and `answer` are sealed with the key of the row.
                """
                CREATE TABLE case_exports (
                    id BYTEA NOT NULL PRIMARY KEY,
                    services TEXT NOT NULL,
                    from_day TEXT NOT NULL,
                    until_day TEXT NOT NULL,
                    columns TEXT NOT NULL,
                    cases BIGINT NOT NULL,
                    reason BYTEA,
                    state TEXT NOT NULL,
                    asked_by BYTEA NOT NULL,
                    asked_from BYTEA NOT NULL,
                    asked_at BIGINT NOT NULL,
                    decided_by BYTEA,
                    decided_at BIGINT,
                    answer BYTEA,
                    fetched BIGINT NOT NULL DEFAULT 0
                )
                """,
                "CREATE INDEX case_exports_asked ON case_exports (asked_at)",
                "CREATE INDEX cases_sent ON cases (service, submitted_at, id)",
            ]),
        Migration(
            id: "cases-0019-load",
            statements: [
                // How much each person of a unit has to do, from the index alone.
                """
                CREATE INDEX tasks_load ON tasks
                    (unit, claimed_by, urgent_at, opened_at, region, confidentiality)
                    WHERE state = 'open'
                """
            ]),
        Migration(
            id: "cases-0019-listing-api",
            statements: [
                // Lists that go on from a place, and the count of broken promises.
                "CREATE INDEX cases_by_applicant_id ON cases (applicant, id)",
                """
                CREATE INDEX cases_overdue ON cases (due_at)
                    WHERE state = 'open' AND overdue_noted = 1
                """,
            ]),
        Migration(
            id: "cases-0019-permits",
            statements: [
                "ALTER TABLE cases ADD COLUMN contest_until BIGINT",
                """
                CREATE TABLE case_legacy (
                    source_key BYTEA NOT NULL PRIMARY KEY,
                    case_id BYTEA NOT NULL REFERENCES cases (id),
                    number TEXT NOT NULL,
                    number_key BYTEA NOT NULL,
                    digest BYTEA NOT NULL,
                    at BIGINT NOT NULL
                )
                """,
                "CREATE INDEX case_legacy_number ON case_legacy (number_key)",
                "CREATE INDEX case_legacy_case ON case_legacy (case_id)",
            ]),
        Migration(
            id: "cases-0020-contest",
            statements: [
                // Objections that were begun before it are about something earlier.
                "ALTER TABLE cases ADD COLUMN contest_since BIGINT"
            ]),
        Migration(
            id: "cases-0021-confirm",
            statements: [
                // Cases whose applicant is asked whether it is done: until when silence says no.
                """
                CREATE TABLE case_confirmations (
                    case_id BYTEA PRIMARY KEY REFERENCES cases (id),
                    until BIGINT NOT NULL
                )
                """,
                "CREATE INDEX case_confirmations_until ON case_confirmations (until)",
            ]),
        Migration(
            id: "cases-0021-named-day",
            statements: [
                // The day that a national system named; its register fills it for what runs.
                "ALTER TABLE cases ADD COLUMN named_due_at BIGINT"
            ]),
        Migration(
            id: "cases-0022-anonymous",
            statements: [
                // Whose applicant is hidden from the office too.
                "ALTER TABLE cases ADD COLUMN anonymous BIGINT NOT NULL DEFAULT 0"
            ]),
        Migration(
            id: "cases-0022-ladder",
            statements: [
                // How many rungs a step has come up, when it comes to the next, and to whom it has
                // gone. Steps that are past their time have been up the only rung there was.
                "ALTER TABLE tasks ADD COLUMN rung BIGINT NOT NULL DEFAULT 0",
                "ALTER TABLE tasks ADD COLUMN rung_at BIGINT",
                "UPDATE tasks SET rung = 1 WHERE escalated_unit IS NOT NULL",
                """
                UPDATE tasks SET rung_at = due_at
                WHERE state = 'open' AND overdue_noted = 0 AND due_at IS NOT NULL
                """,
                """
                CREATE TABLE task_escalations (
                    task_id BYTEA NOT NULL REFERENCES tasks (id),
                    rung BIGINT NOT NULL,
                    unit TEXT NOT NULL,
                    role TEXT NOT NULL,
                    PRIMARY KEY (task_id, rung)
                )
                """,
                """
                INSERT INTO task_escalations (task_id, rung, unit, role)
                SELECT id, 1, escalated_unit, escalated_role FROM tasks
                WHERE escalated_unit IS NOT NULL
                """,
                "DROP INDEX tasks_escalated",
                "ALTER TABLE tasks DROP COLUMN escalated_unit",
                "ALTER TABLE tasks DROP COLUMN escalated_role",
                "CREATE INDEX tasks_rung ON tasks (rung_at) WHERE rung_at IS NOT NULL",
                "CREATE INDEX task_escalations_seat ON task_escalations (unit, role)",
            ]),
        Migration(
            id: "cases-0023-ladder-ends",
            statements: [
                // A task that is done has gone up to nobody any more.
                """
                DELETE FROM task_escalations WHERE task_id IN
                    (SELECT id FROM tasks WHERE state = 'done')
                """
            ]),
    ]
}
