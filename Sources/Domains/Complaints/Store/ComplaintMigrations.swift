import Store

/// The tables of reports. What stands here in plain is what everybody may read; who reported, and
/// what is not shown, stays sealed with the case.
enum ComplaintMigrations {
    static let all = MigrationSet(
        name: "complaints",
        migrations: [
            Migration(id: "complaints-0001", statements: tables + indexes), desk,
            MapCells.migration, Open311Migrations.all, WayRows.migration, MapCells.narrow,
            MapCells.near, partners, FloodRows.migration, FieldActRows.migration,
            MapCells.facets,
        ])

    private static let tables = [
        """
        CREATE TABLE reports (
            case_id BYTEA NOT NULL PRIMARY KEY,
            number TEXT NOT NULL UNIQUE,
            service TEXT NOT NULL,
            kind TEXT NOT NULL,
            topic TEXT NOT NULL,
            body TEXT,
            place TEXT,
            region TEXT,
            lat BIGINT,
            lon BIGINT,
            cell BIGINT,
            state TEXT NOT NULL,
            is_open BIGINT NOT NULL,
            is_public BIGINT NOT NULL,
            unit TEXT NOT NULL,
            at BIGINT NOT NULL,
            updated_at BIGINT NOT NULL,
            due_at BIGINT,
            answered_at BIGINT,
            closed_at BIGINT,
            reply TEXT,
            supports BIGINT NOT NULL DEFAULT 0,
            dismissal TEXT,
            moved BIGINT NOT NULL DEFAULT 0,
            hidden BIGINT NOT NULL DEFAULT 0,
            merged_into BYTEA,
            refuted BIGINT NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE report_photos (
            blob BYTEA NOT NULL PRIMARY KEY,
            case_id BYTEA NOT NULL REFERENCES reports (case_id),
            place BIGINT NOT NULL,
            is_result BIGINT NOT NULL,
            hidden BIGINT NOT NULL DEFAULT 0
        )
        """,
        """
        CREATE TABLE report_supports (
            case_id BYTEA NOT NULL REFERENCES reports (case_id),
            account BYTEA NOT NULL,
            at BIGINT NOT NULL,
            PRIMARY KEY (case_id, account)
        )
        """,
        """
        CREATE TABLE report_alerts (
            id BYTEA NOT NULL PRIMARY KEY,
            account BYTEA NOT NULL,
            topic TEXT NOT NULL,
            region TEXT NOT NULL,
            at BIGINT NOT NULL,
            UNIQUE (account, topic, region)
        )
        """,
        """
        CREATE TABLE report_texts (
            phone BYTEA NOT NULL PRIMARY KEY,
            draft BYTEA NOT NULL,
            account BYTEA NOT NULL,
            message TEXT NOT NULL,
            answer TEXT NOT NULL,
            at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE report_drafts (
            draft BYTEA NOT NULL PRIMARY KEY,
            account BYTEA NOT NULL,
            secret BYTEA UNIQUE,
            at BIGINT NOT NULL
        )
        """,
    ]

    private static let indexes = [
        // The public lists, newest first, and what narrows them.
        "CREATE INDEX reports_newest ON reports (at, case_id) WHERE is_public = 1",
        "CREATE INDEX reports_topic ON reports (topic, at, case_id) WHERE is_public = 1",
        "CREATE INDEX reports_region ON reports (region, at, case_id) WHERE is_public = 1",
        "CREATE INDEX reports_state ON reports (state, at, case_id) WHERE is_public = 1",
        "CREATE INDEX reports_unit ON reports (unit, at, case_id) WHERE is_public = 1",
        "CREATE INDEX reports_updated ON reports (updated_at, case_id) WHERE is_public = 1",
        // The map: keys of small squares, in which neighbours stand near each other.
        "CREATE INDEX reports_cell ON reports (cell) WHERE is_public = 1 AND cell IS NOT NULL",
        """
        CREATE INDEX reports_cell_open ON reports (cell)
            WHERE is_public = 1 AND is_open = 1 AND cell IS NOT NULL
        """,
        "CREATE INDEX report_photos_case ON report_photos (case_id)",
        "CREATE INDEX report_alerts_place ON report_alerts (region, topic)",
        "CREATE INDEX report_drafts_account ON report_drafts (account)",
        "CREATE INDEX report_drafts_at ON report_drafts (at)",
        "CREATE INDEX report_supports_account ON report_supports (account)",
    ]
}
