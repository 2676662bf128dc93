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
}
