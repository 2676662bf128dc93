import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Powers of attorney")
struct MandateTests {
    @Test(
        "offered, taken, confirmed: only then it holds, and only what it covers",
        arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = ProxyScene(city)
            let (id, code) = try await scene.mandates.offer(
                MandateOffer(
                    role: .attorney, services: try scene.services("penelitian"),
                    from: scene.today, until: scene.today.adding(days: 10)),
                for: scene.giver, by: scene.giver)
            let number = try await city.submitted(0)
            let agent = try #require(try await city.house.accounts.citizen(scene.agent))
            func write() async throws {
                try await city.house.cases.writeMessage(
                    on: number, by: scene.agent, text: "Dari penerima kuasa")
            }
            await #expect(throws: Refusal.self, "not taken") { try await write() }
            let taken = try await scene.mandates.take(code.text.lowercased(), by: scene.agent)
            #expect(taken.mandate.state == .taken && taken.mandate.agent == scene.agent)
            await #expect(throws: Refusal.self, "not confirmed") { try await write() }
            #expect(try await scene.mandates.acting(id, by: agent) == nil)
            await #expect(throws: Refusal.self, "the agent cannot confirm himself") {
                try await scene.mandates.confirm(id, by: scene.agent)
            }
            try await scene.mandates.confirm(id, by: scene.giver)
            try await write()
            #expect(try await scene.actors(of: number).last == .agent(scene.agent))
            #expect(try await scene.mandates.acting(id, by: agent)?.level == .proven)
            let other = try await city.advertisement(of: 0)
            await #expect(throws: Refusal.self, "another service") {
                try await city.house.cases.writeMessage(on: other, by: scene.agent, text: "x")
            }
            try await scene.mandates.end(id, by: scene.giver)
            await #expect(throws: Refusal.self, "ended") { try await write() }
            #expect(try await scene.mandates.acting(id, by: agent) == nil)
        }
    }

    @Test("days: not before the first, not after the last, nothing from before it began")
    func days() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let early = try await city.submitted(0)
            city.wait(days: 1)
            let id = try await scene.given(
                "penelitian", from: scene.today.adding(days: 2),
                until: scene.today.adding(days: 3))
            let agent = try #require(try await city.house.accounts.citizen(scene.agent))
            func mayAct(_ number: CaseID) async -> Bool {
                let done: Void? = try? await city.house.cases.writeMessage(
                    on: number, by: scene.agent, text: "Halo")
                return done != nil
            }
            #expect(try await scene.mandates.acting(id, by: agent) == nil)
            city.wait(days: 2)
            let late = try await city.submitted(1)
            #expect(try await scene.mandates.acting(id, by: agent) != nil)
            #expect(await mayAct(late))
            #expect(await !mayAct(early))
            city.wait(days: 1)
            #expect(await mayAct(late))
            city.wait(days: 1)
            #expect(await !mayAct(late))
            #expect(try await scene.mandates.acting(id, by: agent) == nil)
        }
    }

    @Test("what cannot be offered: no service, no end, a year and a day, somebody else's name")
    func refused() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            func offer(
                _ services: Set<ServiceCode>?, from: Day, until: Day?, for party: AccountID,
                role: Mandate.Role = .attorney
            ) async -> Bool {
                let made = try? await scene.mandates.offer(
                    MandateOffer(role: role, services: services, from: from, until: until),
                    for: party, by: scene.giver)
                return made != nil
            }
            let today = scene.today
            let some = try scene.services("penelitian")
            let soon = today.adding(days: 5)
            #expect(await !offer(nil, from: today, until: soon, for: scene.giver))
            #expect(await !offer([], from: today, until: soon, for: scene.giver))
            #expect(await !offer(some, from: today, until: nil, for: scene.giver))
            #expect(
                await !offer(
                    some, from: today, until: today.adding(months: 12).adding(days: 1),
                    for: scene.giver))
            #expect(
                await !offer(some, from: today.adding(days: -1), until: soon, for: scene.giver))
            #expect(await !offer(some, from: soon, until: today, for: scene.giver))
            #expect(await !offer(some, from: today, until: soon, for: scene.agent))
            #expect(await !offer(some, from: today, until: soon, for: scene.giver, role: .owner))
            #expect(
                await !offer(some, from: today, until: soon, for: scene.giver, role: .guardian))
            #expect(await offer(some, from: today, until: soon, for: scene.giver))
        }
    }

    @Test("a code counts once, for a week, and guessing is slow", arguments: TestEngine.available)
    func codes(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, citizens: 12) { city in
            let scene = ProxyScene(city)
            func code() async throws -> String {
                try await scene.mandates.offer(
                    MandateOffer(
                        role: .attorney, services: try scene.services("penelitian"),
                        from: scene.today, until: scene.today.adding(days: 20)),
                    for: scene.giver, by: scene.giver
                ).1.text
            }
            let first = try await code()
            let takers = city.citizens.dropFirst().prefix(8)
            let won = await withTaskGroup(of: Bool.self) { group in
                for taker in takers {
                    group.addTask {
                        (try? await scene.mandates.take(first, by: taker)) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(won == 1)
            let second = try await code()
            await #expect(throws: Refusal.self, "one's own") {
                _ = try await scene.mandates.take(second, by: scene.giver)
            }
            city.wait(days: 8)
            await #expect(throws: Refusal.self, "a week is over") {
                _ = try await scene.mandates.take(second, by: city.citizens[10])
            }
            let third = try await code()
            for _ in 0..<12 {
                _ = try? await scene.mandates.take("AAAAA-AAAAA", by: city.citizens[11])
            }
            await #expect(throws: Refusal.self, "guessed too often") {
                _ = try await scene.mandates.take(third, by: city.citizens[11])
            }
            _ = try await scene.mandates.take(third, by: city.citizens[10])
        }
    }

    @Test("level 0 gives and takes nothing; an account that is erased ends its mandates")
    func levels() async throws {
        try await TestCity.run(level: .contact) { city in
            let scene = ProxyScene(city)
            await #expect(throws: Refusal.self) { try await scene.given("penelitian") }
        }
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let id = try await scene.given("penelitian")
            let agent = try #require(try await city.house.accounts.citizen(scene.agent))
            let accounts = city.house.accounts
            _ = try await city.house.store.write("test.erase") { tx in
                try accounts.erase(scene.giver, in: tx)
            }
            #expect(try await scene.mandates.acting(id, by: agent) == nil)
            #expect(try await scene.mandates.held(by: scene.agent).isEmpty)
        }
    }
}
