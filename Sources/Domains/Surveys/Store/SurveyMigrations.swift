import Store

/// The tables of `Surveys`. No row of an answer names a case or a person, and none of an invitation
/// says when it was used. `counted` is the month in which an answer entered the figures.
public enum SurveyMigrations {
    public static let all = MigrationSet(
        name: "surveys",
        migrations: [
            Migration(
                id: "surveys-0001",
                statements: [
                    """
                    CREATE TABLE survey_ballots (
                        case_id BYTEA NOT NULL PRIMARY KEY,
                        code BYTEA NOT NULL UNIQUE,
                        service TEXT NOT NULL,
                        unit TEXT NOT NULL,
                        month BIGINT NOT NULL,
                        due_at BIGINT NOT NULL,
                        sent BIGINT NOT NULL DEFAULT 0 CHECK (sent IN (0, 1)),
                        answered BIGINT NOT NULL DEFAULT 0 CHECK (answered IN (0, 1))
                    )
                    """,
                    "CREATE INDEX survey_ballots_due ON survey_ballots (due_at) WHERE sent = 0",
                    """
                    CREATE TABLE survey_answers (
                        id BYTEA NOT NULL PRIMARY KEY,
                        service TEXT NOT NULL,
                        unit TEXT NOT NULL,
                        counted BIGINT,
                        day BIGINT NOT NULL,
                        part TEXT NOT NULL CHECK (part IN ('morning', 'afternoon', 'other')),
                        channel TEXT NOT NULL CHECK (channel IN ('web', 'sms')),
                        u1 BIGINT, u2 BIGINT, u3 BIGINT, u4 BIGINT, u5 BIGINT, u6 BIGINT,
                        u7 BIGINT, u8 BIGINT, u9 BIGINT,
                        sex TEXT, age TEXT, education TEXT, work TEXT,
                        suggestion BYTEA
                    )
                    """,
                    """
                    CREATE INDEX survey_answers_waiting ON survey_answers (service, unit)
                    WHERE counted IS NULL
                    """,
                    """
                    CREATE INDEX survey_answers_said ON survey_answers (unit, counted)
                    WHERE suggestion IS NOT NULL
                    """,
                    """
                    CREATE TABLE survey_sums (
                        service TEXT NOT NULL,
                        unit TEXT NOT NULL,
                        month BIGINT NOT NULL,
                        element TEXT NOT NULL,
                        people BIGINT NOT NULL,
                        total BIGINT NOT NULL,
                        PRIMARY KEY (month, service, unit, element)
                    )
                    """,
                    """
                    CREATE TABLE survey_traits (
                        unit TEXT NOT NULL,
                        month BIGINT NOT NULL,
                        trait TEXT NOT NULL,
                        value TEXT NOT NULL,
                        people BIGINT NOT NULL,
                        PRIMARY KEY (month, unit, trait, value)
                    )
                    """,
                    """
                    CREATE TABLE survey_plans (
                        id BYTEA NOT NULL PRIMARY KEY,
                        unit TEXT NOT NULL,
                        month BIGINT NOT NULL,
                        element TEXT NOT NULL,
                        action TEXT NOT NULL,
                        due_day BIGINT NOT NULL,
                        responsible TEXT NOT NULL,
                        made_at BIGINT NOT NULL,
                        account BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        done_day BIGINT,
                        result TEXT,
                        CHECK ((done_day IS NULL) = (result IS NULL))
                    )
                    """,
                    "CREATE INDEX survey_plans_unit ON survey_plans (unit, made_at)",
                ])
        ])
}
