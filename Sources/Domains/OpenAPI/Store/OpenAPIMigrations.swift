import Store

/// The tables of the open interface. Addresses, secrets and kept answers are sealed with the key of
/// the account whose they are, so that they die with it.
enum OpenAPIMigrations {
    static let all = MigrationSet(
        name: "openapi",
        migrations: [
            Migration(
                id: "openapi-0001-keys",
                statements: [
                    """
                    CREATE TABLE openapi_keys (
                        token BYTEA NOT NULL,
                        key_hash BYTEA NOT NULL,
                        request_hash BYTEA NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('begun', 'acted', 'done')),
                        lease BYTEA NOT NULL,
                        subject BYTEA NOT NULL,
                        begun_at BIGINT NOT NULL,
                        status BIGINT,
                        place TEXT,
                        answer BYTEA,
                        PRIMARY KEY (token, key_hash)
                    )
                    """,
                    "CREATE INDEX openapi_keys_age ON openapi_keys (begun_at)",
                ]),
            Migration(
                id: "openapi-0002-hooks",
                statements: [
                    """
                    CREATE TABLE openapi_hooks (
                        id BYTEA NOT NULL PRIMARY KEY,
                        account BYTEA NOT NULL,
                        token BYTEA NOT NULL,
                        url BYTEA NOT NULL,
                        secret BYTEA NOT NULL,
                        former BYTEA,
                        former_until BIGINT,
                        types TEXT NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
                        created_at BIGINT NOT NULL,
                        paused_at BIGINT
                    )
                    """,
                    "CREATE INDEX openapi_hooks_account ON openapi_hooks (account, created_at)",
                    """
                    CREATE TABLE openapi_deliveries (
                        id BYTEA NOT NULL PRIMARY KEY,
                        hook BYTEA NOT NULL REFERENCES openapi_hooks (id),
                        entry BYTEA NOT NULL,
                        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
                        tries BIGINT NOT NULL,
                        outcome TEXT,
                        created_at BIGINT NOT NULL,
                        tried_at BIGINT,
                        UNIQUE (hook, entry)
                    )
                    """,
                    "CREATE INDEX openapi_deliveries_age ON openapi_deliveries (created_at)",
                ]),
        ])
}
