import Contracts
import Kernel
import Store

/// On PostgreSQL entries get their city-wide number after their commit; answers do not wait.
///
/// Each entry carries the id of its transaction. Of a snapshot whose oldest running transaction
/// is `xmin`, all transactions below `xmin` are over and no new one will ever be below it: the
/// entries below `xmin` are complete. Numbered by (transaction, entry), round after round, none is
/// skipped, none comes in before one that has a number, and a rollback leaves no gap. The price: a
/// transaction that stays open holds back the numbers of all that began after it, be it in another
/// database of the same server.
///
/// Rounds exclude each other by a lock that lives as long as the round's transaction; whichever
/// node comes first does the next round, so nobody has to notice that a node has died.
extension Ledger {
    /// Entries numbered in one transaction, at most.
    static let round = 1000

    /// Numbers what can be numbered now; without effect on SQLite. `run` does it by itself: this
    /// is for tests, seeding and the command line.
    public func number() async throws {
        guard store.engine == .postgres else { return }
        while try await anyToNumber() {
            let count = try await store.write("number ledger") { try self.numberRound(in: $0) }
            if count < Self.round { return }
        }
    }

    /// Numbers all that is committed now. Transactions of other databases on the same server may
    /// hold it back for a moment: then it waits, at most two seconds.
    func numberCommitted() async throws {
        guard store.engine == .postgres else { return }
        for _ in 0..<200 {
            try await number()
            let isLeft = try await store.read("ledger unnumbered rest") { reader in
                try reader.row("SELECT 1 FROM ledger WHERE seq IS NULL LIMIT 1") != nil
            }
            guard isLeft else { return }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Numbers all that is left, after the ledger came from another server by `move` or `restore`:
    /// there the transactions of its entries mean nothing. Nobody else may be writing.
    public func numberAfterMove() async throws {
        try await store.write("number moved ledger") { tx in
            try tx.lock("ledger sequencer")
            while try numberRows(in: tx, below: "9223372036854775807") == Self.round {}
        }
    }

    private func anyToNumber() async throws -> Bool {
        try await store.read("ledger unnumbered") { reader in
            try reader.row(
                """
                SELECT 1 FROM ledger
                WHERE seq IS NULL AND txid < \(sql: reader.engine.snapshotFloor) LIMIT 1
                """) != nil
        }
    }

    /// One round.
    /// - Returns: how many entries got a number; 0 when another node is at it.
    private func numberRound(in tx: Transaction) throws -> Int {
        // The lock first: the statements after it must see what the round before committed.
        guard try tx.tryLock("ledger sequencer") else { return 0 }
        let count = try numberRows(in: tx, below: tx.engine.snapshotFloor)
        if count > 0 {
            try tx.notify("ledger")
            tx.onCommit { [signals] in signals.numbered.raise() }
        }
        return count
    }

    /// The oldest rows below `floor`, at most `round`. Rows, order and floor come from the snapshot
    /// of one statement.
    private func numberRows(in tx: Transaction, below floor: SQL) throws -> Int {
        guard let counter = try tx.row("SELECT last FROM ledger_counter WHERE one = 1") else {
            throw LedgerError.noCounter
        }
        let count = try tx.execute(
            """
            UPDATE ledger SET seq = \(counter.int(0)) + placed.place FROM (
                SELECT id, ROW_NUMBER() OVER (ORDER BY txid, id) AS place FROM ledger
                WHERE seq IS NULL AND txid < \(sql: floor)
                ORDER BY txid, id LIMIT \(Self.round)
            ) AS placed WHERE placed.id = ledger.id
            """)
        if count > 0 {
            try tx.execute("UPDATE ledger_counter SET last = last + \(count) WHERE one = 1")
        }
        return count
    }
}
