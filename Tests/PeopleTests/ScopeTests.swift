import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("The one predicate")
struct ScopeTests {
    private static let units = ["dinas-a", "dinas-b", "dinas-c"]
    private static let regions: [String?] = [nil, "32.71", "32.71.01", "32.71.01.1001", "32.71.02"]

    private static func seat(
        _ unit: String, _ region: String?, _ level: Confidentiality
    ) throws -> AccessScope.Seat {
        AccessScope.Seat(
            units: [try #require(UnitCode(unit))],
            region: try region.map { try #require(RegionCode($0)) }, confidentiality: level)
    }

    private static func scopes() throws -> [AccessScope] {
        [
            .nothing, .everything,
            AccessScope(seats: [try seat("dinas-a", nil, .normal)]),
            AccessScope(seats: [try seat("dinas-a", "32.71.01", .restricted)]),
            AccessScope(seats: [
                try seat("dinas-a", "32.71.01", .normal), try seat("dinas-b", "32.71.02", .secret),
            ]),
            AccessScope(seats: [AccessScope.Seat(units: [])]),
        ]
    }

    @Test("the query and the check in memory agree on every row", arguments: TestEngine.available)
    func agree(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            try await store.migrate([
                MigrationSet(
                    name: "probe",
                    migrations: [
                        Migration(
                            id: "1",
                            statements: [
                                "CREATE TABLE probe (unit TEXT, region TEXT, level BIGINT)"
                            ])
                    ])
            ])
            try await store.write("fill") { tx in
                for unit in Self.units {
                    for region in Self.regions {
                        for level in Confidentiality.allCases {
                            try tx.execute(
                                "INSERT INTO probe VALUES (\(unit), \(region), \(level.rawValue))")
                        }
                    }
                }
            }
            for scope in try Self.scopes() {
                let predicate = scope.predicate(
                    ScopeColumns(unit: "p.unit", region: "p.region", confidentiality: "p.level"))
                let found = try await store.read("list") { reader in
                    try reader.rows(
                        "SELECT unit, region, level FROM probe p WHERE \(sql: predicate)"
                    ).map { "\($0.text(0)) \($0.optionalText(1) ?? "-") \($0.int(2))" }
                }
                #expect(Set(found) == Self.expected(scope))
            }
        }
    }

    private static func expected(_ scope: AccessScope) -> Set<String> {
        var rows: Set<String> = []
        for unit in units {
            for region in regions {
                for level in Confidentiality.allCases {
                    guard let code = UnitCode(unit),
                        scope.allows(
                            unit: code, region: region.flatMap { RegionCode($0) },
                            confidentiality: level)
                    else { continue }
                    rows.insert("\(unit) \(region ?? "-") \(level.rawValue)")
                }
            }
        }
        return rows
    }

    @Test("two seats do not add up to a third")
    func seats() throws {
        let scope = try Self.scopes()[4]
        let unit = try #require(UnitCode("dinas-a"))
        let other = RegionCode("32.71.02")
        #expect(!scope.allows(unit: unit, region: other, confidentiality: .normal))
        #expect(
            scope.allows(unit: unit, region: RegionCode("32.71.01.1001"), confidentiality: .normal))
    }

    @Test("a scope holds the seats that grant the permission, and no others")
    func permission() throws {
        let unit = try #require(UnitCode("dinas-a"))
        let role = try #require(RoleCode("kepala"))
        let world = World(clock: .fixed(House.start), random: .seeded(1))
        let title = LocalizedText(id: "Kepala", en: "Head")
        let officer = Officer(
            account: world.id(), name: "Rina", nip: try NIP("199008172015031004"),
            authorities: [
                Authority(
                    position: world.id(), unit: unit, role: role, title: title,
                    permissions: ["case.read", .readSecret]),
                Authority(position: world.id(), unit: unit, role: role, title: title),
            ])
        #expect(officer.scope(for: "case.read").seats.count == 1)
        #expect(officer.scope(for: "case.read").seats.first?.confidentiality == .secret)
        #expect(officer.scope(for: "case.decide") == .nothing)
    }

    @Test("a leader who is bound to a region delegates no post that reaches beyond it")
    func delegating() throws {
        let unit = try #require(UnitCode("dinas-a"))
        let role = try #require(RoleCode("kepala"))
        let title = LocalizedText(id: "Kepala", en: "Head")
        let world = World(clock: .fixed(House.start), random: .seeded(5))
        func officer(_ region: String?) throws -> Officer {
            Officer(
                account: world.id(), name: "Rina",
                nip: try NIP("198503302010011001"),
                authorities: [
                    Authority(
                        position: world.id(), unit: unit, role: role, title: title,
                        region: region.flatMap { RegionCode($0) }, level: 2,
                        permissions: [.delegate])
                ])
        }
        func post(_ region: String?) -> Position {
            Position(
                id: world.id(), code: "x", unit: unit, role: role, title: title,
                region: region.flatMap { RegionCode($0) }, level: 1)
        }
        for (bound, other, may) in [
            (nil, nil, true), (nil, "32.71.01", true), ("32.71.01", "32.71.01", true),
            ("32.71.01", "32.71.01.1001", true), ("32.71.01", "32.71.02", false),
            ("32.71.01", nil, false), ("32.71.01.1001", "32.71.01", false),
        ] as [(String?, String?, Bool)] {
            let seat = try officer(bound).delegating(post(other))
            #expect((seat != nil) == may, "\(bound ?? "-") \(other ?? "-")")
        }
    }
}
