import Cases
import City
import Contracts
import Kernel
import Notices
import People
import Store
import TestKit
import Testing
import Web

@testable import Administration

@Suite("The account of an officer")
struct AccountTests {
    private let decree = "888/1/2026, 20 November 2026"

    private func count(_ city: TestCity, _ sql: SQL) async throws -> Int64 {
        try await city.house.store.read("test.count") { try $0.row(sql)?.int(0) ?? -1 }
    }

    @Test(
        "closed, posts, sessions and tokens end and tasks go back; opened, it begins anew",
        arguments: TestEngine.available)
    func closed(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.house.cases.claim(try await city.act(id, "dpmptsp-loket-1"))
            let browser = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await browser.open("/meja")
            let clerk = try await city.officer("dpmptsp-loket-1").account
            let admin = try await city.officer("diskominfo-admin").account
            let day = city.today
            let head = try await city.position("dpmptsp-analis-2")
            let hash = [UInt8](repeating: 7, count: 32)
            try await city.house.store.write("test.lend") { tx in
                try tx.execute(
                    """
                    INSERT INTO people_delegations (id, position, account, capacity, from_day, \
                    until_day, reason, created_at) VALUES (\(city.house.world.uuid()), \
                    \(head.id), \(clerk), 'plh', \(day), \(day.adding(days: 9)), '', \
                    \(city.clock.now))
                    """)
                try tx.execute(
                    """
                    INSERT INTO people_tokens (id, account, token_hash, name, scopes, created_at, \
                    expires_at) SELECT \(city.house.world.uuid()), id, \(hash), name, '', \
                    \(city.clock.now), \(city.clock.now.adding(hours: 99)) \
                    FROM people_accounts WHERE id = \(clerk)
                    """)
            }
            try await city.office.close(clerk, decree: decree, by: admin)
            await browser.open("/meja")
            #expect(await browser.text.contains("NIP"), "the sign-in page")
            #expect(try await city.house.sessions.list(clerk).isEmpty)
            #expect(try await city.standing(id).task?.claimedBy == nil)
            #expect(
                try await count(
                    city,
                    """
                    SELECT COUNT(*) FROM people_tokens WHERE account = \(clerk) \
                    AND ended_at IS NULL
                    """) == 0)
            #expect(
                try await count(
                    city,
                    """
                    SELECT COUNT(*) FROM people_delegations WHERE account = \(clerk) \
                    AND until_day >= \(day)
                    """) == 0)
            city.house.directory.forget()
            #expect(try await city.house.directory.officer(clerk, on: day) == nil)
            #expect(try await city.entries("office.").contains("office.closed"))
            await #expect(throws: Refusal(.conflict, "administration.account.closed")) {
                try await city.office.close(clerk, decree: decree, by: admin)
            }
            try await city.office.reopen(clerk, by: admin)
            #expect(
                try await count(
                    city,
                    """
                    SELECT COUNT(*) FROM people_accounts WHERE id = \(clerk) \
                    AND state = 'active' AND password IS NULL
                    """) == 1)
            #expect(try await city.told(clerk).contains("office-invited"))
            await #expect(throws: Refusal(.conflict, "administration.account.open")) {
                try await city.office.reopen(clerk, by: admin)
            }
        }
    }

    @Test(
        "nobody closes the own account, and only who runs the city hall may close one",
        arguments: TestEngine.available)
    func last(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let admin = try await city.officer("diskominfo-admin").account
            await #expect(throws: Refusal.self) {
                try await city.office.close(admin, decree: decree, by: admin)
            }
            let second = try await city.another(
                "diskominfo-admin-2", role: "admin", nip: "198501012010011009")
            try await city.office.close(admin, decree: decree, by: second)
            let auditor = try await city.officer("inspektorat-auditor-1").account
            // `another` may decide as well: the auditor is not the last one.
            try await city.office.close(auditor, decree: decree, by: second)
            #expect(try await city.house.officer(post: "diskominfo-admin-2", on: city.today) != nil)
            let clerk = try await city.officer("dpmptsp-loket-1").account
            await #expect(throws: Refusal.self) {
                try await city.office.close(second, decree: decree, by: clerk)
            }
        }
    }

    @Test(
        "another e-mail address: the old one is told, sessions end, somebody else's is refused",
        arguments: TestEngine.available)
    func email(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let clerk = try await city.officer("dpmptsp-loket-1").account
            let other = try await city.officer("dpmptsp-loket-2").account
            let admin = try await city.officer("diskominfo-admin").account
            let browser = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await browser.open("/meja")
            try await city.office.changeEmail(
                clerk, to: try EmailAddress("lama@kota.example"), by: admin)
            #expect(try await contact(city, clerk) == "lama@kota.example")
            let old = "lama@kota.example"
            try await city.office.changeEmail(
                clerk, to: try EmailAddress("baru@kota.example"), by: admin)
            #expect(try await contact(city, clerk) == "baru@kota.example")
            #expect(try await city.house.sessions.list(clerk).isEmpty)
            #expect(try await city.entries("office.") == ["office.email", "office.email"])
            try await city.house.workOnce()
            let mails = try #require(city.house.mail).messages
            #expect(mails.contains { $0.to.normalized == old })
            let taken = try EmailAddress("baru@kota.example")
            await #expect(throws: Refusal.self) {
                try await city.office.changeEmail(other, to: taken, by: admin)
            }
            await #expect(throws: Refusal.self) {
                try await city.office.changeEmail(clerk, to: taken, by: other)
            }
        }
    }

    private func contact(_ city: TestCity, _ account: AccountID) async throws -> String? {
        try await city.house.store.read("test.contact") { reader in
            try city.house.accounts.officer(account, in: reader)?.contact?.address
        }
    }

    @Test("the page has the forms, and says what a refused one lacks")
    func page() async throws {
        try await TestCity.run { city in
            let clerk = try await city.officer("dpmptsp-loket-1").account
            let admin = try await TestBrowser.officer("diskominfo-admin", of: city)
            let page = "/meja/kelola/orang/\(clerk.text)"
            await admin.open(page)
            #expect(await admin.status == 200)
            #expect(await !admin.text.contains("⟦"))
            try await admin.send([("surel", "bukan alamat")], to: page + "/surel")
            #expect(await admin.status == 422)
            #expect(await admin.text.contains("bukan alamat"))
        }
    }

    @Test(
        "processes that are alive, silent ones, and those that left",
        arguments: TestEngine.available)
    func nodes(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let register = NodeRegister(store: city.house.store, world: city.house.world)
            let nodes = ["satu:1", "dua:2", "tiga:3"].map {
                HouseNode(name: $0, version: "0.1.0", beganAt: city.clock.now)
            }
            for node in nodes { try await register.beat(node) }
            try await register.leave(nodes[2])
            city.clock.advance(milliseconds: 121_000)
            try await register.beat(nodes[0])
            let admin = try await TestBrowser.officer("diskominfo-admin", of: city)
            await admin.open("/meja/kelola/kesehatan")
            let text = await admin.text
            #expect(text.contains("satu:1") && text.contains("dua:2"))
            #expect(!text.contains("tiga:3") && !text.contains("⟦"))
            #expect(text.contains("Hidup") && text.contains("Diam"))
            await admin.open("/meja/kelola")
            #expect(await admin.text.contains("1 proses sistem tidak memberi kabar"))
            #expect(await admin.text.contains("href=\"/meja/kiriman\""))
            city.wait(hours: 25)
            try await register.beat(nodes[0])
            let left = try await city.house.store.read("test.nodes") { reader in
                try NodeRegister.list(in: reader).map(\.node.name)
            }
            #expect(left == ["satu:1"])
        }
    }

    @Test("the last way to decide on permissions cannot be taken", arguments: TestEngine.available)
    func lastGrant(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let house = city.house
            let grants = Grants(
                store: house.store, vault: house.vault, ledger: house.ledger,
                directory: house.directory, world: house.world, zone: house.zone)
            let head = try await city.position("dpmptsp-kepala")
            let admin = try await city.officer("diskominfo-admin").account
            let auditor = try await city.officer("inspektorat-auditor-1").account
            try await grants.ask(
                .give, .grant, for: head.id, reason: "Pengganti sementara.", by: admin)
            var request = try #require(try await grants.requests().first)
            try await grants.decide(request.id, approving: true, by: auditor)
            // Roles lose it; only the post has it now, and nobody else could give it back.
            try await grants.ask(
                .take, .grant, for: head.id, reason: "Tidak lagi diperlukan.", by: admin)
            request = try #require(try await grants.requests().first { $0.state == .open })
            try await house.store.write("test.roles") { tx in
                try tx.execute(
                    """
                    UPDATE people_assignments SET until_day = \(city.today.adding(days: 9)) \
                    WHERE account = \(admin) OR account = \(auditor)
                    """)
            }
            let open = request.id
            await #expect(throws: Refusal(.conflict, "people.grant.last")) {
                try await grants.decide(open, approving: true, by: auditor)
            }
            try await grants.decide(open, approving: false, by: auditor)
        }
    }

    @Test("the doctor and the desk name the same vacant seats")
    func seats() async throws {
        try await TestCity.run { city in
            let catalogue = try await city.house.shelf.published()
            let day = city.today
            func vacant() async throws -> [String] {
                try await city.house.store.read("test.seats") { [house = city.house] reader in
                    try catalogue.vacantSeats(house.directory, on: day, in: reader).map {
                        "\($0.seat.role.text) of \($0.seat.unit.text)"
                    }
                }
            }
            let before = try await vacant()
            let head = try await city.holding("dpmptsp-kepala")
            try await city.house.store.write("test.leave") { tx in
                try tx.execute(
                    """
                    UPDATE people_assignments SET until_day = \(day.adding(days: -1)) \
                    WHERE id = \(head.id)
                    """)
            }
            #expect(Set(try await vacant()).subtracting(before) == ["kepala of dpmptsp"])
            let admin = try await TestBrowser.officer("diskominfo-admin", of: city)
            await admin.open("/meja/kelola")
            #expect(await admin.text.contains("jabatan?unit=dpmptsp"))
        }
    }
}
