import Store

/// The tables of `Notices`.
public enum NoticeMigrations {
    /// The outbox. Address, subject and body are sealed with a key of the notice's own.
    public static let notices = MigrationSet(
        name: "Notices",
        migrations: [
            Migration(
                id: "0001-outbox",
                statements: [
                    """
                    CREATE TABLE notices (
                        id BYTEA PRIMARY KEY,
                        dedupe TEXT NOT NULL UNIQUE,
                        channel TEXT NOT NULL,
                        template TEXT NOT NULL,
                        language TEXT NOT NULL,
                        case_id BYTEA,
                        account BYTEA,
                        content BYTEA,
                        state TEXT NOT NULL,
                        tries BIGINT NOT NULL,
                        lease_until BIGINT,
                        gateway TEXT,
                        reason TEXT,
                        created_at BIGINT NOT NULL,
                        expires_at BIGINT,
                        sent_at BIGINT)
                    """,
                    "CREATE INDEX notices_time ON notices (created_at)",
                    "CREATE INDEX notices_case ON notices (case_id, created_at)",
                    "CREATE INDEX notices_account ON notices (account, created_at)",
                    "CREATE INDEX notices_state ON notices (state, created_at)",
                ]),
            // Notices to a contact without an account are found by its keyed hash when it is
            // erased; the hash goes with the content.
            Migration(
                id: "0002-contact",
                statements: [
                    "ALTER TABLE notices ADD COLUMN contact_index BYTEA",
                    "CREATE INDEX notices_contact ON notices (contact_index)",
                ]),
        ])
}
