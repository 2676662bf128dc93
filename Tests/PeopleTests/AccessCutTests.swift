import Contracts
import Kernel
import Ledger
import Store
import TestKit
import Testing

@testable import People

@Suite("Cutting the access log")
struct AccessCutTests {
    private static let hour: Int64 = 3_600_000

    /// Three hours with looks and their roots, a year and a day ago; returns the first of them.
    private func filled(_ house: House) async throws -> Int64 {
        house.clock.advance(milliseconds: Self.hour - House.start.milliseconds % Self.hour)
        let begin = house.world.now.milliseconds
        for looks in [3, 2, 0, 1] {
            for _ in 0..<looks { try await house.access.note(house.look(at: house.world.uuid())) }
            house.pass(minutes: 60)
        }
        house.pass(minutes: 60)
        #expect(try await house.roots.takeDue() == 3)
        house.pass(minutes: 366 * 24 * 60)
        return begin
    }

    private func cut(_ house: House, before moment: Int64) async throws -> Int64 {
        var steps = 10
        return try await house.roots.cut(
            before: Instant(milliseconds: moment), steps: &steps)
    }

    private func found(
        _ house: House, _ begin: Int64
    ) async throws -> (cut: Int, sound: Int, broken: [Int: AccessReport.Wrong]) {
        let report = try await house.roots.verify()
        let broken = report.broken.map {
            (Int(($0.start.milliseconds - begin) / Self.hour), $0.what)
        }
        return (report.cut, report.sound, Dictionary(uniqueKeysWithValues: broken))
    }

    private func execute(_ house: House, _ sql: SQL) async throws {
        let changed = try await house.store.write("test.damage") { try $0.execute(sql) }
        #expect(changed > 0)
    }

    @Test(
        "hours that ended before the limit go wholly; count, root and one entry stay",
        arguments: TestEngine.available)
    func whole(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let begin = try await filled(house)
            // Half an hour before its end the second hour is not due.
            #expect(try await cut(house, before: begin + Self.hour * 3 / 2) == 3)
            #expect(try await found(house, begin) == (1, 2, [:]))
            #expect(try await cut(house, before: begin + 2 * Self.hour) == 2)
            #expect(try await cut(house, before: begin + 2 * Self.hour) == 0)
            #expect(try await found(house, begin) == (2, 1, [:]))
            let (roots, entries, left) = try await store.read("test.cut") { reader in
                (
                    try reader.rows("SELECT entries, cut_at FROM access_roots ORDER BY hour"),
                    try reader.rows("SELECT facts FROM ledger WHERE type = 'access.cut'"),
                    try reader.row("SELECT COUNT(*) FROM access_log")?.int(0)
                )
            }
            #expect(roots.map { $0.int(0) } == [3, 2, 1])
            #expect(roots.map { $0.isNull(1) } == [false, false, true])
            #expect(entries.count == 2 && left == 1)
            let facts = try JSONValue(parsing: try #require(entries.first).text(0).utf8)
            #expect(facts["rows"] == 3 && facts["hours"] == .array([.integer(begin)]))
            #expect(try await house.ledger.verify().isSound)
        }
    }

    @Test("nothing younger than a year is cut, whatever is asked for")
    func young() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            let begin = try await filled(house)
            house.pass(minutes: -2 * 24 * 60)
            #expect(try await cut(house, before: house.world.now.milliseconds) == 0)
            #expect(try await found(house, begin) == (0, 3, [:]))
        }
    }

    @Test(
        "what was cut in part, too early or without an entry is found",
        arguments: TestEngine.available)
    func damages(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let begin = try await filled(house)
            // An hour that lost a row before its time stays, as the proof of that.
            try await execute(
                house,
                """
                DELETE FROM access_log WHERE id = (SELECT id FROM access_log \
                WHERE at = \(begin + Self.hour) ORDER BY id LIMIT 1)
                """)
            #expect(try await cut(house, before: begin + 2 * Self.hour) == 3)
            #expect(try await found(house, begin) == (1, 1, [1: .removed]))
            // Marked by hand, without an entry.
            try await execute(
                house, "UPDATE access_roots SET cut_at = 1 WHERE hour = \(begin + Self.hour)")
            #expect(try await found(house, begin) == (1, 1, [1: .partly]))
            try await execute(house, "DELETE FROM access_log WHERE at = \(begin + Self.hour)")
            #expect(try await found(house, begin) == (1, 1, [1: .early]))
            // An entry for it that was written before it was old enough is none.
            try await note(house, hour: begin + Self.hour, before: house.world.now.milliseconds)
            #expect(try await found(house, begin) == (1, 1, [1: .early]))
            // A row that comes back to an hour that was cut.
            try await execute(
                house, "UPDATE access_log SET at = \(begin + 5) WHERE at > \(begin + 2 * Self.hour)"
            )
            #expect(try await found(house, begin) == (0, 0, [0: .partly, 1: .early, 3: .removed]))
        }
    }

    private func note(_ house: House, hour: Int64, before: Int64) async throws {
        let facts: JSONValue = [
            "before": .integer(before), "hours": .array([.integer(hour)]), "rows": 1,
        ]
        try await house.store.write("test.entry") { tx in
            _ = try house.ledger.append(
                LedgerEntry(
                    type: AccessRoots.cutType, actor: .system("access"), facts: facts,
                    at: house.world.now),
                key: nil, in: tx)
        }
    }
}
