import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Organisation")
struct OrganisationTests {
    private static func unit(_ code: String, _ parent: String? = nil) throws -> UnitRecord {
        UnitRecord(
            code: try #require(UnitCode(code)), name: LocalizedText(id: code, en: code),
            parent: try parent.map { try #require(UnitCode($0)) })
    }

    private static func position(
        _ code: String, _ unit: String, _ role: String, level: Int = 0
    ) throws -> PositionRecord {
        PositionRecord(
            code: code, unit: try #require(UnitCode(unit)), role: try #require(RoleCode(role)),
            title: LocalizedText(id: code, en: code), level: level)
    }

    private static let nips = ["199008172015031004", "199204172022212003"]

    private func records(second: [String] = ["staf"]) throws -> OrganisationRecords {
        OrganisationRecords(
            units: [try Self.unit("dinas"), try Self.unit("bidang", "dinas")],
            positions: [
                try Self.position("kadis", "dinas", "kepala", level: 3),
                try Self.position("staf", "bidang", "front-office"),
            ],
            officers: [
                OfficerRecord(
                    nip: try NIP(Self.nips[0]), name: "Rina Kepala", rank: "Pembina, IV/a",
                    positions: ["kadis"]),
                OfficerRecord(nip: try NIP(Self.nips[1]), name: "Dewi Staf", positions: second),
            ],
            permissions: [
                try #require(RoleCode("kepala")): ["case.read", "case.decide"],
                try #require(RoleCode("front-office")): ["case.read"],
            ])
    }

    private func load(_ house: House, _ records: OrganisationRecords) async throws {
        let loader = OrganisationImport(
            vault: house.vault, ledger: house.ledger, world: house.world, zone: .wib)
        try await house.store.write("import") { try loader.run(records, in: $0) }
        house.directory.forget()
    }

    private func account(_ house: House, _ number: Int) async throws -> AccountID {
        let nip = try NIP(Self.nips[number])
        let id = try await house.store.read("nip") { try house.accounts.account(of: nip, in: $0) }
        return try #require(id)
    }

    @Test(
        "an import twice changes nothing, and gives positions, reach and permissions",
        arguments: TestEngine.available)
    func idempotent(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            try await load(house, try records())
            let today = Day(house.world.now, in: .wib)
            let head = try await account(house, 0)
            let first = try await house.directory.officer(head, on: today)
            try await load(house, try records())
            let second = try await house.directory.officer(head, on: today)
            #expect(first == second)
            let officer = try #require(first)
            #expect(officer.rank == "Pembina, IV/a")
            #expect(officer.may("case.decide"))
            #expect(officer.authorities.first?.reach.count == 2)
            let count = try await store.read("count") {
                try $0.row("SELECT count(*) FROM people_assignments")?.int(0)
            }
            #expect(count == 2)
        }
    }

    @Test("a dangling code is told and nothing is written", arguments: TestEngine.available)
    func dangling(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let answer = await refusal {
                try await load(house, try records(second: ["tidak-ada"]))
            }
            #expect(answer == "people.import.position")
        }
    }

    @Test("a position that is no longer named ends today", arguments: TestEngine.available)
    func moved(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            try await load(house, try records())
            house.pass(minutes: 48 * 60)
            try await load(house, try records(second: []))
            let staff = try await account(house, 1)
            let today = Day(house.world.now, in: .wib)
            let now = try await house.directory.officer(staff, on: today)
            let before = try await house.directory.officer(staff, on: today.adding(days: -1))
            #expect(now?.authorities.isEmpty == true)
            #expect(before?.authorities.count == 1)
        }
    }

    @Test(
        "a delegation holds from its first to its last day and no other has the position then",
        arguments: TestEngine.available)
    func delegation(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            try await load(house, try records())
            let (head, staff) = (try await account(house, 0), try await account(house, 1))
            let today = Day(house.world.now, in: .wib)
            let (from, until) = (today.adding(days: 3), today.adding(days: 5))
            let given = Delegations(ledger: house.ledger, world: house.world, zone: .wib)
            let directory = house.directory
            let position = try await store.write("delegate") { tx in
                let post = try #require(try directory.position(code: "kadis", in: tx))
                let actor = Actor.officer(head, post.id)
                try given.give(
                    post.id, to: staff, as: .plh, from: from, until: until, reason: "Cuti",
                    by: actor, in: tx)
                return post
            }
            for offset in 2...6 {
                let day = today.adding(days: offset)
                let officer = try await directory.officer(staff, on: day)
                let acting = officer?.authority(position.id)
                #expect((acting != nil) == (3...5).contains(offset))
                #expect(acting == nil || acting?.capacity == .plh)
                let holders = try await store.read("holders") {
                    try directory.holders(
                        unit: position.unit, role: position.role, on: day, in: $0)
                }
                #expect(holders.count == ((3...5).contains(offset) ? 2 : 1))
                #expect(holders.first?.account == head)
            }
            let again = await refusal {
                try await store.write("delegate") { tx in
                    _ = try given.give(
                        position.id, to: staff, as: .plt, from: until, until: until,
                        reason: "Cuti", by: .system("test"), in: tx)
                }
            }
            #expect(again == "people.delegation.taken")
        }
    }

    @Test("officers sign in by NIP", arguments: TestEngine.available)
    func nip(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            try await load(house, try records())
            let hash = try await PasswordHasher(parameters: .cheap).hash(House.password)
            let loader = OrganisationImport(
                vault: house.vault, ledger: house.ledger, world: house.world, zone: .wib)
            let record = OfficerRecord(
                nip: try NIP(Self.nips[0]), name: "Rina Kepala", positions: ["kadis"],
                passwordHash: hash)
            try await store.write("save") { _ = try loader.save(record, in: $0) }
            let outcome = try await house.accounts.signIn(
                try LoginName(typed: Self.nips[0]), password: House.password, from: House.home)
            let (signedIn, _, _) = try await house.enrol(try #require(outcome.step))
            #expect(signedIn.kind == .officer)
            house.pass(minutes: 62)
            #expect(try await house.sessions.resolve(signedIn.token) == nil)
        }
    }

    @Test(
        "a later publication adds posts and permissions and takes nothing away",
        arguments: TestEngine.available)
    func complete(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let first = try records()
            try await load(house, first)
            let loader = OrganisationImport(
                vault: house.vault, ledger: house.ledger, world: house.world, zone: .wib)
            let again = try await store.write("complete") { try loader.complete(first, in: $0) }
            #expect(again == 0)
            let role = try #require(first.positions.first).role
            let more = OrganisationRecords(
                units: first.units, positions: [], officers: [],
                permissions: [role: [.inspect]])
            let added = try await store.write("complete") { try loader.complete(more, in: $0) }
            #expect(added == 1)
            let kept = try await store.read("kept") { reader in
                (
                    try house.directory.positions(in: reader).count,
                    try reader.rows(
                        "SELECT 1 FROM people_role_permissions WHERE role = \(role.text)"
                    ).count
                )
            }
            #expect(kept.0 == first.positions.count)
            #expect(kept.1 == (first.permissions[role]?.count ?? 0) + 1)
        }
    }
}
