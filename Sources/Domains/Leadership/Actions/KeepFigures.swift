import Contracts
import Kernel
import Ledger
import Store

/// Keeps the figures: follows the ledger, builds them in a house that has cases already, and
/// compares them with a full recount every night.
public struct FigureKeeper: Sendable {
    /// Cases a transaction, while figures are built.
    static let part = 1_000
    static let readerName = "leadership.figures"

    let store: Store
    let ledger: Ledger
    let world: World
    let rows: FigureRows

    public init(store: Store, ledger: Ledger, world: World, zone: Zone) {
        self.store = store
        self.ledger = ledger
        self.world = world
        rows = FigureRows(zone: zone)
    }

    /// Counts the cases anew that something happened on, and those that were merged into them:
    /// they end with them without an entry of their own.
    public var reader: LedgerReader {
        LedgerReader(Self.readerName) { [rows] records, tx in
            let ids = Array(Set(records.compactMap(\.caseID)))
            guard !ids.isEmpty else { return }
            try FigureRows.hold(tx)
            let merged = try tx.rows(
                """
                SELECT from_case FROM case_links \
                WHERE to_case IN \(list: ids) AND kind = 'merged'
                """
            ).map { $0.id(0) as CaseID }
            try rows.refresh(Array(Set(ids + merged)), in: tx)
        }
    }

    /// Builds the figures of a house that had cases before it had figures, part by part, going on
    /// where it stopped.
    public func build() async throws {
        while try await buildPart() {}
    }

    private func buildPart() async throws -> Bool {
        let isBuilt = try await store.read("leadership.built", short: true) { reader in
            try reader.row("SELECT built FROM leadership_state WHERE id = 1")?.bool(0) ?? true
        }
        guard !isBuilt else { return false }
        return try await store.write("leadership.build") { [rows] tx in
            try FigureRows.hold(tx)
            let row = try tx.row("SELECT built, place FROM leadership_state WHERE id = 1")
            guard let row, !row.bool(0) else { return false }
            let (last, _) = try rows.refresh(
                after: row.optionalID(1), limit: Self.part, in: tx)
            try tx.execute(
                """
                UPDATE leadership_state SET place = \(last), \
                built = \(last == nil ? 1 : 0) WHERE id = 1
                """)
            return last != nil
        }
    }

    /// Compares all sums with a full recount from the rows of the cases. What differs is put right,
    /// and said in the ledger (`figures.rebuilt`).
    /// - Returns: how many sums, and cases behind them, differed.
    @discardableResult
    public func check() async throws -> Int {
        try await build()
        var found = 0
        // What happened on a case and was not read yet is no drift: it is counted, then compared.
        for _ in 0..<5 {
            try await ledger.catchUp([reader])
            try await countUnread()
            found = try await differences()
            if found == 0 { break }
        }
        if found > 0 { try await repair() }
        let (now, drift) = (world.now, Int64(found))
        try await store.write("leadership.checked") { [ledger] tx in
            try tx.execute(
                "UPDATE leadership_state SET checked_at = \(now), drift = \(drift) WHERE id = 1")
            guard drift > 0 else { return }
            try tx.execute("UPDATE leadership_state SET rebuilt_at = \(now) WHERE id = 1")
            try ledger.append(
                LedgerEntry(
                    type: "figures.rebuilt", actor: .system("figures"),
                    facts: .object(["sums": .integer(drift)]), at: now),
                key: nil, in: tx)
        }
        return found
    }

    /// Counts the cases of entries that wait for their number, or for the reader.
    private func countUnread() async throws {
        try await store.write("leadership.unread") { [rows] tx in
            try FigureRows.hold(tx)
            let ids = try tx.rows(
                """
                SELECT case_id FROM ledger WHERE seq IS NULL AND case_id IS NOT NULL \
                UNION SELECT case_id FROM ledger WHERE case_id IS NOT NULL AND seq > \
                (SELECT position FROM ledger_readers WHERE name = \(Self.readerName))
                """
            ).map { $0.id(0) as CaseID }
            for start in stride(from: 0, to: ids.count, by: Self.part) {
                let part = ids[start..<min(start + Self.part, ids.count)]
                try rows.refresh(Array(part), in: tx)
            }
        }
    }

    private func differences() async throws -> Int {
        // It reads every case, in one snapshot with what is kept.
        try await store.read("leadership.recount", timeout: .seconds(600)) { [rows] reader in
            let sums = try FigureSums.kept(in: reader)
                .differences(try FigureSums.recounted(rows, in: reader))
            // The sums may be right by chance while a list is wrong.
            return sums + (try rows.strays(in: reader))
        }
    }

    /// Counts every case anew, then the sums.
    private func repair() async throws {
        try await store.write("leadership.repair") { tx in
            try tx.execute("UPDATE leadership_state SET built = 0, place = NULL WHERE id = 1")
        }
        try await build()
        try await store.write("leadership.sums") { tx in
            try FigureRows.hold(tx)
            try tx.execute(
                """
                DELETE FROM leadership_cases WHERE NOT EXISTS \
                (SELECT 1 FROM cases c WHERE c.id = leadership_cases.case_id)
                """)
            try FigureSums.write(try FigureSums.ofCases(in: tx), in: tx)
        }
    }

    /// Builds everything from the cases and reads no entry of before: for a house whose rows were
    /// written in bulk.
    public func buildAnew() async throws {
        let readers = [Self.readerName, SignalFinder.readerName]
        try await store.write("leadership.anew") { [ledger] tx in
            for reader in readers { try ledger.skip(reader, in: tx) }
            try tx.execute("UPDATE leadership_state SET built = 0, place = NULL WHERE id = 1")
        }
        try await build()
    }
}
