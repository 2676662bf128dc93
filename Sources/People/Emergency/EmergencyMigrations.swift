import Store

/// Who opened what in an emergency, and what the inspectorate said to it.
enum EmergencyMigrations {
    /// `reason` and `remark` are sealed with the key of the row.
    static let emergencies = Migration(
        id: "0005-emergencies",
        statements: [
            """
            CREATE TABLE people_emergencies (
                id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                position BYTEA NOT NULL,
                case_id BYTEA NOT NULL,
                number TEXT NOT NULL,
                reason BYTEA NOT NULL,
                opened_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                verdict TEXT,
                remark BYTEA,
                reviewed_by BYTEA,
                reviewed_at BIGINT)
            """,
            "CREATE INDEX people_emergencies_account ON people_emergencies (account, ends_at)",
            "CREATE INDEX people_emergencies_opened ON people_emergencies (opened_at)",
        ])
}
