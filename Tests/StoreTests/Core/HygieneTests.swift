import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("Settings that the house does not leave to the server")
struct HygieneTests {
    @Test("SQLite overwrites what is deleted, so that a destroyed key is in no free page")
    func overwritten() async throws {
        try await withDatabase(.sqlite) { url in
            let path = try #require(url.path)
            let secret = Array("kunci-yang-dimusnahkan-4711".utf8)
            let store = try await Store.open(url)
            try await store.migrate(Shelf.all)
            try await store.write("put") { tx in
                try tx.execute("INSERT INTO thing (id, b) VALUES (\([1] as [UInt8]), \(secret))")
            }
            let setting: Int64? = try await store.write("setting") { tx in
                try tx.row("PRAGMA secure_delete").map { $0.int(0) }
            }
            #expect(setting == 1)
            try await store.write("destroy") { tx in
                try tx.execute("DELETE FROM thing")
            }
            await store.close()
            let file = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(file.range(of: Data(secret)) == nil)
        }
    }

    @Test(
        "writing on PostgreSQL is READ COMMITTED, whatever is usual on the server",
        .enabled(if: TestEngine.postgresURL != nil))
    func isolation() async throws {
        try await withDatabase(.postgres) { url in
            let first = try await Store.open(url)
            try await first.write("usual") { tx in
                try tx.execute(
                    """
                    DO $$ BEGIN EXECUTE format(
                        'ALTER DATABASE %I SET default_transaction_isolation = serializable',
                        current_database()); END $$
                    """)
            }
            await first.close()
            let store = try await Store.open(url)
            let levels: [String] = try await store.write("level") { tx in
                try tx.rows(
                    """
                    SELECT current_setting('transaction_isolation') UNION ALL
                    SELECT current_setting('default_transaction_isolation')
                    """
                ).map { $0.text(0) }
            }
            await store.close()
            #expect(levels == ["read committed", "serializable"])
        }
    }
}
