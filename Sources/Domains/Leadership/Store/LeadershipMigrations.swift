import Store

/// The tables of `Leadership`: plain facts of cases and sums of them, and what the inspectorate
/// looks at. No name and no text of a person; the words of an inspector are sealed.
public enum LeadershipMigrations {
    public static let all = MigrationSet(
        name: "leadership", migrations: [figures, build, signals, regions, spans])

    private static let figures = Migration(
        id: "leadership-0001-figures",
        statements: [
            // What each case counts for. Sums change by the difference to what stands here.
            """
            CREATE TABLE leadership_cases (
                case_id BYTEA NOT NULL PRIMARY KEY,
                unit TEXT NOT NULL,
                service TEXT NOT NULL,
                level BIGINT NOT NULL,
                step TEXT NOT NULL,
                standing TEXT NOT NULL,
                since BIGINT NOT NULL,
                due BIGINT NOT NULL,
                received BIGINT NOT NULL,
                returned BIGINT NOT NULL,
                decided BIGINT,
                kept BIGINT,
                ended BIGINT,
                outcome TEXT
            )
            """,
            """
            CREATE INDEX leadership_cases_due ON leadership_cases
                (unit, service, due, case_id) WHERE due > 0
            """,
            """
            CREATE INDEX leadership_cases_standing ON leadership_cases
                (unit, service, standing, since, case_id) WHERE ended IS NULL
            """,
            """
            CREATE INDEX leadership_cases_decided ON leadership_cases
                (unit, service, kept, decided, case_id) WHERE decided IS NOT NULL
            """,
            """
            CREATE INDEX leadership_cases_received ON leadership_cases
                (unit, service, received, case_id)
            """,
            """
            CREATE INDEX leadership_cases_ended ON leadership_cases
                (unit, service, outcome, ended, case_id) WHERE ended IS NOT NULL
            """,
            """
            CREATE TABLE leadership_days (
                unit TEXT NOT NULL,
                service TEXT NOT NULL,
                level BIGINT NOT NULL,
                day BIGINT NOT NULL,
                received BIGINT NOT NULL,
                returned BIGINT NOT NULL,
                in_time BIGINT NOT NULL,
                late BIGINT NOT NULL,
                undated BIGINT NOT NULL,
                granted BIGINT NOT NULL,
                refused BIGINT NOT NULL,
                answered BIGINT NOT NULL,
                withdrawn BIGINT NOT NULL,
                lapsed BIGINT NOT NULL,
                PRIMARY KEY (unit, service, level, day)
            )
            """,
            "CREATE INDEX leadership_days_day ON leadership_days (day)",
            // Where the cases that are not closed stand. `due` is the exact moment: what is late
            // at any time is a sum, and nothing has to be changed when a moment passes.
            """
            CREATE TABLE leadership_standing (
                unit TEXT NOT NULL,
                service TEXT NOT NULL,
                level BIGINT NOT NULL,
                step TEXT NOT NULL,
                standing TEXT NOT NULL,
                due BIGINT NOT NULL,
                cases BIGINT NOT NULL,
                PRIMARY KEY (unit, service, level, step, standing, due)
            )
            """,
        ])

    private static let build = Migration(
        id: "leadership-0002-build",
        statements: [
            // `touched` is counted up by whoever changes figures: one at a time.
            """
            CREATE TABLE leadership_state (
                id BIGINT NOT NULL PRIMARY KEY,
                touched BIGINT NOT NULL,
                built BIGINT NOT NULL,
                place BYTEA,
                checked_at BIGINT,
                rebuilt_at BIGINT,
                drift BIGINT NOT NULL
            )
            """,
            // A house that has cases builds its figures from them; entries of before are not read.
            """
            INSERT INTO leadership_state (id, touched, built, drift)
                SELECT 1, 0, CASE WHEN EXISTS (SELECT 1 FROM cases) THEN 0 ELSE 1 END, 0
            """,
            """
            INSERT INTO ledger_readers (name, position, failures)
                SELECT 'leadership.figures', COALESCE(MAX(seq), 0), 0 FROM ledger
            """,
            """
            INSERT INTO ledger_readers (name, position, failures)
                SELECT 'leadership.signals', COALESCE(MAX(seq), 0), 0 FROM ledger
            """,
        ])

    /// For posts that are bound to a region: sums know no regions, their figures are counted here.
    private static let regions = Migration(
        id: "leadership-0004-regions",
        statements: [
            "ALTER TABLE leadership_cases ADD COLUMN region TEXT",
            """
            UPDATE leadership_cases SET region = \
            (SELECT c.region FROM cases c WHERE c.id = leadership_cases.case_id)
            """,
        ])

    private static let signals = Migration(
        id: "leadership-0003-signals",
        statements: [
            // `reason` is sealed with the key of the row.
            """
            CREATE TABLE leadership_signals (
                id BYTEA NOT NULL PRIMARY KEY,
                mark TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                case_id BYTEA NOT NULL,
                unit TEXT NOT NULL,
                service TEXT NOT NULL,
                step TEXT NOT NULL,
                position BYTEA,
                at BIGINT NOT NULL,
                evidence TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'passed')),
                judged_by BYTEA,
                judged_from BYTEA,
                judged_at BIGINT,
                reason BYTEA
            )
            """,
            "CREATE INDEX leadership_signals_list ON leadership_signals (state, at, id)",
            "CREATE INDEX leadership_signals_kind ON leadership_signals (kind, state, at, id)",
            // How often an officer did tasks for an applicant, under a keyed hash of the two.
            """
            CREATE TABLE leadership_pairs (
                pair BYTEA NOT NULL,
                case_id BYTEA NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (pair, case_id)
            )
            """,
            "CREATE INDEX leadership_pairs_at ON leadership_pairs (at)",
        ])

    private static let spans = Migration(
        id: "leadership-0005-spans",
        statements: [
            // Sums of four weeks: day / 28.
            """
            CREATE TABLE leadership_spans (
                unit TEXT NOT NULL,
                service TEXT NOT NULL,
                level BIGINT NOT NULL,
                span BIGINT NOT NULL,
                received BIGINT NOT NULL,
                returned BIGINT NOT NULL,
                in_time BIGINT NOT NULL,
                late BIGINT NOT NULL,
                undated BIGINT NOT NULL,
                granted BIGINT NOT NULL,
                refused BIGINT NOT NULL,
                answered BIGINT NOT NULL,
                withdrawn BIGINT NOT NULL,
                lapsed BIGINT NOT NULL,
                PRIMARY KEY (unit, service, level, span)
            )
            """,
            "CREATE INDEX leadership_spans_span ON leadership_spans (span)",
            """
            INSERT INTO leadership_spans
                SELECT unit, service, level, day / 28,
                    CAST(SUM(received) AS BIGINT),
                    CAST(SUM(returned) AS BIGINT),
                    CAST(SUM(in_time) AS BIGINT),
                    CAST(SUM(late) AS BIGINT),
                    CAST(SUM(undated) AS BIGINT),
                    CAST(SUM(granted) AS BIGINT),
                    CAST(SUM(refused) AS BIGINT),
                    CAST(SUM(answered) AS BIGINT),
                    CAST(SUM(withdrawn) AS BIGINT),
                    CAST(SUM(lapsed) AS BIGINT)
                FROM leadership_days GROUP BY unit, service, level, day / 28
            """,
        ])
}
