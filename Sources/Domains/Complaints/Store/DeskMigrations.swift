import Store

extension ComplaintMigrations {
    /// What officers need beside what everybody reads: how urgent a report is, what was changed of
    /// its public side, to whom it was forwarded, who may not report for a while.
    static let desk = Migration(
        id: "complaints-0002-desk", statements: columns + tables + fill + indexes)

    private static let columns = [
        // The end of the step that is open, or of the promise when that is nearer; far away for
        // what waits.
        """
        ALTER TABLE reports ADD COLUMN urgent_at BIGINT NOT NULL DEFAULT 253370764800000
        """,
        // What an officer put in the place of the reporter's text.
        "ALTER TABLE reports ADD COLUMN edited TEXT",
        "ALTER TABLE reports ADD COLUMN confirmed BIGINT NOT NULL DEFAULT 0",
        // Black boxes, in percent of the picture.
        "ALTER TABLE report_photos ADD COLUMN boxes TEXT",
        // The merged report that somebody supports in truth.
        "ALTER TABLE report_supports ADD COLUMN came_from BYTEA",
    ]

    private static let tables = [
        // Pictures with their boxes burnt in: page 1, and 0 the small one.
        """
        CREATE TABLE report_covers (
            blob BYTEA NOT NULL REFERENCES report_photos (blob),
            page BIGINT NOT NULL,
            picture BYTEA NOT NULL,
            width BIGINT NOT NULL,
            height BIGINT NOT NULL,
            PRIMARY KEY (blob, page)
        )
        """,
        """
        CREATE TABLE report_forwards (
            case_id BYTEA NOT NULL PRIMARY KEY REFERENCES reports (case_id),
            owner TEXT NOT NULL,
            name_id TEXT NOT NULL,
            name_en TEXT NOT NULL,
            contact TEXT NOT NULL,
            way TEXT NOT NULL,
            day TEXT NOT NULL,
            at BIGINT NOT NULL
        )
        """,
        // `reason` is sealed with the key of the case.
        """
        CREATE TABLE report_blocks (
            id BYTEA NOT NULL PRIMARY KEY,
            account BYTEA NOT NULL,
            contact BYTEA,
            case_id BYTEA NOT NULL,
            number TEXT NOT NULL,
            reason BYTEA NOT NULL,
            until_day TEXT NOT NULL,
            at BIGINT NOT NULL,
            by_account BYTEA NOT NULL,
            lifted_at BIGINT
        )
        """,
    ]

    private static let fill = [
        """
        UPDATE reports SET urgent_at = COALESCE((SELECT MIN(t.urgent_at) FROM tasks t
            WHERE t.case_id = reports.case_id AND t.state = 'open'), 253370764800000)
        """
    ]

    private static let indexes = [
        // The desk's list, the most urgent first, and what narrows it.
        "CREATE INDEX reports_urgent ON reports (urgent_at, case_id) WHERE is_open = 1",
        "CREATE INDEX reports_urgent_unit ON reports (unit, urgent_at, case_id) WHERE is_open = 1",
        """
        CREATE INDEX reports_urgent_topic ON reports (topic, urgent_at, case_id)
            WHERE is_open = 1
        """,
        """
        CREATE INDEX reports_urgent_region ON reports (region, urgent_at, case_id)
            WHERE is_open = 1
        """,
        // Figures: all that they count, from the index alone.
        """
        CREATE INDEX reports_figures ON reports (at, unit, region, is_public, cell, state,
            answered_at, due_at, closed_at, refuted, confirmed)
        """,
        "CREATE INDEX report_supports_from ON report_supports (came_from)",
        "CREATE INDEX report_blocks_account ON report_blocks (account, until_day)",
        "CREATE INDEX report_blocks_contact ON report_blocks (contact, until_day)",
        "CREATE INDEX report_blocks_at ON report_blocks (at)",
    ]
}
