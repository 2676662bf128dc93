import Synchronization

extension Store {
    /// Copies every row of one moment into `other`, which has the same migrations and no rows,
    /// in one transaction there. For the move between the engines, both ways.
    /// - Parameter seeded: tables that migrations fill: what they hold in `other` goes first.
    /// - Returns: how many rows were copied.
    /// - Throws: `StoreError.migration` when the two do not have the same schema or `other` is
    ///   not empty; then nothing was changed.
    @discardableResult
    public func copyAll(
        to other: Store, replacing seeded: Set<String> = []
    ) async throws -> Int {
        let tables = try await read("store.copy") { try StoreCopy.plan($0) }
        let migrations = try await read("store.copy") { try StoreCopy.migrations($0) }
        let channel = RowChannel()
        return try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                do {
                    return try await self.read("store.copy", timeout: .seconds(86_400)) { reader in
                        try StoreCopy.send(tables, reader, channel)
                        return 0
                    }
                } catch {
                    channel.cancel()
                    throw error
                }
            }
            group.addTask {
                let copy = StoreCopy(
                    tables: tables, migrations: migrations, seeded: seeded, channel: channel)
                do {
                    return try await other.write("store.copy") { try copy.receive(in: $0) }
                } catch {
                    channel.cancel()
                    throw error
                }
            }
            var count = 0
            var failure: (any Error)?
            while let result = await group.nextResult() {
                switch result {
                case .success(let rows): count += rows
                // Who gave up because of the other has less to tell.
                case .failure(let error):
                    if failure == nil || failure is CancellationError { failure = error }
                }
            }
            if let failure { throw failure }
            return count
        }
    }
}

/// The receiving half, and what both halves agree on.
final class StoreCopy: Sendable {
    private let tables: [SchemaTable]
    private let migrations: Set<[String]>
    private let seeded: Set<String>
    private let channel: RowChannel
    private let begun = Mutex(false)

    static let chunk = 200
    /// Values in one statement; SQLite takes 32,766.
    static let valueLimit = 16_000

    init(
        tables: [SchemaTable], migrations: Set<[String]>, seeded: Set<String>,
        channel: RowChannel
    ) {
        self.tables = tables
        self.migrations = migrations
        self.seeded = seeded
        self.channel = channel
    }

    static func plan(_ reader: Reader) throws -> [SchemaTable] { try SchemaTable.all(reader) }

    static func migrations(_ reader: Reader) throws -> Set<[String]> {
        let rows = try reader.rows("SELECT set_name, id, checksum FROM schema_migrations")
        return Set(rows.map { [$0.text(0), $0.text(1), $0.text(2)] })
    }

    static func send(_ tables: [SchemaTable], _ reader: Reader, _ channel: RowChannel) throws {
        for (index, table) in tables.enumerated() {
            let columns = table.columns.map { SchemaName.quoted($0.name) }.joined(separator: ", ")
            let sql = SQL(schemaText: "SELECT \(columns) FROM \(SchemaName.quoted(table.name))")
            let limit = max(1, min(chunk, valueLimit / max(1, table.columns.count)))
            var rows: [Row] = []
            try reader.each(sql) { row in
                rows.append(row)
                guard rows.count == limit else { return }
                try channel.send(RowChannel.Chunk(table: index, rows: rows))
                rows = []
            }
            if !rows.isEmpty { try channel.send(RowChannel.Chunk(table: index, rows: rows)) }
        }
        channel.finish()
    }

    func receive(in transaction: Transaction) throws -> Int {
        let again = begun.withLock { begun in
            defer { begun = true }
            return begun
        }
        // The rows that came the first time are gone.
        guard !again else { throw StoreError.serialization }
        try transaction.takeYourTime()
        try compare(transaction)
        let references = try deferReferences(transaction)
        var count = 0
        while let chunk = try channel.receive() {
            try insert(chunk.rows, tables[chunk.table], transaction)
            count += chunk.rows.count
        }
        try restoreReferences(references, transaction)
        return count
    }

    private func compare(_ transaction: Transaction) throws {
        guard try SchemaTable.all(transaction) == tables,
            try Self.migrations(transaction) == migrations
        else { throw StoreError.migration("the two databases do not have the same tables") }
        for table in tables {
            let name = SchemaName.quoted(table.name)
            if seeded.contains(table.name) {
                try transaction.execute(SQL(schemaText: "DELETE FROM \(name)"))
            }
            let sql = SQL(schemaText: "SELECT 1 FROM \(name) LIMIT 1")
            guard try transaction.row(sql) == nil else {
                throw StoreError.migration("the table \(table.name) is not empty")
            }
        }
    }

    private func insert(
        _ rows: [Row], _ table: SchemaTable, _ transaction: Transaction
    ) throws {
        let columns = table.columns.map { SchemaName.quoted($0.name) }.joined(separator: ", ")
        let places = "(" + table.columns.map { _ in "?" }.joined(separator: ",") + ")"
        var values: [SQLValue] = []
        values.reserveCapacity(rows.count * table.columns.count)
        for row in rows {
            for (index, column) in table.columns.enumerated() {
                let value = row.value(index)
                values.append(value.isNull ? .null(column.type) : value)
            }
        }
        let list = rows.map { _ in places }.joined(separator: ",")
        try transaction.execute(
            SQL(
                schemaText: """
                    INSERT INTO \(SchemaName.quoted(table.name)) (\(columns)) VALUES \(list)
                    """, values))
    }

    /// References are checked at the end, so that tables may come in any order.
    private func deferReferences(_ transaction: Transaction) throws -> [(String, String)] {
        guard transaction.engine == .postgres else {
            try transaction.schema("PRAGMA defer_foreign_keys = ON")
            return []
        }
        let found = try transaction.rows(
            """
            SELECT r.relname::text, c.conname::text FROM pg_constraint c
            JOIN pg_class r ON r.oid = c.conrelid
            JOIN pg_namespace n ON n.oid = c.connamespace
            WHERE c.contype = 'f' AND NOT c.condeferrable AND n.nspname = current_schema()
            """
        ).map { (SchemaName.quoted($0.text(0)), SchemaName.quoted($0.text(1))) }
        for (table, name) in found {
            try transaction.schema(
                "ALTER TABLE \(table) ALTER CONSTRAINT \(name) DEFERRABLE INITIALLY DEFERRED")
        }
        return found
    }

    private func restoreReferences(
        _ references: [(String, String)], _ transaction: Transaction
    ) throws {
        guard !references.isEmpty else { return }
        try transaction.schema("SET CONSTRAINTS ALL IMMEDIATE")
        for (table, name) in references {
            try transaction.schema(
                "ALTER TABLE \(table) ALTER CONSTRAINT \(name) NOT DEFERRABLE")
        }
    }
}
