import Store

enum OfficeMigrations {
    /// What stands in the decree behind an appointment and behind its end, and the codes by which
    /// new officers choose their first password. `code_hash` is a keyed hash.
    static let offices = Migration(
        id: "0011-offices-administration",
        statements: [
            "ALTER TABLE people_units ADD COLUMN short TEXT",
            "ALTER TABLE people_units ADD COLUMN contact TEXT",
            "ALTER TABLE people_assignments ADD COLUMN decree TEXT",
            "ALTER TABLE people_assignments ADD COLUMN end_decree TEXT",
            """
            CREATE TABLE people_invitations (
                account BYTEA PRIMARY KEY,
                code_hash BYTEA NOT NULL,
                attempts BIGINT NOT NULL,
                expires_at BIGINT NOT NULL)
            """,
            "CREATE INDEX people_invitations_expiry ON people_invitations (expires_at)",
        ])
}
