import Kernel
import Store

/// Somebody who reads every entry of the city, in order, and whose place is kept in the database.
///
/// `handle` runs in the transaction that moves the place: what it writes through `tx` happens
/// exactly once, also when a node is killed in between. It has no effect elsewhere, and no slow
/// work: it enqueues jobs for that.
public struct LedgerReader: Sendable {
    public let name: String
    /// Entries a transaction, at most.
    public let batch: Int
    public let handle: @Sendable ([LedgerRecord], Transaction) throws -> Void

    public init(
        _ name: String, batch: Int = 256,
        handle: @escaping @Sendable ([LedgerRecord], Transaction) throws -> Void
    ) {
        precondition((1...1000).contains(batch))
        self.name = name
        self.batch = batch
        self.handle = handle
    }
}

/// How far a reader is, for those who run the house.
public struct LedgerReaderState: Sendable, Hashable {
    public let name: String
    /// The number of the last entry it has handled.
    public let position: Int64
    /// Tries that failed since the last good one.
    public let failures: Int64
    /// The kind of the last failure; never its text, which may hold personal data.
    public let error: String?
}

extension Ledger {
    /// Gives the reader its next batch.
    /// - Returns: false when there was none, or another node is at it.
    /// - Throws: what `handle` throws; the reader then stays where it is.
    @discardableResult
    public func advance(_ reader: LedgerReader) async throws -> Bool {
        // Writing is dear on SQLite: look first, in a read.
        let news = try await store.read("ledger reader news", short: true) { view in
            // In order, or a plan without figures of the table walks it from its beginning.
            try view.row(
                """
                SELECT seq FROM ledger WHERE seq > COALESCE(\
                (SELECT position FROM ledger_readers WHERE name = \(reader.name)), 0) \
                ORDER BY seq LIMIT 1
                """) != nil
        }
        guard news else { return false }
        return try await store.write("ledger reader") { tx in
            try tx.put(
                """
                INSERT INTO ledger_readers (name, position, failures) VALUES (\(reader.name), 0, 0)
                ON CONFLICT (name) DO NOTHING
                """)
            // The row's lock makes one node at a time the reader.
            let row = try tx.row(
                """
                SELECT position FROM ledger_readers WHERE name = \(reader.name)\
                \(sql: tx.engine.claimSuffix)
                """)
            guard let position = row?.int(0) else { return false }
            let entries = try self.entries(after: position, limit: reader.batch, in: tx)
            guard let last = entries.last?.number else { return false }
            try reader.handle(entries, tx)
            try tx.put(
                """
                UPDATE ledger_readers SET position = \(last), failures = 0, error = NULL
                WHERE name = \(reader.name)
                """)
            return true
        }
    }

    /// Gives the readers everything there is now: for tests, seeding and the command line.
    public func catchUp(_ readers: [LedgerReader]) async throws {
        try await numberCommitted()
        for reader in readers {
            while try await advance(reader) {}
        }
    }

    /// Sets a reader behind everything that has a number: for whoever has built from the tables
    /// what the reader would have made of the entries.
    public func skip(_ name: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO ledger_readers (name, position, failures) \
            SELECT \(name), COALESCE(MAX(seq), 0), 0 FROM ledger WHERE seq IS NOT NULL \
            ON CONFLICT (name) DO UPDATE SET position = excluded.position
            """)
    }

    public func readerStates(in reader: Reader) throws -> [LedgerReaderState] {
        try reader.rows("SELECT name, position, failures, error FROM ledger_readers ORDER BY name")
            .map { row in
                LedgerReaderState(
                    name: row.text(0), position: row.int(1), failures: row.int(2),
                    error: row.optionalText(3))
            }
    }

    /// Runs one reader until the task is cancelled. A reader that fails does not skip: it tries
    /// the same batch again, more and more rarely.
    func follow(_ reader: LedgerReader) async {
        var failures = 0
        while !Task.isCancelled {
            let generation = signals.numbered.generation
            do {
                if try await advance(reader) {
                    failures = 0
                    continue
                }
                await signals.numbered.wait(after: generation, longest: .seconds(1))
            } catch {
                failures += 1
                try? await note(error, of: reader)
                try? await Task.sleep(for: .milliseconds(100 << min(failures, 9)))
            }
        }
    }

    private func note(_ error: any Error, of reader: LedgerReader) async throws {
        let kind = "\(type(of: error))"
        try await store.write("ledger reader failed") { tx in
            _ = try tx.execute(
                """
                INSERT INTO ledger_readers (name, position, failures, error)
                VALUES (\(reader.name), 0, 1, \(kind))
                ON CONFLICT (name) DO UPDATE SET failures = ledger_readers.failures + 1,
                    error = excluded.error
                """)
        }
    }
}
