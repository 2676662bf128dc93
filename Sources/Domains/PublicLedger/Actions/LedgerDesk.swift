import Cases
import Kernel
import Ledger
import Store
import TransparencyLog

/// Reads the log for pages, and counts acts for publication.
public struct LedgerDesk: Sendable {
    let log: LedgerLog
    let ledger: Ledger
    let store: Store
    let shelf: CatalogueShelf
    let world: World
    let zone: Zone

    public init(
        log: LedgerLog, ledger: Ledger, store: Store, shelf: CatalogueShelf, world: World,
        zone: Zone
    ) {
        self.log = log
        self.ledger = ledger
        self.store = store
        self.shelf = shelf
        self.world = world
        self.zone = zone
    }

    func checkpoint() async throws -> PublishedCheckpoint? {
        try await store.read("ledger.checkpoint") { try log.checkpoint(in: $0) }
    }

    /// Counts what came since, and closes the months that are over: only these are published, and
    /// they never change again, so that nobody sees a count grow by one.
    func count() async throws {
        while try await ledger.advance(reader) {}
        let month = Month(world.now, in: zone).previous
        try await store.write("ledger.months") { tx in try CountRows.close(month, in: tx) }
    }

    /// What is counted: never read per entry, but in batches of a timer.
    private var reader: LedgerReader {
        LedgerReader("public-ledger", batch: 1_000) { [zone] entries, tx in
            let closed = try CountRows.closed(in: tx)
            var cells: [CountCell: Int64] = [:]
            for entry in entries {
                let month = Month(entry.at, in: zone)
                // What is late counts in the first month that is not published yet.
                let open = closed.map { max(month, $0.next) } ?? month
                let cell = CountCell(
                    month: open, type: entry.type, service: entry.service ?? "",
                    unit: entry.unit ?? "")
                cells[cell, default: 0] += 1
            }
            try CountRows.add(cells, in: tx)
        }
    }

    /// The newest closed month that says something; nil before the first.
    func newest() async throws -> PublishedMonth? {
        try await store.read("ledger.newest") { reader in
            guard let month = try CountRows.closed(in: reader) else { return nil }
            return PublishedMonth(month, try CountRows.cells(of: month, in: reader))
        }
    }

    /// All closed months, the newest first, as many as ten years have.
    func months() async throws -> [PublishedMonth] {
        try await store.read("ledger.all") { reader in
            guard let last = try CountRows.closed(in: reader) else { return [] }
            return try CountRows.months(through: last, limit: 120, in: reader).map { month in
                PublishedMonth(month, try CountRows.cells(of: month, in: reader))
            }
        }
    }
}
