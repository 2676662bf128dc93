import Contracts
import Dispatch
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import Ledger

/// What PostgreSQL makes hard: entries become visible in another order than they were written.
@Suite(
    "Order of the ledger on PostgreSQL", .enabled(if: TestEngine.postgresURL != nil),
    .timeLimit(.minutes(15)))
struct LedgerOrderTests {
    /// A write that stays open until it is told to end.
    struct OpenWrite {
        let end: @Sendable (Bool) -> Void
        let done: Task<Void, any Error>
    }

    /// Opens a transaction that has written an entry, and returns while it is open.
    func open(_ house: LedgerHouse, _ type: String) async throws -> OpenWrite {
        let ending = Ending()
        let (written, tell) = AsyncStream.makeStream(of: Void.self)
        let done = Task {
            try await house.store.write("long") { tx in
                try house.ledger.append(
                    house.entry(house.world.id(), type), key: nil, in: tx)
                tell.yield()
                // A thread of the store waits here, none of the cooperative pool.
                if !ending.wait() { throw Refusal(.conflict, "rolled back") }
            }
        }
        for await _ in written { break }
        return OpenWrite(end: { ending.end(committing: $0) }, done: done)
    }

    /// How the open write is to end.
    final class Ending: Sendable {
        private let gate = DispatchSemaphore(value: 0)
        private let commits = Mutex(true)

        func wait() -> Bool {
            gate.wait()
            return commits.withLock { $0 }
        }

        func end(committing: Bool) {
            commits.withLock { $0 = committing }
            gate.signal()
        }
    }

    @Test func anEntryCommittedLateComesBeforeWhatBeganAfterIt() async throws {
        try await LedgerHouse.with(.postgres) { house in
            try await house.running {
                let long = try await open(house, "long")
                for _ in 1...5 { try await house.append(house.world.id(), "short") }
                // Nothing may be numbered past the open transaction, however often one looks.
                for _ in 1...3 { try await house.ledger.number() }
                #expect(try await house.ledger.lastNumber() == 0)
                long.end(true)
                try await long.done.value
                let found = try await house.subscribed(6)
                #expect(found.map(\.type) == ["long"] + Array(repeating: "short", count: 5))
                #expect(found.map(\.number) == [1, 2, 3, 4, 5, 6])
            }
        }
    }

    @Test func aLateRollbackLeavesNoGap() async throws {
        try await LedgerHouse.with(.postgres) { house in
            try await house.running {
                try await house.append(house.world.id(), "before")
                let long = try await open(house, "long")
                try await house.append(house.world.id(), "after")
                long.end(false)
                await #expect(throws: Refusal.self) { try await long.done.value }
                let found = try await house.subscribed(2)
                #expect(found.map(\.type) == ["before", "after"])
                #expect(found.map(\.number) == [1, 2])
            }
        }
    }

    @Test func twoNodesAmongLongAndShortWritesTellTheSameOrder() async throws {
        try await LedgerHouse.withTwo { one, two in
            let runs = [one, two].map { house in Task { await house.ledger.run() } }
            async let first = one.subscribed(220)
            async let second = two.subscribed(220)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...10 {
                    let house = number.isMultiple(of: 2) ? one : two
                    group.addTask {
                        for _ in 1...20 { try await house.append(house.world.id(), "short") }
                    }
                }
                for house in [one, two] {
                    group.addTask {
                        for number in 1...20 {
                            let long = try await open(house, "long")
                            try await house.append(house.world.id(), "beside")
                            long.end(number.isMultiple(of: 2))
                            _ = try? await long.done.value
                        }
                    }
                }
                try await group.waitForAll()
            }
            // 200 short, 40 beside, 20 long of which the others were rolled back: more than asked.
            let (left, right) = (try await first, try await second)
            let common = min(left.count, right.count)
            #expect(left.prefix(common).map(\.id) == right.prefix(common).map(\.id))
            #expect(left.map(\.number) == (1...left.count).map { Int64($0) })
            let rest = try await one.subscribed(260 - left.count, after: Int64(left.count))
            #expect(Set((left + rest).map(\.id)).count == 260)
            for run in runs { run.cancel() }
            for run in runs { await run.value }
            let report = try await one.ledger.verify()
            #expect(report.isSound && report.entries == 260 && report.unnumbered == 0)
        }
    }

    @Test func aNodeThatGoesAwayHoldsNobodyUp() async throws {
        try await LedgerHouse.withTwo { one, two in
            let leaving = Task { await one.ledger.run() }
            try await one.append(one.world.id(), "first")
            _ = try await one.subscribed(1)
            // It goes in the middle of its work, without finishing what it has written.
            try await one.append(one.world.id(), "second")
            leaving.cancel()
            await one.store.close()
            try await two.append(two.world.id(), "third")
            let found = try await two.running { try await two.subscribed(3) }
            #expect(found.map(\.type) == ["first", "second", "third"])
        }
    }

    @Test func actsOfAnotherNodeAreToldHere() async throws {
        try await LedgerHouse.withTwo { one, two in
            try await one.running {
                let caseID: CaseID = one.world.id()
                var signals = one.ledger.actSignals(for: caseID).makeAsyncIterator()
                try await two.append(caseID)
                #expect(await signals.next() == 1)
                try await two.append(caseID)
                #expect(await signals.next() == 2)
            }
        }
    }

    @Test func aReaderIsOnOneNodeAtATimeAndSeesEachEntryOnce() async throws {
        try await LedgerHouse.withTwo { one, two in
            for _ in 1...100 { try await one.append(one.world.id()) }
            // A second handling of an entry would break the primary key.
            let reader = LedgerReader("once", batch: 3) { batch, tx in
                for record in batch {
                    try tx.execute(
                        "INSERT INTO case_acts (case_id, last) VALUES (\(record.id), 1)")
                }
            }
            try await one.settle(100)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for house in [one, two, one, two] {
                    group.addTask { try await house.ledger.catchUp([reader]) }
                }
                try await group.waitForAll()
            }
            try await one.ledger.catchUp([reader])
            let states = try await two.store.read("states") { try two.ledger.readerStates(in: $0) }
            #expect(states.map(\.position) == [100] && states.map(\.failures) == [0])
        }
    }

    @Test func aMovedLedgerIsNumberedToItsEnd() async throws {
        try await LedgerHouse.with(.postgres) { house in
            for _ in 1...3 { try await house.append(house.world.id()) }
            try await house.store.write("as after a move") { tx in
                _ = try tx.execute("UPDATE ledger SET txid = txid + 1000000")
            }
            try await house.ledger.number()
            #expect(try await house.ledger.lastNumber() == 0)
            try await house.ledger.numberAfterMove()
            #expect(try await house.ledger.verify().unnumbered == 0)
            #expect(try await house.ledger.lastNumber() == 3)
        }
    }
}
