import Store

extension CaseMigrations {
    static let signing = [
        Migration(
            id: "cases-signing-0001",
            statements: [
                """
                CREATE TABLE letter_signings (
                    letter_id BYTEA PRIMARY KEY,
                    imprint BYTEA NOT NULL,
                    claimed_until BIGINT NOT NULL,
                    code TEXT,
                    blob BYTEA,
                    digest TEXT)
                """,
                // Why an issued letter does not hold any more, and what stands in its place.
                "ALTER TABLE letters ADD COLUMN void_at BIGINT",
                "ALTER TABLE letters ADD COLUMN void_ground TEXT",
                "ALTER TABLE letters ADD COLUMN successor TEXT",
            ])
    ]
}
