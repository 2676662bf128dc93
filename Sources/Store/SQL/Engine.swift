import Kernel

/// The database underneath, and the few places where the two speak differently.
public enum Engine: String, Sendable, CaseIterable {
    case sqlite, postgres

    /// Ends a `SELECT` that takes work: rows that another node holds are passed over.
    /// SQLite has one writer, so there is nothing to pass over.
    public var claimSuffix: SQL {
        switch self {
        case .sqlite: ""
        case .postgres: " FOR UPDATE SKIP LOCKED"
        }
    }

    /// Ends a `SELECT` whose rows this transaction is about to change.
    public var lockSuffix: SQL {
        switch self {
        case .sqlite: ""
        case .postgres: " FOR UPDATE"
        }
    }

    /// The same when the statement joins tables and only rows of this one are changed.
    public func lockSuffix(of table: SQL) -> SQL {
        switch self {
        case .sqlite: ""
        case .postgres: " FOR UPDATE OF \(sql: table)"
        }
    }

    /// Ends an `INSERT` that is content when the row is already there.
    public var insertIgnoring: SQL { " ON CONFLICT DO NOTHING" }

    /// An expression: the number of the running transaction (BIGINT); 0 on SQLite.
    public var transactionID: SQL {
        switch self {
        case .sqlite: "0"
        case .postgres: "pg_current_xact_id()::text::bigint"
        }
    }

    /// An expression: every transaction with a smaller number has ended (BIGINT). On SQLite the
    /// greatest integer, since the single writer has always ended before the next one reads.
    public var snapshotFloor: SQL {
        switch self {
        case .sqlite: "9223372036854775807"
        case .postgres: "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        }
    }

    /// Condition for a "less or equal" on bytes or text as stored, independent of locale.
    public var binaryCollation: SQL {
        switch self {
        case .sqlite: " COLLATE BINARY"
        case .postgres: " COLLATE \"C\""
        }
    }

    /// An expression for migrations: a UUID of version 7 of a moment, another one for each row.
    func newID(at now: Instant) -> String {
        // The time and the version, in seven bytes.
        let start = UUIDv7(at: now, random: .system).text.filter { $0 != "-" }.prefix(14)
        return switch self {
        case .sqlite:
            "CAST(x'\(start)' || randomblob(1) || x'80' || randomblob(7) AS BLOB)"
        case .postgres:
            "'\\x\(start)'::bytea || substr(uuid_send(gen_random_uuid()), 16, 1) "
                + "|| '\\x80'::bytea || substr(uuid_send(gen_random_uuid()), 10, 7)"
        }
    }
}
