import CPostgres

/// One connection to PostgreSQL. Owned by one thread; only its cancel handle leaves it.
final class PostgresHandle: Connection {
    private struct Key: Hashable {
        let text: String
        let types: [Oid]
    }

    let engine = Engine.postgres
    let pointer: OpaquePointer
    let canceller: PostgresCanceller
    /// The read that is running, if one is.
    var ticket: ReadTicket?
    private var prepared: [Key: String] = [:]
    private var counter = 0
    private var cursors = 0
    private var pipeline = PostgresPipeline()

    private static let statementLimit = 512
    private static let fetchSize = 256

    /// Connects; waits at most five seconds unless the URL says otherwise.
    /// - Parameter settings: `SET` statements for the session.
    init(_ url: String, settings: [String]) throws {
        var made: OpaquePointer?
        let pairs = [
            ("connect_timeout", "5"), ("application_name", "pendopo"), ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
        withCStrings(pairs.map(\.0)) { names in
            withCStrings(pairs.map(\.1)) { values in
                made = PQconnectdbParams(names, values, 1)
            }
        }
        guard let pointer = made else { throw StoreError.unavailable("no memory") }
        let canceller = PostgresCanceller(pointer)
        guard PQstatus(pointer) == CONNECTION_OK, let canceller else {
            defer { PQfinish(pointer) }
            throw StoreError.unavailable(PostgresFailure.connectionMessage(pointer))
        }
        self.pointer = pointer
        self.canceller = canceller
        // The server's notices would be printed on the standard error.
        PQsetNoticeProcessor(pointer, { _, _ in }, nil)
        try run(settings.joined(separator: "; "))
    }

    deinit {
        PQfinish(pointer)
    }

    var isBroken: Bool {
        PQstatus(pointer) != CONNECTION_OK || PQpipelineStatus(pointer) != PQ_PIPELINE_OFF
    }

    func run(_ text: String) throws {
        try ticket?.check()
        try settle()
        let result = PQexec(pointer, text)
        defer { PQclear(result) }
        try check(result)
    }

    /// Begins a transaction together with its first statement.
    func begin(_ text: String) { pipeline.begin(text) }

    /// - Throws: `commitUnknown` when the connection broke on the way: the server may have
    ///   stored it. Every other error means that nothing was stored.
    func commit() throws {
        // A connection that was lost before the first statement is no unknown commit.
        if pipeline.begins { try settle() }
        pipeline.add(PostgresPipeline.Step(text: .plain("COMMIT"), parameters: .none))
        let result: OpaquePointer?
        do {
            result = try pipeline.settle(pointer)
        } catch {
            if isBroken {
                throw StoreError.commitUnknown(PostgresFailure.connectionMessage(pointer))
            }
            throw error
        }
        defer { PQclear(result) }
        // The server answers so, without an error, when a statement had failed before.
        guard let status = PQcmdStatus(result), String(cString: status) == "COMMIT" else {
            throw StoreError.statement(code: "25P02", message: "the transaction had failed")
        }
    }

    func rollback() {
        ticket = nil
        drop()
        guard !isBroken, PQtransactionStatus(pointer) != PQTRANS_IDLE else { return }
        try? run("ROLLBACK")
    }

    func put(_ sql: SQL) throws {
        try ticket?.check()
        let parameters = try PostgresParameters(sql.values)
        pipeline.add(
            PostgresPipeline.Step(text: .prepared(try name(sql)), parameters: parameters))
        if pipeline.isFull { try settle() }
    }

    func settle() throws {
        PQclear(try pipeline.settle(pointer))
    }

    func drop() { pipeline.drop() }

    func rows(_ sql: SQL) throws -> [Row] {
        try ticket?.check()
        let result = try executed(sql)
        defer { PQclear(result) }
        return try PostgresCells.rows(result)
    }

    func execute(_ sql: SQL) throws -> Int {
        try ticket?.check()
        let result = try executed(sql)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// Through a cursor: other statements may run in between and memory stays small.
    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        cursors += 1
        let name = "each_\(cursors)"
        try once("DECLARE \(name) NO SCROLL CURSOR FOR \(Self.numbered(sql.text))", sql.values)
        loop: while true {
            try ticket?.check()
            let rows = try once("FETCH \(Self.fetchSize) FROM \(name)", [])
            for row in rows where try !body(row) { break loop }
            if rows.count < Self.fetchSize { break }
        }
        try run("CLOSE \(name)")
    }

    /// A statement that is not worth keeping prepared.
    @discardableResult
    private func once(_ text: String, _ values: [SQLValue]) throws -> [Row] {
        try settle()
        let parameters = try PostgresParameters(values)
        let types = PostgresParameters.types(values)
        let result = parameters.withPointers { pointers, lengths, formats in
            PQexecParams(
                pointer, text, parameters.count, types, pointers, lengths, formats, 1)
        }
        defer { PQclear(result) }
        return try PostgresCells.rows(try check(result))
    }

    /// The caller clears the result.
    private func executed(_ sql: SQL) throws -> OpaquePointer {
        let parameters = try PostgresParameters(sql.values)
        let name = try name(sql)
        guard pipeline.isEmpty else {
            // Behind what waits, and with it.
            pipeline.add(PostgresPipeline.Step(text: .prepared(name), parameters: parameters))
            guard let result = try pipeline.settle(pointer) else {
                throw StoreError.unavailable(PostgresFailure.connectionMessage(pointer))
            }
            return result
        }
        let result = parameters.withPointers { values, lengths, formats in
            PQexecPrepared(pointer, name, parameters.count, values, lengths, formats, 1)
        }
        do {
            return try check(result)
        } catch {
            PQclear(result)
            throw error
        }
    }

    private func name(_ sql: SQL) throws -> String {
        let key = Key(text: sql.text, types: PostgresParameters.types(sql.values))
        if let known = prepared[key] { return known }
        if prepared.count >= Self.statementLimit {
            // Sends first what waits under the old names.
            try run("DEALLOCATE ALL")
            prepared = [:]
        }
        counter += 1
        let name = "s\(counter)"
        let result = PQprepare(
            pointer, name, Self.numbered(sql.text), Int32(key.types.count), key.types)
        defer { PQclear(result) }
        try check(result)
        prepared[key] = name
        return name
    }

    @discardableResult
    private func check(_ result: OpaquePointer?) throws -> OpaquePointer {
        let status = PQresultStatus(result)
        if let result,
            status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
                || status == PGRES_EMPTY_QUERY
        {
            return result
        }
        throw PostgresFailure.error(result, pointer)
    }

    /// `?` becomes `$1`, `$2`, …
    static func numbered(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "?")) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        var number = 0
        for part in text.split(separator: "?", omittingEmptySubsequences: false) {
            if number > 0 { result += "$\(number)" }
            result += part
            number += 1
        }
        return result
    }
}

/// The texts as a C array that ends with NULL.
private func withCStrings(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Void
) {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
        starts.append(bytes.count)
        bytes.append(contentsOf: text.utf8CString)
    }
    bytes.withUnsafeBufferPointer { buffer in
        var pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
        pointers.append(nil)
        pointers.withUnsafeBufferPointer { array in
            if let base = array.baseAddress { body(base) }
        }
    }
}
