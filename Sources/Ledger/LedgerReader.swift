import Kernel
import Store
import Synchronization

/// Somebody who reads every entry of the city once, in order, and keeps where it is in the database.
///
/// `handle` runs in the transaction that moves the position: what it writes through `tx` happens
/// exactly once, also when a node is killed in between. It has no effect elsewhere.
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

extension Ledger {
    func follow(_ reader: LedgerReader) async {
        while !Task.isCancelled {
            let generation = signals.numbered.generation
            let moved = try? await advance(reader)
            // Without news, or after an error: the next signal, or the next look.
            if moved != true {
                await signals.numbered.wait(after: generation, longest: .seconds(1))
            }
        }
    }

    /// Gives the reader its next batch. False when there was none, or another node is at it.
    @discardableResult
    public func advance(_ reader: LedgerReader) async throws -> Bool {
        try await store.write("ledger reader") { tx in
            try tx.execute(
                """
                INSERT INTO ledger_readers (name, position) VALUES (\(reader.name), 0)
                ON CONFLICT (name) DO NOTHING
                """)
            // The row lock makes one node at a time the reader.
            let row = try tx.row(
                """
                SELECT position FROM ledger_readers WHERE name = \(reader.name)\
                \(sql: tx.engine.claimSuffix)
                """)
            guard let position = row?.int(0) else { return false }
            let entries = try self.entries(after: position, limit: reader.batch, in: tx)
            guard let last = entries.last?.number else { return false }
            try reader.handle(entries, tx)
            try tx.execute(
                "UPDATE ledger_readers SET position = \(last) WHERE name = \(reader.name)")
            return true
        }
    }

    /// Numbered entries after `number`, batch by batch, in one order without gaps, for as long as the
    /// stream is read. Only what is asked for is fetched.
    public func subscribe(
        after number: Int64, batch: Int = 256
    ) -> AsyncThrowingStream<[LedgerRecord], any Error> {
        let position = Position(number)
        return AsyncThrowingStream {
            while !Task.isCancelled {
                let generation = signals.numbered.generation
                let after = position.value
                let found = try await store.read("ledger subscriber") { reader in
                    try entries(after: after, limit: batch, in: reader)
                }
                if let last = found.last?.number {
                    position.value = last
                    return found
                }
                await signals.numbered.wait(after: generation, longest: .seconds(1))
            }
            return nil
        }
    }
}


/// Where a subscriber is.
private final class Position: Sendable {
    private let number: Mutex<Int64>
    init(_ number: Int64) { self.number = Mutex(number) }
    var value: Int64 {
        get { number.withLock { $0 } }
        set { number.withLock { $0 = newValue } }
    }
}
