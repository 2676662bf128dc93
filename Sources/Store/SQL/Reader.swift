/// A view of the database at one moment. Synchronous and bound to the closure it is given to.
public class Reader {
    let connection: any Connection
    /// How many statements this reader has run.
    public private(set) var statements = 0
    #if DEBUG
    /// What it has run, for tests of plans.
    private(set) var ran: [SQL] = []
    #endif
    /// Set while only short reads are allowed: at most this many rows a statement.
    var rowLimit: Int?

    init(_ connection: any Connection) {
        self.connection = connection
    }

    public var engine: Engine { connection.engine }

    /// All rows. For results whose size has a bound; otherwise `each`.
    public func rows(_ sql: SQL) throws -> [Row] {
        note(sql)
        #if DEBUG
        if rowLimit != nil { try ShortPlans.check(sql, Reader(connection)) }
        #endif
        let rows = try noting { try connection.rows(sql) }
        try checkShort(rows.count, sql)
        return rows
    }

    /// The first row, if any.
    public func row(_ sql: SQL) throws -> Row? {
        try rows(sql).first
    }

    /// Row by row, without holding them all; other statements may run in between. `sql` is a
    /// `SELECT`: what changes rows and returns them goes through `rows`.
    public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try eachWhile(sql) { row in
            try body(row)
            return true
        }
    }

    /// Row by row until `body` returns false.
    public func eachWhile(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        note(sql)
        var count = 0
        try noting {
            try connection.each(sql) { row in
                count += 1
                return try body(row)
            }
        }
        try checkShort(count, sql)
    }

    func note(_ sql: SQL) {
        statements += 1
        #if DEBUG
        ran.append(sql)
        #endif
    }

    /// Hook of `Transaction`, which has to remember that a statement failed.
    func noting<Value>(_ body: () throws -> Value) throws -> Value { try body() }

    private func checkShort(_ count: Int, _ sql: SQL) throws {
        #if DEBUG
        if let rowLimit, count > rowLimit {
            throw StoreError.notShort("\(count) rows: \(sql.text)")
        }
        #endif
    }
}
