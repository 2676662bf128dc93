import Store

/// Whose data are not to be processed further for now.
enum RestrictionMigrations {
    /// Without a case: every case of the account but those of the service through which it was
    /// asked for. Ids, codes and moments only; why stands in the request itself.
    static let restrictions = Migration(
        id: "0010-restrictions",
        statements: [
            """
            CREATE TABLE people_restrictions (
                request BYTEA PRIMARY KEY,
                account BYTEA NOT NULL,
                case_id BYTEA,
                service TEXT NOT NULL,
                since BIGINT NOT NULL,
                by_account BYTEA NOT NULL,
                position BYTEA NOT NULL,
                lifted_at BIGINT,
                lifted_by BYTEA,
                lifted_from BYTEA)
            """,
            "CREATE INDEX people_restrictions_account ON people_restrictions (account)",
        ])
}
