import Contracts
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import Ledger

@Suite("Ledger", .timeLimit(.minutes(15)))
struct LedgerTests {
    @Test(arguments: TestEngine.available)
    func anEntryIsReadAsItWasWritten(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let caseID: CaseID = house.world.id()
            let actor = Actor.officer(house.world.id(), house.world.id())
            let entry = LedgerEntry(
                type: "case.submitted", caseID: caseID, actor: actor, service: "penelitian",
                unit: "dpmptsp", facts: ["step": "check"], sealed: ["name": "Siti Aminah"],
                at: house.world.now)
            let act = try await house.store.write("append") { tx in
                let key = try house.vault.createKey(caseID, in: tx)
                return try house.ledger.append(entry, key: key, in: tx)
            }
            #expect(act == 1)
            let (record, sealed) = try await house.store.read("acts") { reader in
                let record = try #require(try house.ledger.acts(of: caseID, in: reader).first)
                return (record, try house.ledger.sealed(record, in: reader))
            }
            #expect(record.entry.actor == actor && record.type == "case.submitted")
            #expect(record.facts == entry.facts && record.at == entry.at && record.act == 1)
            #expect(sealed == entry.sealed)
        }
    }

    @Test(arguments: TestEngine.available)
    func aPrivatePartNeedsAKey(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            await #expect(throws: LedgerError.sealedWithoutKey("case.noted")) {
                try await house.store.write("append") { tx in
                    _ = try house.ledger.append(
                        house.entry(nil, sealed: ["name": "Siti"]), key: nil, in: tx)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func fiftyWritersOfOneCaseGetFiftyNumbers(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let caseID: CaseID = house.world.id()
            let acts = try await withThrowingTaskGroup(of: CaseActNumber.self) { group in
                for _ in 1...50 { group.addTask { try await house.append(caseID) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(acts.sorted() == Array(1...50))
            try await house.settle(50)
            #expect(try await house.ledger.verify().isSound)
        }
    }

    @Test(arguments: TestEngine.available)
    func aRollbackLeavesNoGap(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let caseID: CaseID = house.world.id()
            try await house.append(caseID)
            await #expect(throws: Refusal.self) {
                try await house.store.write("refused") { tx in
                    _ = try house.ledger.append(house.entry(caseID), key: nil, in: tx)
                    throw Refusal(.conflict, "no")
                }
            }
            try await house.append(caseID)
            let found = try await house.running { try await house.subscribed(2) }
            #expect(found.map(\.number) == [1, 2] && found.map(\.act) == [1, 2])
        }
    }

    @Test(arguments: TestEngine.available)
    func aSubscriberGetsAllThatIsWrittenMeanwhileInOrder(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let found = try await house.running {
                async let seen = house.subscribed(200)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 1...10 {
                        group.addTask {
                            let caseID: CaseID = house.world.id()
                            for _ in 1...20 { try await house.append(caseID) }
                        }
                    }
                    try await group.waitForAll()
                }
                return try await seen
            }
            #expect(found.map(\.number) == (1...200).map { Int64($0) })
            #expect(Set(found.map(\.id)).count == 200)
            for (_, acts) in Dictionary(grouping: found, by: \.caseID) {
                #expect(acts.map(\.act) == Array(1...20))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whoWatchesACaseIsToldOfItsActsOnly(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let (mine, other): (CaseID, CaseID) = (house.world.id(), house.world.id())
            var signals = house.ledger.actSignals(for: mine).makeAsyncIterator()
            try await house.append(other)
            try await house.append(mine)
            #expect(await signals.next() == 1)
            try await house.append(other)
            try await house.append(mine)
            try await house.append(mine)
            // Who is slow hears of the newest only, never of an older one after it.
            #expect(await signals.next() == 3)
            let acts = try await house.store.read("acts") { reader in
                try house.ledger.acts(of: mine, after: 1, in: reader).map(\.act)
            }
            #expect(acts == [2, 3])
        }
    }

    @Test(arguments: TestEngine.available)
    func aReaderHandlesEachEntryOnceAlsoAfterAFailure(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            for _ in 1...10 { try await house.append(house.world.id()) }
            try await house.settle(10)
            let failOnce = Mutex(true)
            let reader = LedgerReader("counting", batch: 3) { batch, tx in
                for record in batch {
                    try tx.execute(
                        """
                        INSERT INTO case_acts (case_id, last) VALUES (\(record.id), 1)
                        """)
                }
                if batch.contains(where: { $0.number == 5 }), failOnce.withLock({ $0 }) {
                    failOnce.withLock { $0 = false }
                    throw Refusal(.unavailable, "once")
                }
            }
            await #expect(throws: Refusal.self) { try await house.ledger.catchUp([reader]) }
            try await house.ledger.catchUp([reader])
            let (count, states) = try await house.store.read("count") { view in
                (
                    try view.row("SELECT COUNT(*) FROM case_acts")?.int(0),
                    try house.ledger.readerStates(in: view)
                )
            }
            #expect(count == 20)
            #expect(states.map(\.position) == [10] && states.map(\.name) == ["counting"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aChangedEntryIsFound(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let caseID: CaseID = house.world.id()
            for _ in 1...3 { try await house.append(caseID) }
            try await house.settle(3)
            #expect(try await house.ledger.verify().isSound)
            try await house.store.write("tamper") { tx in
                _ = try tx.execute("UPDATE ledger SET unit = 'other' WHERE case_act = 2")
            }
            let report = try await house.ledger.verify()
            #expect(report.entries == 3 && report.broken.count == 1 && !report.isSound)
            try await house.store.write("remove") { tx in
                _ = try tx.execute("DELETE FROM ledger WHERE case_act = 2")
            }
            let later = try await house.ledger.verify()
            #expect(later.gaps == 1 && later.brokenCases == [caseID])
        }
    }

    @Test(arguments: TestEngine.available)
    func erasureLeavesTheEntryAndNothingToGuessFrom(_ engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let caseID: CaseID = house.world.id()
            try await house.store.write("append") { tx in
                let key = try house.vault.createKey(caseID, in: tx)
                try house.ledger.append(
                    house.entry(caseID, sealed: ["nik": "3271046504930002"]), key: key, in: tx)
            }
            try await house.store.write("erase") { try house.vault.destroyKey(caseID, in: $0) }
            let report = try await house.ledger.verify()
            #expect(report.erased == 1 && report.isSound)
            let record = try await house.store.read("acts") { reader in
                try #require(try house.ledger.acts(of: caseID, in: reader).first)
            }
            // The salt is sealed too: version, nonce and tag around 16 bytes.
            #expect(record.salt.count == 16 + 29)
            await #expect(throws: SealingError.destroyed(caseID.value)) {
                try await house.store.read("sealed") { _ = try house.ledger.sealed(record, in: $0) }
            }
        }
    }

    @Test func theCanonicalFormIsTheOneWrittenDown() throws {
        let id = try #require(UUIDv7(text: "01932c07-209c-7d2a-8c4e-7d3f4d1e5a6b"))
        let entry = LedgerEntry(
            type: "case.noted", caseID: CaseID(id), actor: .system("clock"), unit: "dpmptsp",
            facts: ["b": 1, "a": "x"], at: Instant(milliseconds: 1_750_000_000_000))
        let text = Commitment.value(entry, id: id, act: 4).text
        #expect(
            text == #"{"act":4,"actor":{"account":null,"kind":"system","name":"clock","#
                + #""position":null},"at":1750000000000,"#
                + #""case":"01932c07-209c-7d2a-8c4e-7d3f4d1e5a6b","facts":{"a":"x","b":1},"#
                + #""id":"01932c07-209c-7d2a-8c4e-7d3f4d1e5a6b","sealed":null,"service":null,"#
                + #""type":"case.noted","unit":"dpmptsp","v":1}"#)
    }
}
