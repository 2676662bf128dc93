import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Who looked at whose record")
struct AccessLogTests {
    @Test(
        "a hundred looks at once are two transactions, and none is lost",
        arguments: TestEngine.available)
    func batches(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            // The first write stands before a gate until all others have come.
            let gate = TestGate(places: 0)
            let batches = AccessBatches { rows in
                if rows.count == 1 { await gate.enter() }
                try await AccessLog.write(rows, to: store)
            }
            let (_, counter) = try await StatementCounter.counting {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<100 {
                        let row = AccessRow(
                            id: house.world.uuid(), at: house.clock.now,
                            entry: house.look(at: house.world.uuid(), step: "s\(number)"))
                        group.addTask { try await batches.add([row]) }
                    }
                    while batches.waiting < 99 { await Task.yield() }
                    gate.leave()
                    try await group.waitForAll()
                }
            }
            #expect(counter.entries.count == 2, "\(counter.entries)")
            #expect(counter.statements == 2)
            #expect(try await house.looksNoted() == 100)
        }
    }

    @Test("a statement takes no more than it should; the rest goes with the next")
    func bounded() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            let gate = TestGate(places: 0)
            let sizes = Sizes()
            let batches = AccessBatches { rows in
                if rows.count == 1 { await gate.enter() }
                await sizes.add(rows.count)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<61 {
                    let rows = (0..<(number == 0 ? 1 : 10)).map { _ in
                        AccessRow(
                            id: house.world.uuid(), at: house.clock.now,
                            entry: house.look(at: house.world.uuid()))
                    }
                    group.addTask { try await batches.add(rows) }
                    // So that the single one is the first.
                    if number == 0 { while !batches.isWriting { await Task.yield() } }
                }
                while batches.waiting < 60 { await Task.yield() }
                gate.leave()
                try await group.waitForAll()
            }
            #expect(await sizes.all == [1, 250, 250, 100])
        }
    }

    private actor Sizes {
        private(set) var all: [Int] = []
        func add(_ size: Int) { all.append(size) }
    }

    @Test("a write that fails is told to all who waited for it, and to nobody else")
    func failing() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            let gate = TestGate(places: 0)
            let batches = AccessBatches { rows in
                if rows.count == 1 { await gate.enter() }
                if rows.count > 1 { throw StoreError.diskFull }
                try await AccessLog.write(rows, to: store)
            }
            let answers = await withTaskGroup(of: StoreError?.self) { group in
                for _ in 0..<5 {
                    let row = AccessRow(
                        id: house.world.uuid(), at: house.clock.now,
                        entry: house.look(at: house.world.uuid()))
                    group.addTask {
                        do {
                            try await batches.add([row])
                            return nil
                        } catch { return error as? StoreError }
                    }
                }
                while batches.waiting < 4 { await Task.yield() }
                gate.leave()
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.compactMap { $0 } == Array(repeating: .diskFull, count: 4))
            #expect(try await house.looksNoted() == 1)
            // Whoever comes afterwards writes again.
            gate.leave()
            try await batches.add([
                AccessRow(
                    id: house.world.uuid(), at: house.clock.now,
                    entry: house.look(at: house.world.uuid()))
            ])
            #expect(try await house.looksNoted() == 2)
        }
    }

    @Test(
        "a person's looks are paged newest first; those at others are not among them",
        arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let (person, other) = (house.world.uuid(), house.world.uuid())
            let (first, second) = (CaseID(house.world.uuid()), CaseID(house.world.uuid()))
            for number in 0..<7 {
                // Two at one moment: the id tells them apart.
                if number != 3 { house.pass(minutes: 10) }
                try await house.access.note([
                    house.look(
                        at: person, case: number < 5 ? first : second, step: "s\(number)"),
                    house.look(at: other, case: second),
                ])
            }
            let since = House.start.adding(minutes: 45)
            var page = try await house.access.looks(
                at: AccountID(person), limit: 3, countedSince: since)
            #expect(page.recent == 2 && page.recentPositions == 2)
            var steps = page.records.compactMap(\.step)
            while let older = page.older {
                #expect(AccessCursor(text: older.text) == older)
                page = try await house.access.looks(
                    at: AccountID(person), before: older, limit: 3, countedSince: since)
                steps += page.records.compactMap(\.step)
            }
            #expect(Set(steps) == Set((0..<7).map { "s\($0)" }) && steps.count == 7)
            #expect(steps.first == "s6" && steps.last == "s0")
            let ofCase = try await house.access.looks(
                at: AccountID(person), case: second, countedSince: House.start)
            #expect(ofCase.records.map(\.step) == ["s6", "s5"])
            #expect(ofCase.recent == 2 && ofCase.older == nil)
            for wrong in ["", "x.y", "1", "-1.\(person.text)", "1.\(person.text).2"] {
                #expect(AccessCursor(text: wrong) == nil)
            }
        }
    }

    @Test(
        "whoever takes over what a counter held sees who looked before",
        arguments: TestEngine.available)
    func claimed(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let account = try await house.register("siti@example.id").account
            let person = try await house.register("loket@example.id").account
            let (first, second) = (CaseID(house.world.uuid()), CaseID(house.world.uuid()))
            try await house.access.note([
                house.look(at: person.value, case: first, step: "first"),
                house.look(at: person.value, case: second, step: "second"),
                house.look(at: person.value, step: "record"),
                house.look(at: account.value, step: "own"),
            ])
            let walkins = Walkins(
                accounts: house.accounts, directory: house.directory, access: house.access,
                zone: .wib)
            func steps() async throws -> [String] {
                let page = try await house.access.looks(at: account, countedSince: House.start)
                #expect(Int(page.recent) == page.records.count)
                return page.records.compactMap(\.step).sorted()
            }
            let before = try await steps()
            #expect(before == ["own"])
            try await store.write("test.claim") { tx in
                try walkins.claimed(first, of: person, by: account, in: tx)
            }
            let one = try await steps()
            #expect(one == ["first", "own"])
            try await store.write("test.merge") { tx in
                try tx.execute(
                    """
                    INSERT INTO people_walkins (account, unit, created_by, created_at) \
                    VALUES (\(person), 'dpmptsp', \(account), \(house.world.now))
                    """)
                try walkins.merge(person, into: account, in: tx)
            }
            let all = try await steps()
            #expect(all == ["first", "own", "record", "second"])
        }
    }
}

extension House {
    var access: AccessLog { AccessLog(store: store, world: world) }
    var roots: AccessRoots { AccessRoots(store: store, ledger: ledger, world: world) }

    /// A look of somebody, each from another position.
    func look(
        at person: UUIDv7, case caseID: CaseID? = nil, step: String? = nil
    ) -> AccessEntry {
        AccessEntry(
            account: AccountID(world.uuid()),
            reason: AccessReason(.task, from: PositionID(world.uuid()), step: step),
            subject: AccountID(person), caseID: caseID, service: ServiceCode("penelitian"),
            part: .page)
    }

    func looksNoted() async throws -> Int64? {
        try await store.read("test.looks") { try $0.row("SELECT COUNT(*) FROM access_log")?.int(0) }
    }
}
