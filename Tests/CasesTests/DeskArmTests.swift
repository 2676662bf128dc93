import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Cases

@Suite("An officer's tasks, cut into ranges of an index")
struct DeskArmTests {
    @Test(
        "are those that the scope opens, for any mixture of positions",
        arguments: TestEngine.available)
    func same(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await BenchSeed(cases: 500, officerOpen: 30, managerOpen: 30, output: nil)
                .fill(city.house) { _ in }
            let units = try await Self.texts("unit", city).compactMap { UnitCode($0) }
            let roles = try await Self.texts("role", city).compactMap { RoleCode($0) }
            let regions = [nil, "32.71", "32.71.01", "32.71.02", "32.71.01.1001", "32.71.02.1003"]
                .map { $0.flatMap { RegionCode($0) } }
            // A task without a region, one of a kelurahan, and some that are not for everybody.
            try await city.house.store.write("test.tasks") { tx in
                for (n, region) in ["32.71.01.1001", "32.71.02.1003", "32.71"].enumerated() {
                    try tx.execute(
                        """
                        UPDATE tasks SET region = \(region), confidentiality = \(n % 2) \
                        WHERE id IN (SELECT id FROM tasks WHERE state = 'open' \
                        ORDER BY id LIMIT 9 OFFSET \(n * 11))
                        """)
                }
            }
            let chance = RandomSource.seeded(7)
            var found: Int64 = 0
            for _ in 0..<60 {
                let seats = (0..<(1 + chance.number(below: 4))).map { _ in
                    Authority(
                        position: city.house.world.id(),
                        unit: units[chance.number(below: min(3, units.count))],
                        role: roles[chance.number(below: min(2, roles.count))],
                        title: LocalizedText(id: "Uji", en: "Test"),
                        region: regions[chance.number(below: regions.count)],
                        permissions: chance.number(below: 3) == 0
                            ? [.workCases, .readRestricted] : [.workCases])
                }
                let officer = Officer(
                    account: city.house.world.id(), name: "Uji",
                    nip: try NIP("198501152010031001"), authorities: seats)
                let scope = officer.taskScope
                let expected = try await city.house.store.read("test.scope") { reader in
                    try reader.row(
                        "SELECT COUNT(*) FROM tasks t WHERE t.state = 'open' AND \(sql: scope)")?
                        .int(0)
                }
                let list = try await city.house.cases.inbox(of: officer, InboxQuery())
                #expect(list.counts[.unit] == expected)
                #expect(Int64(list.items.count) == min(50, expected ?? 0))
                #expect(Set(list.items.map(\.task.id)).count == list.items.count)
                found += expected ?? 0
            }
            #expect(found > 100)
        }
    }

    private static func texts(_ column: String, _ city: TestCity) async throws -> [String] {
        let sql: SQL =
            column == "unit"
            ? """
            SELECT unit FROM tasks WHERE state = 'open' GROUP BY unit ORDER BY COUNT(*) DESC, unit
            """
            : """
            SELECT role FROM tasks WHERE state = 'open' GROUP BY role ORDER BY COUNT(*) DESC, role
            """
        return try await city.house.store.read("test.texts") { try $0.rows(sql).map { $0.text(0) } }
    }
}
