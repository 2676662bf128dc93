import Contracts
import Kernel
import Store

extension Ledger {
    /// How long an entry may wait for its number when nothing holds it back.
    private static let poll = Duration.milliseconds(60)
    /// Between two rounds of numbering.
    private static let breath = Duration.milliseconds(40)
    /// SQLite belongs to one server, but the command line may write beside it.
    private static let pollOfOneNode = Duration.seconds(1)

    /// Numbers entries, tells waiters what other nodes wrote, and runs the readers, until the task
    /// is cancelled. Each node runs it.
    public func run(_ readers: [LedgerReader] = []) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.pump() }
            group.addTask {
                // Another node has numbered: a hint that spares the wait for the next look.
                for await _ in self.store.listen("ledger") { self.signals.appended.raise() }
            }
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
            // Many commits share a round: numbering each at once would cost more than writing it.
            if store.engine == .postgres { try? await Task.sleep(for: Self.breath) }
            await signals.appended.wait(after: generation, longest: poll)
        }
    }

    /// Numbers, then tells who waits here what came since `told`.
    /// - Returns: up to which number all are told.
    private func look(after told: Int64?) async throws -> Int64 {
        try await number()
        let last = try await lastNumber()
        if last == told { return last }
        signals.numbered.raise()
        let changed =
            if let told {
                try await grown(after: told, to: last)
            } else {
                try await current(signals.watched)
            }
        for (caseID, act) in changed { signals.raise(caseID, act: act) }
        return last
    }

    /// The highest city-wide number so far.
    public func lastNumber() async throws -> Int64 {
        try await store.read("last ledger number", short: true) { reader in
            try reader.row("SELECT last FROM ledger_counter WHERE one = 1")?.int(0) ?? 0
        }
    }

    private func grown(after told: Int64, to last: Int64) async throws -> [(CaseID, Int64)] {
        try await store.read("grown cases") { reader in
            try reader.rows(
                """
                SELECT case_id, MAX(case_act) FROM ledger
                WHERE seq > \(told) AND seq <= \(last) AND case_id IS NOT NULL GROUP BY case_id
                """
            ).map { ($0.id(0), $0.int(1)) }
        }
    }

    /// At the first look nobody knows what came before it: all that is watched is looked up.
    private func current(_ watched: [CaseID]) async throws -> [(CaseID, Int64)] {
        try await store.read("watched cases") { reader in
            try watched.compactMap { caseID in
                let act = try self.lastAct(of: caseID, in: reader)
                return act > 0 ? (caseID, act) : nil
            }
        }
    }
}
