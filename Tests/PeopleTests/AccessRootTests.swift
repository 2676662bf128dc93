import Contracts
import Kernel
import Ledger
import Store
import TestKit
import Testing

@testable import People

@Suite("The roots of the access log")
struct AccessRootTests {
    /// Two hours with looks, an hour without, and a look in the hour that runs.
    private func filled(_ house: House) async throws {
        house.clock.advance(milliseconds: 3_600_000 - House.start.milliseconds % 3_600_000)
        for looks in [3, 2, 0, 1] {
            for _ in 0..<looks { try await house.access.note(house.look(at: house.world.uuid())) }
            house.pass(minutes: 60)
        }
        house.pass(minutes: -30)
    }

    private func entries(_ house: House) async throws -> [JSONValue] {
        try await house.store.read("test.entries") { reader in
            try reader.rows(
                "SELECT facts FROM ledger WHERE type = 'access.root' ORDER BY at, id"
            ).map { try JSONValue(parsing: $0.text(0).utf8) }
        }
    }

    @Test(
        "each hour that is over gives one entry, whoever takes it; one that runs gives none",
        arguments: TestEngine.available)
    func taken(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            try await filled(house)
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await house.roots.takeDue() } }
                return try await group.reduce(0, +)
            }
            #expect(counts == 2)
            let told = try await entries(house)
            #expect(told.compactMap { $0["count"]?.integerValue } == [3, 2])
            #expect(told.allSatisfy { $0["root"]?.stringValue?.utf8.count == 64 })
            // Half past: the hour is over five minutes after its end.
            house.pass(minutes: 34)
            #expect(try await house.roots.takeDue() == 0)
            house.pass(minutes: 1)
            #expect(try await house.roots.takeDue() == 1)
            #expect(try await house.roots.takeDue() == 0)
            #expect(try await entries(house).count == 3)
            let report = try await house.roots.verify()
            #expect(report.sound == 3 && report.broken.isEmpty)
            #expect(try await house.ledger.verify().isSound)
        }
    }

    @Test(
        "a row that is changed, taken away or added is found, with its hour",
        arguments: TestEngine.available)
    func damages(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            try await filled(house)
            house.pass(minutes: 60)
            #expect(try await house.roots.takeDue() == 3)
            let begin = try #require(try await entries(house).first?["hour"]?.integerValue)
            let hour: Int64 = 3_600_000

            try await damage(house, "UPDATE access_log SET part = 'file' WHERE at = \(begin)")
            #expect(try await found(house, begin) == [0: .changed])
            try await damage(house, "UPDATE access_log SET part = 'page'")
            #expect(try await found(house, begin).isEmpty)

            try await damage(
                house, "UPDATE access_log SET at = \(begin + 2 * hour) WHERE at = \(begin + hour)")
            // An hour that had none has some now, another one has lost its own.
            #expect(try await found(house, begin) == [1: .removed, 2: .added])
            try await damage(
                house,
                """
                UPDATE access_log SET at = \(begin + hour) \
                WHERE at >= \(begin + 2 * hour) AND at < \(begin + 3 * hour)
                """)
            #expect(try await found(house, begin).isEmpty)

            try await damage(
                house,
                """
                INSERT INTO access_log (id, at, account, position, subject, part, purpose, flags) \
                SELECT \(house.world.uuid()), \(begin + 5), account, position, subject, part, \
                purpose, flags FROM access_log WHERE at = \(begin + 3 * hour)
                """)
            #expect(try await found(house, begin) == [0: .added])
            try await damage(house, "DELETE FROM access_log WHERE at = \(begin + 3 * hour)")
            #expect(try await found(house, begin) == [0: .added, 3: .removed])
            // Whoever makes the table of roots fit is still told by the ledger.
            try await damage(house, "DELETE FROM access_roots WHERE hour = \(begin + 3 * hour)")
            #expect(try await found(house, begin) == [0: .added, 3: .root])
        }
    }

    /// What is wrong, by the number of the hour.
    private func found(_ house: House, _ begin: Int64) async throws -> [Int: AccessReport.Wrong] {
        let broken = try await house.roots.verify().broken
        return Dictionary(
            uniqueKeysWithValues: broken.map {
                (Int(($0.start.milliseconds - begin) / 3_600_000), $0.what)
            })
    }

    private func damage(_ house: House, _ sql: SQL) async throws {
        let changed = try await house.store.write("test.damage") { try $0.execute(sql) }
        #expect(changed > 0)
    }

    @Test("the tree is that of RFC 9162")
    func tree() {
        let leaves = (0..<5).map { [UInt8](repeating: UInt8($0), count: 32) }
        let whole = AccessTree.root(leaves)
        // Four on the left, one on the right; alone it is its own root.
        #expect(AccessTree.root([AccessTree.root(Array(leaves[..<4])), leaves[4]]) == whole)
        #expect(AccessTree.root([leaves[4]]) == leaves[4])
        #expect(AccessTree.root(leaves.reversed()) != whole)
    }
}
