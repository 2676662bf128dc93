import Store

extension CaseMigrations {
    /// What officers' lists know of a case beside its tasks. Behind all others of the set.
    static let desk = [
        Migration(
            id: "cases-desk-0001-unanswered",
            statements: [
                "ALTER TABLE cases ADD COLUMN unanswered_at BIGINT",
                // What applicants wrote before anybody was told of it, and nobody has answered.
                """
                UPDATE cases SET unanswered_at = (SELECT MIN(m.at) FROM case_messages m
                    WHERE m.case_id = cases.id AND m.author_kind = 'citizen'
                    AND m.at > COALESCE((SELECT MAX(o.at) FROM case_messages o
                        WHERE o.case_id = cases.id AND o.author_kind = 'officer'
                        AND o.internal = 0), 0))
                    WHERE id IN
                        (SELECT case_id FROM case_messages WHERE author_kind = 'citizen')
                """,
                """
                CREATE INDEX cases_unanswered ON cases (unanswered_at, id)
                    WHERE unanswered_at IS NOT NULL
                """,
            ]),
        Migration(
            id: "cases-desk-0002-team",
            statements: [
                // A team's list: of each unit what nobody holds, then the rest.
                """
                CREATE INDEX tasks_team_free ON tasks (unit, due_at, id, confidentiality, region)
                    WHERE state = 'open' AND claimed_by IS NULL
                """,
                """
                CREATE INDEX tasks_team_held ON tasks (unit, due_at, id, confidentiality, region)
                    WHERE state = 'open' AND claimed_by IS NOT NULL
                """,
            ]),
        Migration(
            id: "cases-desk-0003-urgent",
            statements: [
                // The step's time, or the promise to the applicant when that ends before.
                "ALTER TABLE tasks ADD COLUMN urgent_at BIGINT",
                "ALTER TABLE tasks ADD COLUMN warned_at BIGINT",
                "UPDATE tasks SET urgent_at = due_at WHERE state = 'open'",
                """
                UPDATE tasks SET urgent_at =
                    (SELECT c.due_at FROM cases c WHERE c.id = tasks.case_id)
                    WHERE state = 'open' AND EXISTS (SELECT 1 FROM cases c
                        WHERE c.id = tasks.case_id AND c.clock_stopped_at IS NULL
                        AND c.clock_paused_at IS NULL AND c.due_at < tasks.due_at)
                """,
                "DROP INDEX tasks_desk",
                "DROP INDEX tasks_desk_district",
                "DROP INDEX tasks_team_free",
                "DROP INDEX tasks_team_held",
                """
                CREATE INDEX tasks_desk ON tasks
                    (unit, role, state, urgent_at, id, confidentiality, region)
                    WHERE state <> 'done'
                """,
                """
                CREATE INDEX tasks_desk_district ON tasks
                    (unit, role, substr(region, 1, 8), state, urgent_at, id, confidentiality,
                    region)
                    WHERE state <> 'done'
                """,
                """
                CREATE INDEX tasks_team_free ON tasks
                    (unit, urgent_at, id, confidentiality, region)
                    WHERE state = 'open' AND claimed_by IS NULL
                """,
                """
                CREATE INDEX tasks_team_held ON tasks
                    (unit, urgent_at, id, confidentiality, region)
                    WHERE state = 'open' AND claimed_by IS NOT NULL
                """,
            ]),
    ]
}
