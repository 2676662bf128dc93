import Cases
import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("Appointments with four eyes")
struct AppointmentTests {
    @Test("one asks, another decides, and the post is filled", arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let post = try await city.vacancy("dpmptsp-analis-9")
            let admin = try await city.officer("diskominfo-admin").account
            let who = try await city.officer("bapenda-analis-1")
            let wish = city.appointment(who.account, post)
            #expect(try await city.office.ask(wish, by: admin) == 1)
            await #expect(throws: Refusal(.conflict, "administration.asked", field: "jabatan")) {
                try await city.office.ask(wish, by: admin)
            }
            let request = try #require(try await city.open().first)
            await #expect(throws: Refusal(.conflict, "administration.decided"), "own request") {
                try await city.office.decide(
                    request.id, approving: true, answer: "", by: admin)
            }
            await #expect(throws: Refusal(.forbidden, "web.forbidden"), "no permission") {
                try await city.office.decide(
                    request.id, approving: true, answer: "", by: who.account)
            }
            #expect(try await city.officer("bapenda-analis-1").authorities.count == 1)
            let auditor = try await city.officer("inspektorat-auditor-1").account
            try await city.office.decide(request.id, approving: true, answer: "", by: auditor)
            let now = try await city.officer("bapenda-analis-1")
            #expect(now.authority(post) != nil)
            await #expect(throws: Refusal(.conflict, "administration.decided"), "once") {
                try await city.office.decide(
                    request.id, approving: true, answer: "", by: auditor)
            }
            #expect(
                try await city.entries("office.") == [
                    "office.position-added", "office.asked", "office.appointed",
                ])
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("nobody asks for himself, nor decides what he gains by")
    func oneself() async throws {
        try await TestCity.run { city in
            let post = try await city.vacancy("dpmptsp-analis-9")
            let admin = try await city.officer("diskominfo-admin").account
            await #expect(throws: Refusal(.forbidden, "administration.own", field: "jabatan")) {
                try await city.office.ask(city.appointment(admin, post), by: admin)
            }
            let auditor = try await city.officer("inspektorat-auditor-1").account
            #expect(try await city.office.ask(city.appointment(auditor, post), by: admin) == 0)
            let request = try #require(try await city.open().first)
            await #expect(throws: Refusal(.forbidden, "administration.own")) {
                try await city.office.decide(
                    request.id, approving: true, answer: "", by: auditor)
            }
            #expect(try await city.open().count == 1)
        }
    }

    @Test(
        "two who appoint to one post at once: one comes too late", arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let post = try await city.vacancy("dpmptsp-analis-9")
            let admin = try await city.officer("diskominfo-admin").account
            let second = try await city.another(
                "diskominfo-admin-2", role: "admin", nip: "199001012015011002")
            let people = [
                try await city.officer("bapenda-analis-1").account,
                try await city.officer("dlh-analis-1").account,
            ]
            let done = await withTaskGroup(of: Bool.self) { group in
                for (by, who) in zip([admin, second], people) {
                    group.addTask {
                        (try? await city.office.ask(city.appointment(who, post), by: by)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 1)
            // And of two who decide on it at once.
            let request = try #require(try await city.open().first)
            let other = request.askedBy == admin ? second : admin
            let auditor = try await city.officer("inspektorat-auditor-1").account
            let decided = await withTaskGroup(of: Bool.self) { group in
                for by in [other, auditor] {
                    group.addTask {
                        let decided: Void? = try? await city.office.decide(
                            request.id, approving: true, answer: "", by: by)
                        return decided != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(decided == 1)
            let holdings = try await city.house.store.read("test.holdings") { reader in
                try city.house.directory.holdings(of: post, in: reader)
            }
            #expect(holdings.count == 1)
        }
    }

    @Test("a post that is held is not given, a move leaves the old one and its tasks")
    func move() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let clerk = try await city.officer("dpmptsp-loket-1")
            try await city.house.cases.claim(try await city.act(id, "dpmptsp-loket-1"))
            #expect(try await city.standing(id).task?.claimedBy == clerk.account)
            let held = try await city.position("dpmptsp-analis-1").id
            let admin = try await city.officer("diskominfo-admin").account
            await #expect(throws: Refusal(.conflict, "administration.taken", field: "jabatan")) {
                try await city.office.ask(city.appointment(clerk.account, held), by: admin)
            }
            let post = try await city.vacancy("bapenda-analis-9", unit: "bapenda")
            let leaving = try await city.holding("dpmptsp-loket-1")
            try await city.appoint(
                city.appointment(clerk.account, post, leaving: leaving.id))
            city.house.directory.forget()
            let now = try #require(
                try await city.house.directory.officer(clerk.account, on: city.today))
            #expect(now.authorities.map(\.position) == [post])
            #expect(try await city.standing(id).task?.claimedBy == nil, "the task went back")
        }
    }

    @Test("refusing needs a reason, tells, and leaves the post free")
    func refuse() async throws {
        try await TestCity.run { city in
            let post = try await city.vacancy("dpmptsp-analis-9")
            let second = try await city.another(
                "diskominfo-admin-2", role: "admin", nip: "199001012015011002")
            let who = try await city.officer("bapenda-analis-1").account
            try await city.office.ask(city.appointment(who, post), by: second)
            let request = try #require(try await city.open().first)
            let auditor = try await city.officer("inspektorat-auditor-1").account
            await #expect(throws: Refusal.self) {
                try await city.office.decide(
                    request.id, approving: false, answer: "tidak", by: auditor)
            }
            try await city.office.decide(
                request.id, approving: false, answer: "Belum ada formasi", by: auditor)
            #expect(try await city.told(second).contains("office-decided"))
            #expect(try await city.officer("bapenda-analis-1").authority(post) == nil)
            try await city.office.ask(city.appointment(who, post), by: second)
        }
    }
}
