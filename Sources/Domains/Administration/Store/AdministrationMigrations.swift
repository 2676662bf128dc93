import Store

/// The tables of `Administration`. Units, posts and who holds them are tables of `People`, the
/// exceptions of the calendar one of `Cases`.
enum AdministrationMigrations {
    /// `content` and `answer` are sealed with the key of the row; that of a refused newcomer is
    /// destroyed. `nip_index` is a keyed hash, so that one person is asked for once.
    static let all = MigrationSet(
        name: Administration.name,
        migrations: [
            Migration(
                id: "administration-0001",
                statements: [
                    """
                    CREATE TABLE office_requests (
                        id BYTEA NOT NULL PRIMARY KEY,
                        kind TEXT NOT NULL CHECK (kind IN ('appoint', 'move', 'newcomer')),
                        account BYTEA,
                        position BYTEA NOT NULL,
                        leaving BYTEA,
                        begin_day TEXT NOT NULL,
                        nip_index BYTEA,
                        content BYTEA NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused')),
                        asked_by BYTEA NOT NULL,
                        asked_from BYTEA NOT NULL,
                        asked_at BIGINT NOT NULL,
                        decided_by BYTEA,
                        decided_at BIGINT,
                        answer BYTEA,
                        CHECK ((state = 'open') = (decided_at IS NULL))
                    )
                    """,
                    "CREATE INDEX office_requests_asked ON office_requests (asked_at)",
                    """
                    CREATE INDEX office_requests_open ON office_requests (position)
                    WHERE state = 'open'
                    """,
                ]),
            Migration(
                id: "administration-0002-units",
                statements: [
                    """
                    CREATE TABLE office_unit_requests (
                        id BYTEA NOT NULL PRIMARY KEY,
                        unit TEXT NOT NULL,
                        from_unit TEXT,
                        to_unit TEXT,
                        state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused')),
                        asked_by BYTEA NOT NULL,
                        asked_from BYTEA NOT NULL,
                        asked_at BIGINT NOT NULL,
                        decided_by BYTEA,
                        decided_at BIGINT,
                        answer BYTEA,
                        CHECK ((state = 'open') = (decided_at IS NULL))
                    )
                    """,
                    """
                    CREATE UNIQUE INDEX office_unit_requests_open ON office_unit_requests (unit)
                    WHERE state = 'open'
                    """,
                ]),
            // Processes of the house, each with its last sign of life.
            Migration(
                id: "administration-0002-nodes",
                statements: [
                    """
                    CREATE TABLE office_nodes (
                        id TEXT NOT NULL PRIMARY KEY,
                        name TEXT NOT NULL,
                        version TEXT NOT NULL,
                        began_at BIGINT NOT NULL,
                        beat_at BIGINT NOT NULL
                    )
                    """
                ]),
        ])
}
