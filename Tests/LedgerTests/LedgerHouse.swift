import Contracts
import Kernel
import Store

@testable import Ledger

/// A ledger on a database of its own.
struct LedgerHouse: Sendable {
    let store: Store
    let vault: Vault
    let world: World
    let ledger: Ledger

    init(_ url: DatabaseURL = .temporary, master: MasterKey? = nil) async throws {
        store = try await Store.open(url)
        world = World.system
        vault = Vault(master: try master ?? .random(), world: world)
        ledger = Ledger(store: store, vault: vault, world: world)
        try await store.migrate([StoreMigrations.sealing, LedgerMigrations.all])
    }

    func entry(_ caseID: CaseID?, _ type: String = "case.noted", sealed: JSONValue? = nil)
        -> LedgerEntry
    {
        LedgerEntry(
            type: type, caseID: caseID, actor: .system("test"), service: "penelitian",
            unit: "dpmptsp", facts: ["step": "check", "days": 3], sealed: sealed, at: world.now)
    }

    @discardableResult
    func append(_ caseID: CaseID?, _ type: String = "case.noted") async throws -> CaseActNumber {
        try await store.write("append") { tx in
            try ledger.append(entry(caseID, type), key: nil, in: tx)
        }
    }

    /// The first `count` entries that a subscriber gets.
    func subscribed(_ count: Int, after number: Int64 = 0) async throws -> [LedgerRecord] {
        var found: [LedgerRecord] = []
        for try await batch in ledger.subscribe(after: number, batch: 7) {
            found += batch
            if found.count >= count { break }
        }
        return found
    }
}
