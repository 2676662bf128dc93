import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing

@Suite("Work while somebody is away")
struct AbsenceTests {
    @Test(
        "what the holder had taken goes back on the first day, what the stand-in holds at the end",
        arguments: TestEngine.available)
    func freed(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            try await cases.claim(try await city.act(id, "dpmptsp-kepala"))
            city.wait(hours: 1)
            try await city.delegate("dpmptsp-kepala", to: "dlh-analis-1", from: 1, days: 2)
            try await cases.tick()
            let head = try await city.officer("dpmptsp-kepala")
            #expect(try await city.standing(id).task?.claimedBy == head.account)

            city.wait(days: 1)
            try await cases.tick()
            #expect(try await city.standing(id).task?.claimedBy == nil)
            let standIn = try await city.officer("dlh-analis-1")
            let inbox = try await cases.inbox(of: standIn, InboxQuery()).items
            #expect(inbox.map(\.task.caseID).contains(id))
            try await cases.claim(try await city.act(id, "dlh-analis-1"))
            try await cases.tick()
            #expect(try await city.standing(id).task?.claimedBy == standIn.account)

            city.wait(days: 2)
            try await cases.tick()
            #expect(try await city.standing(id).task?.claimedBy == nil)
            try await cases.decide(try await city.act(id, "dpmptsp-kepala"), .sign)
            let acts = try await city.acts(id)
            #expect(acts.filter { $0 == ActKind.freed.rawValue }.count == 2)
        }
    }

    @Test("what the holder takes while he is away stays his", arguments: TestEngine.available)
    func kept(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            try await city.delegate("dpmptsp-kepala", to: "dlh-analis-1", days: 2)
            city.wait(hours: 1)
            try await city.house.cases.claim(try await city.act(id, "dpmptsp-kepala"))
            try await city.house.cases.tick()
            let head = try await city.officer("dpmptsp-kepala")
            #expect(try await city.standing(id).task?.claimedBy == head.account)
        }
    }

    @Test("nobody delegates upwards, sideways or to himself", arguments: TestEngine.available)
    func upwards(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let today = Day(city.clock.now, in: .wib)
            let delegations = Delegations(
                ledger: city.house.ledger, world: city.house.world, zone: city.house.zone)
            let stand = try await city.officer("dlh-analis-1").account
            for (giver, post, person, isGiven) in [
                ("dpmptsp-kabid-perizinan", "dpmptsp-kepala", stand, false),
                ("dpmptsp-kepala", "kesbangpol-kepala", stand, false),
                ("dpmptsp-analis-1", "dpmptsp-analis-1", stand, false),
                (
                    "dpmptsp-sekretaris", "dpmptsp-kabid-perizinan",
                    try await city.officer("dpmptsp-sekretaris").account, false
                ),
                ("dpmptsp-kepala", "dpmptsp-kepala", stand, true),
                ("dpmptsp-sekretaris", "dpmptsp-kabid-perizinan", stand, true),
            ] {
                let officer = try await city.officer(giver)
                let result = await city.tries { tx in
                    let found = try #require(
                        try city.house.directory.position(code: post, in: tx))
                    try delegations.give(
                        DelegationOrder(
                            position: found.id, account: person, capacity: .plh, from: today,
                            until: today, reason: "800/12"), of: found, by: officer, in: tx)
                }
                #expect(result == isGiven, "\(giver) \(post)")
            }
        }
    }
}
