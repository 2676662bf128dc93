import Store

enum WalkinMigrations {
    /// People who were served at a counter and do not sign in: accounts without contact and
    /// password, like parties. What they said of themselves is sealed with the key of the account;
    /// the columns `…_index` and the tokens of names are keyed hashes.
    static let walkins = Migration(
        id: "0012-walkins",
        statements: [
            """
            CREATE TABLE people_walkins (
                account BYTEA PRIMARY KEY,
                contact BYTEA,
                contact_index BYTEA,
                nik BYTEA,
                nik_index BYTEA,
                unit TEXT NOT NULL,
                created_by BYTEA NOT NULL,
                created_at BIGINT NOT NULL,
                merged_into BYTEA,
                merged_at BIGINT)
            """,
            "CREATE INDEX people_walkins_nik ON people_walkins (nik_index)",
            "CREATE INDEX people_walkins_contact ON people_walkins (contact_index)",
            """
            CREATE TABLE people_walkin_names (
                token BYTEA NOT NULL,
                account BYTEA NOT NULL,
                PRIMARY KEY (token, account))
            """,
            "CREATE INDEX people_walkin_names_account ON people_walkin_names (account)",
        ])

    /// Whose a case was before an account claimed it: looks at it are shown to its owner.
    static let claims = Migration(
        id: "0013-house-claims",
        statements: [
            """
            CREATE TABLE people_claimed (
                case_id BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                person BYTEA NOT NULL,
                at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_claimed_account ON people_claimed (account)",
            """
            CREATE INDEX people_walkins_merged ON people_walkins (merged_into) \
            WHERE merged_into IS NOT NULL
            """,
        ])

    /// Codes that show that somebody without account reads the contact that they gave.
    static let reporters = Migration(
        id: "0014-reporters",
        statements: [
            """
            CREATE TABLE people_reporter_codes (
                account BYTEA PRIMARY KEY,
                code_hash BYTEA NOT NULL,
                attempts BIGINT NOT NULL,
                expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_reporter_codes_expiry ON people_reporter_codes (expires_at)",
        ])
}
