import Contracts
import Kernel
import Store

/// On PostgreSQL entries get their city-wide number after their commit; answers do not wait.
///
/// Each entry carries the id of its transaction. Of a snapshot whose oldest running transaction
/// is `xmin`, all transactions below `xmin` are over and no new one will ever be below it: the
/// entries below `xmin` are complete. Numbered by (transaction, entry), round after round, none is
/// skipped, none comes in before one that has a number, and a rollback leaves no gap. The price: a
/// transaction that stays open holds back the numbers of all that began after it.
///
/// Rounds exclude each other by a lock that lives as long as the round's transaction; whichever
/// node comes first does the next round, so nobody has to notice that a node has died.
extension Ledger {
    /// How long an entry may wait for its number when nothing holds it back.
    static let poll = Duration.milliseconds(50)
    /// SQLite belongs to one server, but the command line may write beside it.
    static let pollOfOneNode = Duration.seconds(1)
    private static let lock: Int64 = 0x50656E_6C656467
    static let round = 1000

    /// Numbers entries, tells waiters what other nodes wrote, and runs the readers, until the task
    /// is cancelled. Each node runs it.
    public func run(_ readers: [LedgerReader] = []) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.pump() }
            for reader in readers { group.addTask { await self.follow(reader) } }
        }
    }

    private func pump() async {
        let poll = store.engine == .postgres ? Self.poll : Self.pollOfOneNode
        var told: Int64?
        while !Task.isCancelled {
            let generation = signals.appended.generation
            // A database that is away now may be back at the next look.
            if let last = try? await look(after: told) { told = last }
            await signals.appended.wait(after: generation, longest: poll)
        }
    }

    private func look(after told: Int64?) async throws -> Int64 {
        try await number()
        let last = try await lastNumber()
        guard let told else {
            signals.numbered.raise()
            return last
        }
        if last > told {
            signals.numbered.raise()
            if signals.anyWatches { try await tellWatches(after: told, to: last) }
        }
        return last
    }

    private func tellWatches(after told: Int64, to last: Int64) async throws {
        let grown = try await store.read("grown cases") { reader in
            try reader.rows(
                """
                SELECT case_id, MAX(case_act) FROM ledger
                WHERE seq > \(told) AND seq <= \(last) AND case_id IS NOT NULL GROUP BY case_id
                """
            ).map { row -> (CaseID, Int64) in (row.id(0), row.int(1)) }
        }
        for (caseID, act) in grown { signals.raise(caseID, act: act) }
    }

    /// The highest city-wide number so far.
    public func lastNumber() async throws -> Int64 {
        try await store.read("last ledger number") { reader in
            try reader.row("SELECT last FROM ledger_counter WHERE one = 1")?.int(0) ?? 0
        }
    }

    /// Numbers what can be numbered now; without effect on SQLite. `run` does it by itself: this
    /// is for tests, imports and the command line.
    public func number() async throws {
        guard store.engine == .postgres else { return }
        while try await anyToNumber() {
            let count = try await store.write("number ledger") { try self.numberRound(in: $0) }
            if count < Self.round { return }
        }
    }

    private func anyToNumber() async throws -> Bool {
        try await store.read("ledger unnumbered") { reader in
            try reader.row(
                """
                SELECT 1 FROM ledger WHERE seq IS NULL AND txid < \(sql: Self.oldestRunning)
                LIMIT 1
                """) != nil
        }
    }

    private static let oldestRunning: SQL =
        "CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)"

    /// One round.
    /// - Returns: how many entries got a number; 0 when another node is at it.
    private func numberRound(in tx: Transaction) throws -> Int {
        // The lock first: the statement after it must see what the round before committed.
        let locked = try tx.row("SELECT pg_try_advisory_xact_lock(\(Self.lock))")
        guard locked?.bool(0) == true else { return 0 }
        return try numberRows(in: tx)
    }

    /// Numbers the oldest rows below the oldest running transaction, at most `round` of them. The
    /// floor is read once: the rows and their order come from one statement's snapshot.
    private func numberRows(in tx: Transaction) throws -> Int {
        guard let counter = try tx.row("SELECT last FROM ledger_counter WHERE one = 1") else {
            throw LedgerError.noCounter
        }
        let last = counter.int(0)
        let count = try tx.execute(
            """
            UPDATE ledger SET seq = \(last) + placed.place FROM (
                SELECT id, ROW_NUMBER() OVER (ORDER BY txid, id) AS place FROM ledger
                WHERE seq IS NULL AND txid < \(sql: Self.oldestRunning)
                ORDER BY txid, id LIMIT \(Self.round)
            ) AS placed WHERE placed.id = ledger.id
            """)
        if count > 0 {
            try tx.execute("UPDATE ledger_counter SET last = last + \(count) WHERE one = 1")
        }
        return count
    }
}
