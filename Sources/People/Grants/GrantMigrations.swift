import Store

/// Permissions that single positions have beyond their role, and the requests that lead to them.
enum GrantMigrations {
    /// `reason` is sealed with the key of the row.
    static let grants = Migration(
        id: "0006-grants",
        statements: [
            """
            CREATE TABLE people_position_grants (
                position BYTEA NOT NULL,
                permission TEXT NOT NULL,
                granted_at BIGINT NOT NULL,
                PRIMARY KEY (position, permission))
            """,
            """
            CREATE TABLE people_grant_requests (
                id BYTEA PRIMARY KEY,
                position BYTEA NOT NULL,
                permission TEXT NOT NULL,
                change TEXT NOT NULL,
                reason BYTEA NOT NULL,
                state TEXT NOT NULL,
                asked_by BYTEA NOT NULL,
                asked_from BYTEA NOT NULL,
                asked_at BIGINT NOT NULL,
                decided_by BYTEA,
                decided_at BIGINT)
            """,
            "CREATE INDEX people_grant_requests_asked ON people_grant_requests (asked_at)",
        ])
}
