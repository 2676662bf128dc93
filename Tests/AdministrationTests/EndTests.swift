import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("The end of a post")
struct EndTests {
    private let decree = "880/3/2026, 20 November 2026"

    @Test(
        "sessions die at once, tasks go back, everybody concerned hears",
        arguments: TestEngine.available)
    func atOnce(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.house.cases.claim(try await city.act(id, "dpmptsp-loket-1"))
            let browser = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await browser.open("/meja")
            #expect(await browser.status == 200)
            let holding = try await city.holding("dpmptsp-loket-1")
            let admin = try await city.officer("diskominfo-admin").account
            try await city.office.end(
                holding.id, from: city.today, decree: decree, by: admin)
            await browser.open("/meja")
            #expect(await browser.text.contains("NIP"), "the sign-in page")
            #expect(try await city.house.sessions.list(holding.account).isEmpty)
            #expect(try await city.standing(id).task?.claimedBy == nil)
            #expect(try await city.entries("office.") == ["office.ended"])
            await #expect(throws: Refusal(.conflict, "administration.holding.over")) {
                try await city.office.end(
                    holding.id, from: city.today, decree: decree, by: admin)
            }
        }
    }

    @Test("an end for a later day takes effect on it")
    func later() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.house.cases.claim(try await city.act(id, "dpmptsp-loket-1"))
            let browser = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            let holding = try await city.holding("dpmptsp-loket-1")
            let admin = try await city.officer("diskominfo-admin").account
            try await city.office.end(
                holding.id, from: city.today.adding(days: 2), decree: decree, by: admin)
            try await city.office.sweep()
            #expect(try await city.standing(id).task?.claimedBy == holding.account)
            #expect(try await city.house.sessions.list(holding.account).isEmpty == false)
            city.wait(hours: 7)
            await browser.open("/meja")
            city.wait(hours: 7)
            await browser.open("/meja")
            city.wait(days: 2)
            try await city.office.sweep()
            #expect(try await city.standing(id).task?.claimedBy == nil)
            #expect(try await city.house.sessions.list(holding.account).isEmpty)
        }
    }

    @Test(
        "the last who runs the city, and the last who decides, cannot be ended",
        arguments: TestEngine.available)
    func last(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let admin = try await city.officer("diskominfo-admin").account
            let own = try await city.holding("diskominfo-admin")
            await #expect(throws: Refusal(.conflict, "administration.last.manage")) {
                try await city.office.end(own.id, from: city.today, decree: decree, by: admin)
            }
            let second = try await city.another(
                "diskominfo-admin-2", role: "admin", nip: "199001012015011002")
            let other = try await city.holding("diskominfo-admin-2")
            // Each ends the other: one of them is left.
            let done = await withTaskGroup(of: Bool.self) { group in
                for (by, id) in [(admin, other.id), (second, own.id)] {
                    group.addTask {
                        let ended: Void? = try? await city.office.end(
                            id, from: city.today, decree: decree, by: by)
                        return ended != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(done == 1)
            let left = try await city.house.store.read("test.left") { reader in
                try city.house.directory.appointed(
                    with: .manageCity, on: city.today, besides: nil, in: reader)
            }
            #expect(left.count == 1)
        }
    }

    @Test("who may not run the city changes nothing")
    func forbidden() async throws {
        try await TestCity.run { city in
            let clerk = try await city.officer("dpmptsp-loket-1").account
            let holding = try await city.holding("dpmptsp-loket-2")
            let forbidden = Refusal(.forbidden, "web.forbidden")
            let (decree, today) = (decree, city.today)
            await #expect(throws: forbidden) {
                try await city.office.end(holding.id, from: today, decree: decree, by: clerk)
            }
            await #expect(throws: forbidden) {
                try await city.office.close(holding.position, by: clerk)
            }
            let other = try await city.officer("bapenda-analis-1").account
            await #expect(throws: forbidden) {
                try await city.office.ask(
                    city.appointment(other, holding.position), by: clerk)
            }
            #expect(try await city.entries("office.").isEmpty)
        }
    }
}
