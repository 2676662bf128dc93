import Kernel
import Store
import Synchronization

extension Ledger {
    /// Numbered entries after `number`, batch by batch, in one order without gaps, for as long as
    /// the stream is read. Only what is asked for is fetched, so a slow subscriber costs nothing.
    ///
    /// On PostgreSQL entries come only while some node is in `run`.
    /// - Throws: `StoreError`, which ends the stream: subscribe again after the last number seen.
    public func subscribe(
        after number: Int64 = 0, batch: Int = 256
    ) -> AsyncThrowingStream<[LedgerRecord], any Error> {
        let place = Place(number)
        return AsyncThrowingStream {
            while !Task.isCancelled {
                let generation = signals.numbered.generation
                let after = place.number
                let found = try await store.read("ledger subscriber") { reader in
                    try entries(after: after, limit: batch, in: reader)
                }
                if let last = found.last?.number {
                    place.number = last
                    return found
                }
                await signals.numbered.wait(after: generation, longest: .seconds(1))
            }
            return nil
        }
    }
}

/// Where a subscriber is.
private final class Place: Sendable {
    private let last: Mutex<Int64>

    init(_ number: Int64) { last = Mutex(number) }

    var number: Int64 {
        get { last.withLock { $0 } }
        set { last.withLock { $0 = newValue } }
    }
}
