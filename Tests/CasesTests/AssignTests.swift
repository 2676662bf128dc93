import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing

@Suite("Tasks given to a person")
struct AssignTests {
    private func task(_ city: TestCity, _ id: CaseID) async throws -> TaskRecord {
        try #require(try await city.standing(id).task)
    }

    @Test(
        "whoever leads gives a task to one of those who may do it", arguments: TestEngine.available)
    func assign(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            let head = try await city.officer("dpmptsp-kabid-perizinan")
            let record = try await city.standing(id).record
            let task = try await task(city, id)
            let people = try await cases.assignment(record.number, task: task.id, by: head).people
            let analyst = try await city.officer("dpmptsp-analis-2")
            let other = try await city.officer("dpmptsp-analis-1")
            #expect(Set(people.map(\.account)) == [analyst.account, other.account])
            try await cases.assign(
                try await city.act(id, "dpmptsp-kabid-perizinan"), task: task.id,
                to: analyst.account)
            let mine = try await cases.inbox(of: analyst, InboxQuery(tab: .mine)).items
            #expect(mine.map(\.task.id) == [task.id])
            let counted = try await cases.assignment(record.number, task: task.id, by: head).people
            #expect(counted.first { $0.account == analyst.account }?.openTasks == 1)
            // His colleague must ask first; he himself goes on.
            let late = try await city.act(id, "dpmptsp-analis-1")
            await #expect(throws: Refusal.self) {
                try await cases.giveOpinion(late, favourable: true, text: "Sesuai.")
            }
            try await cases.giveOpinion(
                try await city.act(id, "dpmptsp-analis-2"), favourable: true, text: "Sesuai.")
            #expect(try await city.acts(id).contains(ActKind.assigned.rawValue))
        }
    }

    @Test(
        "not by a colleague, and not to somebody of another office", arguments: TestEngine.available
    )
    func refused(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            let task = try await task(city, id)
            let analyst = try await city.officer("dpmptsp-analis-2")
            let stranger = try await city.officer("kesbangpol-analis-1")
            for (post, person) in [
                ("dpmptsp-analis-1", analyst.account),
                ("dpmptsp-kepala", stranger.account),
                ("disdukcapil-kepala", analyst.account),
            ] {
                let act = try await city.act(id, post)
                await #expect(throws: Refusal.self, "\(post)") {
                    try await cases.assign(act, task: task.id, to: person)
                }
            }
            #expect(try await city.standing(id).task?.claimedBy == nil)
        }
    }

    @Test(
        "who takes a task while it is given to another: one of both wins",
        arguments: TestEngine.available)
    func race(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            for number in 0..<4 {
                let id = try await city.submitted(number)
                try await city.bring(id, to: .verify)
                let task = try await task(city, id)
                let given = try await city.officer("dpmptsp-analis-2").account
                let taker = try await city.act(id, "dpmptsp-analis-1")
                let leader = try await city.act(id, "dpmptsp-kabid-perizinan")
                async let claimed = succeeds { try await cases.claim(taker) }
                async let assigned = succeeds {
                    try await cases.assign(leader, task: task.id, to: given)
                }
                let (took, gave) = await (claimed, assigned)
                #expect(took != gave)
                let holder = try await city.standing(id).task?.claimedBy
                #expect(holder == (gave ? given : taker.officer.account))
            }
        }
    }

    private func succeeds(_ body: @Sendable () async throws -> Void) async -> Bool {
        do {
            try await body()
            return true
        } catch {
            return false
        }
    }
}
