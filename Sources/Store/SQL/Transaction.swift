/// A reader that may change rows. All of it is stored, or nothing.
///
/// A failed statement spoils the transaction (PostgreSQL refuses every further statement; SQLite
/// is held to the same): whoever expects an error puts the statement into a `savepoint`.
public final class Transaction: Reader {
    typealias Hook = @Sendable () -> Void

    private(set) var hooks: [Hook] = []
    /// The first error of a statement outside a finished savepoint.
    private(set) var failure: (any Error)?
    private var depth = 0
    /// How the act came that this is part of; see `WriteCompanion`.
    public internal(set) var via: String?
    private let notices: NoticeHub

    init(_ connection: any Connection, notices: NoticeHub) {
        self.notices = notices
        super.init(connection)
    }

    /// Runs a statement; the number of rows it changed.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        note(sql)
        return try noting { try connection.execute(sql) }
    }

    /// Runs a statement of which nobody needs to know what it did: on PostgreSQL it goes along with
    /// the next one that is asked, or with the commit, and so costs no wait of its own.
    ///
    /// What is wrong with it comes there too, at the latest from `Store.write`. So whoever expects
    /// an error, or looks at what was changed, takes `execute`.
    public func put(_ sql: SQL) throws {
        note(sql)
        try noting { try connection.put(sql) }
    }

    /// Called once, after the commit, before the caller of `write` gets the answer; never when
    /// the transaction or the savepoint around it is rolled back. Must be quick and must not
    /// wait: on SQLite it runs on the only writer.
    public func onCommit(_ hook: @Sendable @escaping () -> Void) {
        hooks.append(hook)
    }

    /// Runs `body`; when it throws, its changes are undone and the transaction stays usable.
    public func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        if let failure { throw failure }
        // An error of what was put before it belongs to the transaction around it.
        try noting { try connection.settle() }
        let level = depth
        let hooksBefore = hooks.count
        try connection.run("SAVEPOINT inner_\(level)")
        depth += 1
        defer { depth = level }
        do {
            let value = try body()
            if let failure { throw failure }
            try connection.settle()
            try connection.run("RELEASE SAVEPOINT inner_\(level)")
            return value
        } catch {
            hooks.removeSubrange(hooksBefore...)
            connection.drop()
            do {
                try connection.run("ROLLBACK TO SAVEPOINT inner_\(level)")
                try connection.run("RELEASE SAVEPOINT inner_\(level)")
                if !StoreError.losesTransaction(error) { failure = nil }
            } catch {
                failure = failure ?? error
            }
            throw error
        }
    }

    /// Wakes `Store.listen` on every node after the commit. `text` ≤ 7,999 bytes.
    public func notify(_ channel: StaticString, _ text: String = "") throws {
        switch engine {
        case .sqlite:
            let name = channel.description
            onCommit { [notices] in notices.post(name, text) }
        case .postgres:
            _ = try rows("SELECT pg_notify(\(channel.description), \(text))")
        }
    }

    /// Holds the named lock until the end of the transaction; waits for it.
    public func lock(_ name: StaticString) throws {
        guard engine == .postgres else { return }
        _ = try rows("SELECT pg_advisory_xact_lock(\(AdvisoryLock.number(name)))")
    }

    /// Like `lock`, but false at once when another node holds it.
    public func tryLock(_ name: StaticString) throws -> Bool {
        guard engine == .postgres else { return true }
        let row = try row("SELECT pg_try_advisory_xact_lock(\(AdvisoryLock.number(name)))")
        return row?.bool(0) ?? false
    }

    /// Lifts the time limit on statements until the end of the transaction: for work on whole
    /// tables.
    func takeYourTime() throws {
        if engine == .postgres { try schema("SET LOCAL statement_timeout = 0") }
    }

    override func noting<Value>(_ body: () throws -> Value) throws -> Value {
        if let failure { throw failure }
        do {
            return try body()
        } catch let error as StoreError {
            failure = error
            throw error
        }
    }
}

/// Names of locks as the 64-bit numbers PostgreSQL wants: FNV-1a, the same on every node.
enum AdvisoryLock {
    static func number(_ name: StaticString) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        name.withUTF8Buffer { buffer in
            for byte in buffer { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return Int64(bitPattern: hash)
    }
}
