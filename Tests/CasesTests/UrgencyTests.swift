import Cases
import City
import Contracts
import Forms
import Kernel
import People
import TestKit
import Testing

@Suite("How urgent a task is")
struct UrgencyTests {
    private func items(
        _ city: TestCity, _ post: String, _ tab: InboxQuery.Tab = .unit
    ) async throws -> [InboxItem] {
        let officer = try await city.officer(post)
        let page = try await city.house.cases.inbox(of: officer, InboxQuery(tab: tab))
        #expect(page.counts[tab] == Int64(page.items.count), "\(tab)")
        return page.items
    }

    @Test(
        "the promise to the applicant counts when it ends before the step, until it is kept",
        arguments: TestEngine.available)
    func promise(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let first = try await city.submitted()
            try await city.bring(first, to: .verify)
            city.wait(days: 2)
            let second = try await city.submitted(1)
            try await city.bring(second, to: .verify)
            // Thursday, the last day of the first promise. Both steps may take until Friday.
            city.wait(days: 1)
            try await city.bring(second, to: .recommend)
            try await city.bring(first, to: .recommend)
            let list = try await items(city, "kesbangpol-analis-1")
            #expect(list.map(\.task.caseID) == [first, second])
            #expect(list[0].task.dueAt == list[1].task.dueAt)
            #expect(list[0].urgentAt == list[0].caseDueAt)
            #expect(list[1].urgentAt == list[1].task.dueAt)
            let team = try await items(city, "kesbangpol-kepala", .team)
            #expect(team.map(\.task.caseID) == [first, second])
            // In the evening the promise is broken, the step is not late.
            city.wait(hours: 8)
            let late = try await items(city, "kesbangpol-analis-1", .overdue)
            #expect(late.map(\.task.caseID) == [first])
            // A decision ends the promise: what is left is as urgent as its step.
            try await city.bring(first, to: .handover)
            let handover = try await items(city, "dpmptsp-loket-1")
            #expect(handover.map(\.caseDueAt) == [nil])
            #expect(handover.first?.urgentAt == handover.first?.task.dueAt)
        }
    }

    @Test(
        "a step is marked from the moment of its warning, before and after the clock notes it",
        arguments: TestEngine.available)
    func warned(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - wait: 1 day
                - expect: {never: [case.step_warned]}
                """)
            let before = try #require(try await items(city, "dinkes-analis-1").first)
            let moment = try #require(before.warnedFrom)
            #expect(moment > city.clock.now)
            city.clock.advance(
                milliseconds: moment.milliseconds(since: city.clock.now) + 3_600_000)
            try await city.house.cases.tick()
            #expect(try await city.acts(id).contains(ActKind.stepWarned.rawValue))
            let after = try #require(try await items(city, "dinkes-analis-1").first)
            #expect(after.warnedFrom.map { $0 <= city.clock.now } == true)
        }
    }

    @Test(
        "a step that goes on after a correction is warned of anew",
        arguments: TestEngine.available)
    func again(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - wait: until 2026-11-25 14.00
                - expect: {acts: [case.step_warned]}
                """)
            let file = try await city.house.cases.file(
                try await city.standing(id).record.number, for: city.citizens[0])
            let field = try #require(file.answers.values.keys.sorted().first)
            try await city.house.cases.returnForCorrection(
                try await city.act(id, "dinkes-analis-1"),
                Correction(items: [.init(field: field, note: "Periksa lagi.")], letter: "Mohon."))
            let parked = try #require(try await items(city, "dinkes-analis-1", .waiting).first)
            #expect(parked.warnedFrom == nil && parked.urgentAt == nil)
            try await city.house.cases.answerCorrection(id, by: city.citizens[0], file.answers)
            let item = try #require(try await items(city, "dinkes-analis-1").first)
            // Its time was nearly over when the case waited, and is still.
            #expect(item.warnedFrom.map { $0 <= city.clock.now } == true)
            try await city.house.cases.tick()
            let warned = try await city.acts(id).filter { $0 == ActKind.stepWarned.rawValue }
            #expect(warned.count == 2)
        }
    }
}
