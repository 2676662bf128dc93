/// What a `Reader` and a `Transaction` need of an engine. Not Sendable: it stays on one thread.
protocol Connection: AnyObject {
    var engine: Engine { get }
    func rows(_ sql: SQL) throws -> [Row]
    /// Row by row; `body` says false to stop.
    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws
    /// How many rows were changed.
    func execute(_ sql: SQL) throws -> Int
    /// A statement without values, not kept prepared: schema and session statements.
    func run(_ text: String) throws
    /// A statement whose outcome nobody asks for; it may be on its way until the next one that
    /// is asked, and then its error comes there.
    func put(_ sql: SQL) throws
    /// Waits for what is on its way.
    func settle() throws
    /// Forgets what is on its way and was not sent: its transaction is given up.
    func drop()
}

/// Where a statement costs no way, it is run at once.
extension Connection {
    func put(_ sql: SQL) throws { _ = try execute(sql) }
    func settle() throws {}
    func drop() {}
}
