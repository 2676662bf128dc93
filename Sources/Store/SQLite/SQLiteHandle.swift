import GRDB
import GRDBSQLite

/// One connection to a SQLite file. Stays with one thread at a time.
///
/// GRDB opens, configures, backs up and closes it. Statements go to SQLite directly: columns by
/// index, nothing between (GRDB's observation of statements is not used and is taken off).
final class SQLiteHandle: Connection {
    let engine = Engine.sqlite
    let queue: DatabaseQueue
    let pointer: OpaquePointer
    private var prepared: [String: SQLiteStatement] = [:]
    private let watch = SQLiteWatch()

    private static let statementLimit = 512

    init(path: String, readOnly: Bool, _ options: StoreOptions) throws {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.label = readOnly ? "store.read" : "store.write"
        if !readOnly { configuration.journalMode = .wal }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw SQLiteFailure.error(
                code: error.extendedResultCode.rawValue, message: error.message ?? "")
        }
        guard let pointer = queue.inDatabase({ $0.sqliteConnection }) else {
            throw StoreError.unavailable("SQLite gave no connection")
        }
        self.pointer = pointer
        sqlite3_set_authorizer(pointer, nil, nil)
        sqlite3_commit_hook(pointer, nil, nil)
        sqlite3_rollback_hook(pointer, nil, nil)
        sqlite3_update_hook(pointer, nil, nil)
        watch.install(on: pointer)
        // After opening, because GRDB itself sets NORMAL when it switches WAL on, and with that
        // a power cut may take acknowledged writes.
        try run("PRAGMA synchronous = \(options.synchronous == .full ? "FULL" : "OFF")")
        // What is deleted is overwritten: a destroyed key may not stay in a free page. Not every
        // build of SQLite does so by itself.
        if !readOnly { try run("PRAGMA secure_delete = ON") }
        try run("PRAGMA journal_size_limit = 67108864")
        // Emptying the log into the file costs syncs of its own: after 32 MB, not after four.
        if !readOnly { try run("PRAGMA wal_autocheckpoint = 8000") }
        // A whole batch stays in memory until its commit: no page is written twice, and what a
        // savepoint may have to restore does not go through a file of its own.
        try run("PRAGMA cache_size = \(readOnly ? -1000 : -32000)")
        try run("PRAGMA temp_store = MEMORY")
    }

    deinit {
        prepared = [:]
        sqlite3_progress_handler(pointer, 0, nil, nil)
        try? queue.close()
    }

    var inTransaction: Bool { sqlite3_get_autocommit(pointer) == 0 }

    /// Runs `body` on one snapshot, stopped when the ticket says so.
    func read<Value>(_ ticket: ReadTicket, _ body: () throws -> Value) throws -> Value {
        watch.ticket = ticket
        defer { watch.ticket = nil }
        do {
            try run("BEGIN")
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // A rollback may not be stopped by the ticket that is the reason for it.
            watch.ticket = nil
            rollback()
            throw ticket.isCancelled ? CancellationError() : error
        }
    }

    func rollback() {
        guard inTransaction else { return }
        try? run("ROLLBACK")
    }

    func rows(_ sql: SQL) throws -> [Row] {
        var cells: [SQLValue] = []
        var width = 0
        try stepping(sql) { statement in
            width = statement.appendCells(to: &cells)
            return true
        }
        guard width > 0 else { return [] }
        return stride(from: 0, to: cells.count, by: width).map {
            Row(cells: cells, start: $0, count: width)
        }
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        try stepping(sql) { statement in
            var cells: [SQLValue] = []
            let width = statement.appendCells(to: &cells)
            return try body(Row(cells: cells, start: 0, count: width))
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let before = sqlite3_total_changes(pointer)
        var direct = 0
        try stepping(sql) { _ in true }
        direct = Int(sqlite3_changes(pointer))
        // `changes` keeps the count of an earlier statement when this one changed nothing.
        return sqlite3_total_changes(pointer) == before ? 0 : direct
    }

    /// Statements that frame every action: worth keeping prepared.
    private static let frames: Set<String> = [
        "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK", "SAVEPOINT action", "RELEASE action",
        "ROLLBACK TO action",
    ]

    func run(_ text: String) throws {
        guard !Self.frames.contains(text) else {
            return try stepping(SQL(schemaText: text)) { _ in true }
        }
        let code = sqlite3_exec(pointer, text, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure() }
    }

    func failure() -> StoreError {
        if watch.ticket?.isLate == true, sqlite3_errcode(pointer) == SQLITE_INTERRUPT {
            return .timeout
        }
        return SQLiteFailure.error(
            code: sqlite3_extended_errcode(pointer),
            message: String(cString: sqlite3_errmsg(pointer)))
    }

    private func stepping(_ sql: SQL, _ body: (SQLiteStatement) throws -> Bool) throws {
        let statement = try statement(sql.text)
        statement.isBusy = true
        defer {
            statement.reset()
            statement.isBusy = false
        }
        try statement.bind(sql.values)
        while true {
            switch sqlite3_step(statement.pointer) {
            case SQLITE_ROW:
                if try !body(statement) { return }
            case SQLITE_DONE: return
            default: throw failure()
            }
        }
    }

    private func statement(_ text: String) throws -> SQLiteStatement {
        if let known = prepared[text] {
            // The same statement inside its own loop gets a second copy.
            return known.isBusy ? try SQLiteStatement(text, self) : known
        }
        let new = try SQLiteStatement(text, self)
        if prepared.count >= Self.statementLimit {
            prepared = prepared.filter { $0.value.isBusy }
        }
        prepared[text] = new
        return new
    }
}
