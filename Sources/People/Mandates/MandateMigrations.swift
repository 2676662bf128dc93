import Store

/// Acting for others.
enum MandateMigrations {
    /// Parties are accounts that nobody signs in to: they have no contact and no password. Numbers
    /// and what is noted of papers are sealed with the key of the account; `number_index` is a
    /// keyed hash.
    static let mandates = Migration(
        id: "0008-mandates",
        statements: [
            """
            CREATE TABLE people_parties (
                account BYTEA PRIMARY KEY,
                kind TEXT NOT NULL,
                number BYTEA,
                number_index BYTEA,
                tax BYTEA,
                created_by BYTEA NOT NULL)
            """,
            "CREATE INDEX people_parties_number ON people_parties (number_index)",
            """
            CREATE TABLE people_mandates (
                id BYTEA PRIMARY KEY,
                party BYTEA NOT NULL,
                agent BYTEA,
                role TEXT NOT NULL,
                state TEXT NOT NULL,
                services TEXT,
                from_day TEXT NOT NULL,
                until_day TEXT,
                given_by BYTEA NOT NULL,
                code_index BYTEA UNIQUE,
                code_until BIGINT,
                paper BYTEA,
                created_at BIGINT NOT NULL,
                ended_at BIGINT,
                ended_by BYTEA)
            """,
            "CREATE INDEX people_mandates_party ON people_mandates (party, state)",
            "CREATE INDEX people_mandates_agent ON people_mandates (agent, state)",
            // Codes that are shown at a counter: to have a party proven, or, without one, to bring
            // a power of attorney on paper.
            """
            CREATE TABLE people_mandate_codes (
                id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL UNIQUE,
                party BYTEA,
                code BYTEA NOT NULL,
                code_index BYTEA NOT NULL UNIQUE,
                officer BYTEA,
                expires_at BIGINT NOT NULL)
            """,
            "ALTER TABLE people_sessions ADD COLUMN mandate BYTEA",
        ])
}
