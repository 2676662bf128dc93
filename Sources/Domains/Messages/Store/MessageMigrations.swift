import Store

/// The tables of `Messages`: keyed hashes, ids and moments, nothing that names anybody.
enum MessageMigrations {
    static let all = MigrationSet(
        name: "messages",
        migrations: [
            Migration(
                id: "messages-0001",
                statements: [
                    // What came in by text message: so that nothing is answered twice, and a number
                    // gets only so many answers a day. The text itself is not kept.
                    """
                    CREATE TABLE messages_incoming (
                        id BYTEA NOT NULL PRIMARY KEY,
                        sender BYTEA NOT NULL,
                        at BIGINT NOT NULL,
                        answered_at BIGINT
                    )
                    """,
                    "CREATE INDEX messages_incoming_sender ON messages_incoming (sender, at)",
                    "CREATE INDEX messages_incoming_at ON messages_incoming (at)",
                    // The address of an officer's calendar: only its hash.
                    """
                    CREATE TABLE messages_calendars (
                        account BYTEA NOT NULL PRIMARY KEY,
                        token BYTEA NOT NULL UNIQUE,
                        made_at BIGINT NOT NULL,
                        read_at BIGINT
                    )
                    """,
                ])
        ])
}
