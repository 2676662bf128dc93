import GRDBSQLite

/// SQLite's result codes in our words.
enum SQLiteFailure {
    static func error(code: Int32, message: String) -> StoreError {
        switch code {
        case 2067, 1555, 2579: return .unique(message)  // UNIQUE, PRIMARYKEY, ROWID
        case 787: return .foreignKey(message)
        case 1299: return .notNull(message)
        case 275: return .check(message)
        default: break
        }
        switch code & 0xff {
        case SQLITE_FULL: return .diskFull
        case SQLITE_IOERR: return .io("\(code): \(message)")
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt(message)
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: return .unavailable(message)
        case SQLITE_READONLY: return .readOnly
        case SQLITE_INTERRUPT: return .timeout
        default: return .statement(code: "\(code)", message: message)
        }
    }
}
