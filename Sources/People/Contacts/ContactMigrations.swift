import Store

enum ContactMigrations {
    /// A second contact of an account, sealed and found like the first; the code sent there on the
    /// way to a new password; and first contacts that were changed, which can still undo it.
    static let contacts = Migration(
        id: "0009-contacts",
        statements: [
            "ALTER TABLE people_accounts ADD COLUMN second_kind TEXT",
            "ALTER TABLE people_accounts ADD COLUMN second BYTEA",
            "ALTER TABLE people_accounts ADD COLUMN second_index BYTEA",
            "ALTER TABLE people_accounts ADD COLUMN second_at BIGINT",
            "CREATE UNIQUE INDEX people_accounts_second ON people_accounts (second_index)",
            "ALTER TABLE people_flows ADD COLUMN other_hash BYTEA",
            "ALTER TABLE people_flows ADD COLUMN other_attempts BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE people_flows ADD COLUMN other_at BIGINT",
            """
            CREATE TABLE people_contact_changes (
                account BYTEA PRIMARY KEY,
                contact_kind TEXT NOT NULL,
                contact BYTEA NOT NULL,
                contact_index BYTEA NOT NULL,
                token_hash BYTEA NOT NULL UNIQUE,
                changed_at BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                undone_at BIGINT)
            """,
            "CREATE INDEX people_contact_changes_index ON people_contact_changes (contact_index)",
        ])

    /// When ways into an account were last ended: what was made for it outside of sessions before
    /// that (addresses of calendars, browsers that are told) counts no more.
    static let ended = Migration(
        id: "0014-house-ended",
        statements: ["ALTER TABLE people_accounts ADD COLUMN ended_at BIGINT"])
}
