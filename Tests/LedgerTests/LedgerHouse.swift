import Contracts
import Kernel
import Store
import TestKit

@testable import Ledger

/// One node of a city that has a ledger and nothing else.
struct LedgerHouse: Sendable {
    static let sets = [StoreMigrations.sealing, LedgerMigrations.all]

    let store: Store
    let vault: Vault
    let world: World
    let ledger: Ledger

    init(_ store: Store, master: MasterKey) {
        self.store = store
        world = World.system
        vault = Vault(master: master, world: world)
        ledger = Ledger(store: store, vault: vault, world: world)
    }

    /// A node on a database of its own.
    static func with(
        _ engine: TestEngine, _ body: (LedgerHouse) async throws -> Void
    ) async throws {
        try await withStore(engine, sets) { store in
            try await body(LedgerHouse(store, master: try .random()))
        }
    }

    /// Two nodes on one PostgreSQL, which the test closes by itself.
    static func withTwo(_ body: (LedgerHouse, LedgerHouse) async throws -> Void) async throws {
        try await withDatabase(.postgres, sets) { url in
            let master = try MasterKey.random()
            let one = LedgerHouse(try await Store.open(url), master: master)
            let two = LedgerHouse(try await Store.open(url), master: master)
            do {
                try await body(one, two)
            } catch {
                await one.store.close()
                await two.store.close()
                throw error
            }
            await one.store.close()
            await two.store.close()
        }
    }

    func entry(
        _ caseID: CaseID?, _ type: String = "case.noted",
        facts: JSONValue = ["step": "check", "days": 3], sealed: JSONValue? = nil
    )
        -> LedgerEntry
    {
        LedgerEntry(
            type: type, caseID: caseID, actor: .system("test"), service: "penelitian",
            unit: "dpmptsp", facts: facts, sealed: sealed, at: world.now)
    }

    @discardableResult
    func append(_ caseID: CaseID?, _ type: String = "case.noted") async throws -> CaseActNumber {
        try await store.write("append") { tx in
            try ledger.append(entry(caseID, type), key: nil, in: tx)
        }
    }

    /// The first entries that a subscriber gets, until there are `count`.
    func subscribed(_ count: Int, after number: Int64 = 0) async throws -> [LedgerRecord] {
        var found: [LedgerRecord] = []
        for try await batch in ledger.subscribe(after: number, batch: 7) {
            found += batch
            if found.count >= count { break }
        }
        return found
    }

    /// Waits until the first `count` entries are numbered. One look is not enough on PostgreSQL:
    /// transactions of other tests on the same server hold the numbers back.
    func settle(_ count: Int) async throws {
        _ = try await running { try await subscribed(count) }
    }

    /// Runs the ledger while `body` does something.
    func running<Value>(_ body: () async throws -> Value) async throws -> Value {
        let run = Task { await ledger.run() }
        do {
            let value = try await body()
            run.cancel()
            await run.value
            return value
        } catch {
            run.cancel()
            await run.value
            throw error
        }
    }
}
