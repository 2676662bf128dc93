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
            channels,
            // Whether it answers to what its reader has just done; tries of a browser that did
            // not answer, in a row, and when the last of them was counted.
            Migration(
                id: "0004-house",
                statements: [
                    "ALTER TABLE notices ADD COLUMN prompt BIGINT NOT NULL DEFAULT 0",
                    "ALTER TABLE notice_devices ADD COLUMN failures BIGINT NOT NULL DEFAULT 0",
                    "ALTER TABLE notice_devices ADD COLUMN failed_at BIGINT",
                ]),
        ])

    /// Several channels: what a notice is about, when it may leave, whether it was read; what was
    /// chosen; their browsers (address and keys sealed with a key of the row's own); what the house
    /// keeps for itself (sealed likewise).
    private static let channels = Migration(
        id: "0003-messages",
        statements: [
            "ALTER TABLE notices ADD COLUMN kind TEXT",
            "ALTER TABLE notices ADD COLUMN due_at BIGINT",
            "ALTER TABLE notices ADD COLUMN tried_at BIGINT",
            "ALTER TABLE notices ADD COLUMN read_at BIGINT",
            "ALTER TABLE notices ADD COLUMN reference TEXT",
            // Failures while the gateway took others.
            "ALTER TABLE notices ADD COLUMN strikes BIGINT NOT NULL DEFAULT 0",
            // Tries of which nobody knows how they ended.
            "ALTER TABLE notices ADD COLUMN unknowns BIGINT NOT NULL DEFAULT 0",
            """
            CREATE INDEX notices_app ON notices (account, created_at) WHERE channel = 'app'
            """,
            """
            CREATE INDEX notices_unread ON notices (account) \
            WHERE channel = 'app' AND read_at IS NULL
            """,
            "CREATE INDEX notices_held ON notices (account, created_at) WHERE state = 'held'",
            "CREATE INDEX notices_way ON notices (channel, state, created_at)",
            """
            CREATE INDEX notices_gone ON notices (channel, sent_at) WHERE sent_at IS NOT NULL
            """,
            """
            CREATE TABLE notice_people (
                account BYTEA NOT NULL PRIMARY KEY,
                channels TEXT NOT NULL,
                quiet_from BIGINT NOT NULL,
                quiet_until BIGINT NOT NULL,
                quiet_mail BIGINT NOT NULL,
                digest BIGINT NOT NULL,
                devices BIGINT NOT NULL,
                changed_at BIGINT NOT NULL)
            """,
            """
            CREATE TABLE notice_devices (
                id BYTEA NOT NULL PRIMARY KEY,
                account BYTEA NOT NULL,
                endpoint_index BYTEA NOT NULL UNIQUE,
                sealed BYTEA NOT NULL,
                agent TEXT NOT NULL,
                created_at BIGINT NOT NULL)
            """,
            "CREATE INDEX notice_devices_account ON notice_devices (account, created_at)",
            """
            CREATE TABLE notice_house (
                name TEXT NOT NULL PRIMARY KEY,
                id BYTEA NOT NULL,
                sealed BYTEA NOT NULL)
            """,
        ])
}
