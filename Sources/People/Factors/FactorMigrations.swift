import Store

/// What somebody has besides a password, and sessions that know how they were opened.
enum FactorMigrations {
    /// `content` is sealed with the key of the account; `mark` is a keyed hash by which a passkey
    /// or a spare code is found.
    static let factors = Migration(
        id: "0003-factors",
        statements: [
            """
            CREATE TABLE people_factors (
                id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                kind TEXT NOT NULL,
                mark BYTEA UNIQUE,
                content BYTEA NOT NULL,
                counter BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                used_at BIGINT)
            """,
            "CREATE INDEX people_factors_account ON people_factors (account, kind)",
            // Somebody between two forms of signing in; `content` is sealed with the row's own key.
            """
            CREATE TABLE people_steps (
                id BYTEA PRIMARY KEY,
                token_hash BYTEA NOT NULL UNIQUE,
                account BYTEA,
                purpose TEXT NOT NULL,
                content BYTEA,
                attempts BIGINT NOT NULL,
                expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_steps_expiry ON people_steps (expires_at)",
            // Challenges that were answered, so that an answer counts once.
            """
            CREATE TABLE people_answered (
                challenge BYTEA PRIMARY KEY,
                expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_answered_expiry ON people_answered (expires_at)",
            "ALTER TABLE people_sessions ADD COLUMN way TEXT NOT NULL DEFAULT 'password'",
            "ALTER TABLE people_sessions ADD COLUMN proven_at BIGINT",
        ])
}
