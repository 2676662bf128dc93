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
    ]
}
