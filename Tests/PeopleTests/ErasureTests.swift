import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Erasing an account")
struct ErasureTests {
    @Test(
        "leaves no hash by which the person could be found, in no table of People",
        arguments: TestEngine.available)
    func traces(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let account = try await house.register("siti@example.id").account
            let marks = try await store.write("test.fill") { tx -> [[UInt8]] in
                let nik = house.vault.index("3271031708900001", "people.nik-of-citizens")
                let now = house.world.now
                try tx.execute(
                    """
                    UPDATE people_accounts SET nik = \(nik), nik_index = \(nik), level = 2, \
                    level_at = \(now), level_way = 'counter' WHERE id = \(account)
                    """)
                try tx.execute(
                    """
                    INSERT INTO people_resident_queries (id, account, purpose, nik_index, \
                    outcome, asked_at) VALUES (\(house.world.uuid().bytes), \(account), 'level', \
                    \(nik), 'matched', \(now))
                    """)
                try tx.execute(
                    """
                    INSERT INTO people_counter_codes (id, account, code, code_index, expires_at) \
                    VALUES (\(house.world.uuid().bytes), \(account), \(nik), \(nik), \(now))
                    """)
                try tx.execute(
                    """
                    INSERT INTO people_resets (account, password, starts_at, token_hash, \
                    asked_at) VALUES (\(account), 'x', \(now), \(nik), \(now))
                    """)
                let contact = try Contact(typed: "siti@example.id")
                return [nik, house.accounts.contactIndex(contact)]
            }
            _ = try await store.write("test.erase") { tx in
                try house.accounts.erase(account, in: tx)
            }
            let tables: [SQL] = [
                "people_accounts", "people_resident_queries", "people_counter_codes",
                "people_resets", "people_flows", "people_identities", "people_factors",
                "people_sessions", "people_steps",
            ]
            let cells = try await store.read("test.cells") { reader in
                try tables.flatMap { try reader.rows("SELECT * FROM \(sql: $0)") }.flatMap { row in
                    (0..<row.count).map(row.value)
                }
            }
            for mark in marks {
                #expect(!cells.contains(.bytes(mark)))
            }
        }
    }

    @Test(
        "takes along what a counter wrote down of the same person",
        arguments: TestEngine.available)
    func records(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let account = try await house.register("siti@example.id").account
            let record = try await house.register("loket@example.id").account
            let walkins = Walkins(
                accounts: house.accounts, directory: house.directory, access: house.access,
                zone: .wib)
            let mark = house.vault.index("3271031708900001", "people.nik")
            try await store.write("test.merge") { tx in
                try tx.execute(
                    """
                    INSERT INTO people_walkins (account, contact, contact_index, nik, nik_index, \
                    unit, created_by, created_at) VALUES (\(record), \(mark), \(mark), \(mark), \
                    \(mark), 'dpmptsp', \(account), \(house.world.now))
                    """)
                try tx.execute(
                    """
                    UPDATE people_accounts SET nik = \(mark), nik_index = \(mark) \
                    WHERE id = \(record)
                    """)
                try walkins.merge(record, into: account, in: tx)
            }
            // Nobody is found by the closed record any more.
            let tables: [SQL] = ["people_accounts", "people_walkins"]
            let cells = try await store.read("test.cells") { reader in
                try tables.flatMap { try reader.rows("SELECT * FROM \(sql: $0)") }.flatMap { row in
                    (0..<row.count).map(row.value)
                }
            }
            #expect(!cells.contains(.bytes(mark)))
            let contact = house.accounts.contactIndex(try Contact(typed: "loket@example.id"))
            #expect(!cells.contains(.bytes(contact)))
            _ = try await store.write("test.erase") { tx in
                try house.accounts.erase(account, in: tx)
            }
            let left = try await store.read("test.keys") { reader in
                try reader.row(
                    """
                    SELECT (SELECT COUNT(*) FROM data_keys WHERE id = \(record) \
                    AND wrapped IS NOT NULL), (SELECT COUNT(*) FROM people_accounts \
                    WHERE id = \(record) AND state = 'erased')
                    """)
            }
            let row = try #require(left)
            #expect(row.int(0) == 0 && row.int(1) == 1)
        }
    }
}
