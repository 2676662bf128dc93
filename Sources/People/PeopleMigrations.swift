import Store

/// The tables of `People`.
public enum PeopleMigrations {
    /// Names, contacts and NIPs are sealed with the key of their account;
    /// the columns ending in `_index` are keyed hashes for equality look-up.
    public static let people = MigrationSet(
        name: "People",
        migrations: [
            Migration(
                id: "0001-accounts",
                statements: [
                    """
                    CREATE TABLE people_accounts (
                        id BYTEA PRIMARY KEY,
                        kind TEXT NOT NULL,
                        state TEXT NOT NULL,
                        level BIGINT NOT NULL,
                        language TEXT NOT NULL,
                        name BYTEA NOT NULL,
                        contact_kind TEXT,
                        contact BYTEA,
                        contact_index BYTEA UNIQUE,
                        nip BYTEA,
                        nip_index BYTEA UNIQUE,
                        rank BYTEA,
                        password TEXT,
                        password_at BIGINT,
                        created_at BIGINT NOT NULL)
                    """,
                    """
                    CREATE TABLE people_flows (
                        id BYTEA PRIMARY KEY,
                        token_hash BYTEA NOT NULL UNIQUE,
                        purpose TEXT NOT NULL,
                        language TEXT NOT NULL,
                        contact_kind TEXT NOT NULL,
                        contact BYTEA NOT NULL,
                        contact_index BYTEA NOT NULL,
                        code_hash BYTEA,
                        attempts BIGINT NOT NULL,
                        confirmed_at BIGINT,
                        expires_at BIGINT NOT NULL)
                    """,
                    "CREATE INDEX people_flows_expiry ON people_flows (expires_at)",
                    """
                    CREATE TABLE people_throttles (
                        bucket BYTEA PRIMARY KEY,
                        level BIGINT NOT NULL,
                        changed_at BIGINT NOT NULL)
                    """,
                    """
                    CREATE TABLE people_sessions (
                        id BYTEA PRIMARY KEY,
                        token_hash BYTEA NOT NULL UNIQUE,
                        account BYTEA NOT NULL,
                        kind TEXT NOT NULL,
                        network_index BYTEA NOT NULL,
                        agent TEXT NOT NULL,
                        created_at BIGINT NOT NULL,
                        seen_at BIGINT NOT NULL,
                        expires_at BIGINT NOT NULL,
                        ended_at BIGINT)
                    """,
                    "CREATE INDEX people_sessions_account ON people_sessions (account, created_at)",
                    "CREATE INDEX people_sessions_expiry ON people_sessions (expires_at)",
                ]),
            Migration(
                id: "0002-organisation",
                statements: [
                    """
                    CREATE TABLE people_units (
                        code TEXT PRIMARY KEY,
                        name_id TEXT NOT NULL,
                        name_en TEXT NOT NULL,
                        parent TEXT,
                        active BIGINT NOT NULL)
                    """,
                    """
                    CREATE TABLE people_positions (
                        id BYTEA PRIMARY KEY,
                        code TEXT NOT NULL UNIQUE,
                        unit TEXT NOT NULL,
                        role TEXT NOT NULL,
                        title_id TEXT NOT NULL,
                        title_en TEXT NOT NULL,
                        region TEXT,
                        level BIGINT NOT NULL,
                        active BIGINT NOT NULL)
                    """,
                    "CREATE INDEX people_positions_role ON people_positions (unit, role)",
                    """
                    CREATE TABLE people_assignments (
                        id BYTEA PRIMARY KEY,
                        account BYTEA NOT NULL,
                        position BYTEA NOT NULL,
                        from_day TEXT NOT NULL,
                        until_day TEXT)
                    """,
                    "CREATE INDEX people_assignments_account ON people_assignments (account)",
                    "CREATE INDEX people_assignments_position ON people_assignments (position)",
                    """
                    CREATE TABLE people_delegations (
                        id BYTEA PRIMARY KEY,
                        position BYTEA NOT NULL,
                        account BYTEA NOT NULL,
                        capacity TEXT NOT NULL,
                        from_day TEXT NOT NULL,
                        until_day TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        given_by BYTEA,
                        created_at BIGINT NOT NULL)
                    """,
                    "CREATE INDEX people_delegations_account ON people_delegations (account)",
                    "CREATE INDEX people_delegations_position ON people_delegations (position)",
                    """
                    CREATE TABLE people_role_permissions (
                        role TEXT NOT NULL,
                        permission TEXT NOT NULL,
                        PRIMARY KEY (role, permission))
                    """,
                ]),
            FactorMigrations.factors,
            ProviderMigrations.identities,
            EmergencyMigrations.emergencies,
            GrantMigrations.grants,
            ResetMigrations.resets,
            LevelMigrations.levels,
            MandateMigrations.mandates,
            RecoveryMigrations.recoveries,
            ContactMigrations.contacts,
            RestrictionMigrations.restrictions,
            TokenMigrations.tokens,
            OfficeMigrations.offices,
            ImportMigrations.imports,
            WalkinMigrations.walkins,
            WalkinMigrations.claims,
            WalkinMigrations.reporters,
            ContactMigrations.ended,
            OfficialKeyMigrations.keys,
        ])
}
