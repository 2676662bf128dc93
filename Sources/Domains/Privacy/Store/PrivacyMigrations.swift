import Store

/// The tables of `Privacy`: ids, counts and moments, and sealed texts of breaches.
public enum PrivacyMigrations {
    public static let all = MigrationSet(
        name: "privacy",
        migrations: [
            Migration(
                id: "privacy-0001",
                statements: [
                    """
                    CREATE TABLE privacy_erasures (
                        request BYTEA NOT NULL PRIMARY KEY,
                        account BYTEA NOT NULL,
                        at BIGINT NOT NULL,
                        by_account BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        whole BIGINT NOT NULL CHECK (whole IN (0, 1)),
                        cases BIGINT NOT NULL,
                        kept BIGINT NOT NULL,
                        drafts BIGINT NOT NULL
                    )
                    """,
                    "CREATE INDEX privacy_erasures_at ON privacy_erasures (at)",
                    """
                    CREATE TABLE privacy_runs (
                        id BYTEA NOT NULL PRIMARY KEY,
                        at BIGINT NOT NULL,
                        cases BIGINT NOT NULL,
                        drafts BIGINT NOT NULL,
                        notices BIGINT NOT NULL,
                        consents BIGINT NOT NULL,
                        complete BIGINT NOT NULL CHECK (complete IN (0, 1))
                    )
                    """,
                    "CREATE INDEX privacy_runs_at ON privacy_runs (at)",
                    """
                    CREATE TABLE privacy_breaches (
                        id BYTEA NOT NULL PRIMARY KEY,
                        found_at BIGINT NOT NULL,
                        noted_at BIGINT NOT NULL,
                        by_account BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        people BIGINT NOT NULL CHECK (people >= 0),
                        sealed BYTEA NOT NULL,
                        agency_at BIGINT,
                        people_at BIGINT
                    )
                    """,
                    "CREATE INDEX privacy_breaches_found ON privacy_breaches (found_at)",
                ]),
            Migration(
                id: "privacy-0002",
                statements: [
                    "ALTER TABLE privacy_runs ADD COLUMN looks BIGINT NOT NULL DEFAULT 0",
                    "ALTER TABLE privacy_runs ADD COLUMN questions BIGINT NOT NULL DEFAULT 0",
                    "ALTER TABLE privacy_runs ADD COLUMN emergencies BIGINT NOT NULL DEFAULT 0",
                    // What a granted case of rights asks for, looked up once for each closing: the
                    // answer is sealed, and opening all of them for every page would grow for ever.
                    """
                    CREATE TABLE privacy_requests (
                        request BYTEA NOT NULL PRIMARY KEY,
                        closed_at BIGINT NOT NULL,
                        wish TEXT NOT NULL
                    )
                    """,
                    "CREATE INDEX privacy_requests_wish ON privacy_requests (wish, closed_at)",
                ]),
            Migration(
                id: "privacy-0003",
                statements: [
                    "ALTER TABLE privacy_runs ADD COLUMN mandates BIGINT NOT NULL DEFAULT 0"
                ]),
            Migration(
                id: "privacy-0004-permits",
                statements: [
                    "ALTER TABLE privacy_runs ADD COLUMN permits BIGINT NOT NULL DEFAULT 0"
                ]),
            Migration(
                id: "privacy-0004-programs",
                statements: [
                    "ALTER TABLE privacy_runs ADD COLUMN programs BIGINT NOT NULL DEFAULT 0"
                ]),
        ])
}
