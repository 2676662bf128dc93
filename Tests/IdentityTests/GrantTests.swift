import City
import Contracts
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("Grants with four eyes")
struct GrantTests {
    private let reason = "Surat tugas 800/12/2026, pengganti selama cuti"

    private func grants(_ city: TestCity) -> Grants {
        let house = city.house
        return Grants(
            store: house.store, vault: house.vault, ledger: house.ledger,
            directory: house.directory, world: house.world, zone: house.zone)
    }

    @Test("one asks, another decides, and it counts at once", arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let grants = grants(city)
            let admin = try await city.officer("diskominfo-admin")
            let auditor = try await city.officer("inspektorat-auditor-1")
            let clerk = try await city.officer("dinkes-analis-1")
            let seat = try #require(clerk.authorities.first).position
            try await grants.ask(
                .give, .breakGlass, for: seat, reason: reason, by: admin.account)
            #expect(try await !city.officer("dinkes-analis-1").may(.breakGlass))
            let open = try #require(try await grants.requests().first)
            #expect(open.state == .open && open.reason == reason)
            await #expect(throws: Refusal.self, "nobody decides his own request") {
                try await grants.decide(open.id, approving: true, by: admin.account)
            }
            await #expect(throws: Refusal.self, "nor without the permission") {
                try await grants.decide(open.id, approving: true, by: clerk.account)
            }
            try await grants.decide(open.id, approving: true, by: auditor.account)
            #expect(try await city.officer("dinkes-analis-1").may(.breakGlass))
            await #expect(throws: Refusal.self, "once") {
                try await grants.decide(open.id, approving: false, by: auditor.account)
            }
            await #expect(throws: Refusal.self, "there already") {
                try await grants.ask(
                    .give, .breakGlass, for: seat, reason: reason, by: admin.account)
            }
            try await grants.ask(
                .take, .breakGlass, for: seat, reason: reason, by: auditor.account)
            let back = try #require(try await grants.requests().first)
            try await grants.decide(back.id, approving: true, by: admin.account)
            #expect(try await !city.officer("dinkes-analis-1").may(.breakGlass))
            #expect(try await grants.given().isEmpty)
        }
    }

    @Test("nobody asks or decides for his own position; what is refused changes nothing")
    func ownPosition() async throws {
        try await TestCity.run { city in
            let grants = grants(city)
            let admin = try await city.officer("diskominfo-admin")
            let auditor = try await city.officer("inspektorat-auditor-1")
            let own = try #require(admin.authorities.first).position
            await #expect(throws: Refusal.self) {
                try await grants.ask(
                    .give, .readSecret, for: own, reason: reason, by: admin.account)
            }
            try await grants.ask(
                .give, .readSecret, for: own, reason: reason, by: auditor.account)
            let open = try #require(try await grants.requests().first)
            await #expect(throws: Refusal.self) {
                try await grants.decide(open.id, approving: true, by: admin.account)
            }
            #expect(try await grants.requests().first?.state == .open)
            let clerk = try await city.officer("dinkes-analis-1")
            let seat = try #require(clerk.authorities.first).position
            try await grants.ask(
                .give, .readSecret, for: seat, reason: reason, by: admin.account)
            let second = try #require(try await grants.requests().first { $0.position == seat })
            try await grants.decide(second.id, approving: false, by: auditor.account)
            #expect(try await !city.officer("dinkes-analis-1").may(.readSecret))
        }
    }

    @Test("of two who decide at once one comes too late", arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let grants = grants(city)
            let admin = try await city.officer("diskominfo-admin")
            let auditor = try await city.officer("inspektorat-auditor-1")
            let seat = try #require(
                try await city.officer("dinkes-analis-1").authorities.first
            ).position
            try await grants.ask(
                .give, .inspect, for: seat, reason: reason, by: admin.account)
            let id = try #require(try await grants.requests().first).id
            let decided = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let done: Void? = try? await grants.decide(
                            id, approving: number % 2 == 0, by: auditor.account)
                        return done != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(decided == 1)
        }
    }

    @Test("the page asks and decides, for those who may")
    func page() async throws {
        try await TestCity.run { city in
            let admin = try await TestBrowser.officer("diskominfo-admin", of: city)
            let seat = try #require(
                try await city.officer("dinkes-analis-1").authorities.first
            ).position
            try await admin.send(
                [
                    ("jabatan", seat.text), ("wewenang", "people.inspect"),
                    ("perubahan", "give"), ("alasan", reason),
                ], to: "/meja/wewenang", on: "/meja/wewenang")
            #expect(await admin.text.contains("Permintaan Anda sendiri"))
            let auditor = try await TestBrowser.officer("inspektorat-auditor-1", of: city)
            await auditor.open("/meja/wewenang")
            #expect(await auditor.text.contains("Surat tugas 800/12/2026"))
            let id = try #require(try await grants(city).requests().first).id
            try await auditor.send(
                [("putusan", "setuju")], to: "/meja/wewenang/\(id.text)")
            #expect(await auditor.text.contains("Disetujui"))
            let clerk = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await clerk.open("/meja/wewenang")
            #expect(await clerk.status == 403)
        }
    }
}
