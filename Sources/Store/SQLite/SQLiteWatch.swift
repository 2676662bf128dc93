import GRDBSQLite

/// Stops a long statement from inside, on its own thread: every few thousand steps SQLite asks.
/// `sqlite3_interrupt` from another thread could hit the next reader of the connection instead.
final class SQLiteWatch {
    var ticket: ReadTicket?

    /// `self` has to live as long as the connection.
    func install(on connection: OpaquePointer) {
        sqlite3_progress_handler(
            connection, 4000,
            { context in
                guard let context else { return 0 }
                let watch = Unmanaged<SQLiteWatch>.fromOpaque(context).takeUnretainedValue()
                return watch.ticket?.shouldStop == true ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
