import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("The tasks of a team, and giving many at once")
struct TeamTests {
    private func team(
        _ city: TestCity, _ post: String = "dpmptsp-kabid-perizinan",
        service: ServiceCode? = nil, holder: InboxQuery.Holder? = nil
    ) async throws -> InboxPage {
        let leader = try await city.officer(post)
        return try await city.house.cases.inbox(
            of: leader, InboxQuery(tab: .team, service: service, holder: holder))
    }

    private func seen(_ items: [InboxItem]) -> [SeenTask] {
        items.map(\.seen)
    }

    private func given(_ tasks: [AssignedTask]) -> Int {
        tasks.filter { if case .assigned = $0.fate { true } else { false } }.count
    }

    private func reasons(_ tasks: [AssignedTask]) -> [String] {
        tasks.flatMap { task -> [String] in
            guard case .refused(let refusal) = task.fate else { return [] }
            return refusal.problems.map(\.key)
        }
    }

    @Test(
        "a leader sees every open task of his unit, what nobody holds first",
        arguments: TestEngine.available)
    func list(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let held = try await city.submitted()
            try await cases.claim(try await city.act(held, "dpmptsp-loket-1"))
            city.wait(hours: 1)
            let verified = try await city.submitted(1)
            try await city.bring(verified, to: .verify)
            let checked = try await city.submitted(2)
            // Elsewhere, and with the applicant.
            let away = try await city.submitted(3)
            try await city.bring(away, to: .recommend)
            let back = try await city.submitted(4)
            try await cases.returnForCorrection(
                try await city.act(back, "dpmptsp-loket-1"),
                Correction(items: [.init(field: "judul", note: "Umum.")], letter: "Mohon."))
            let page = try await team(city)
            #expect(page.counts[.team] == 3)
            #expect(Set(page.items.prefix(2).map(\.task.caseID)) == [verified, checked])
            #expect(page.items.last?.task.caseID == held)
            let dues = page.items.prefix(2).compactMap(\.urgentAt)
            #expect(dues == dues.sorted())
            // The head of the other office sees what went there; who leads nothing sees nothing.
            #expect(
                try await team(city, "kesbangpol-kepala").items.map(\.task.caseID) == [away])
            let clerk = try await team(city, "dpmptsp-loket-1")
            #expect(clerk.items.isEmpty && clerk.counts[.team] == nil)
        }
    }

    @Test(
        "lists are narrowed to a service and to whoever holds a task",
        arguments: TestEngine.available)
    func narrowed(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let (research, other) = (try await city.submitted(), try await city.submitted(1))
            let sign = try await city.advertisement()
            try await cases.claim(try await city.act(research, "dpmptsp-loket-1"))
            try await cases.writeMessage(on: sign, by: city.citizens[0], text: "Kapan?")
            try await cases.writeMessage(on: research, by: city.citizens[0], text: "Kapan?")
            let clerk = try await city.officer("dpmptsp-loket-1")
            let reklame = try #require(ServiceCode("reklame"))
            func found(
                _ tab: InboxQuery.Tab, _ service: ServiceCode?, _ holder: InboxQuery.Holder?
            ) async throws -> Set<CaseID> {
                let leads = tab == .team ? "dpmptsp-kepala" : "dpmptsp-loket-1"
                let page = try await cases.inbox(
                    of: try await city.officer(leads),
                    InboxQuery(tab: tab, service: service, holder: holder))
                return Set(page.items.map(\.task.caseID) + page.messages.map(\.record.id))
            }
            for tab in [InboxQuery.Tab.unit, .team] {
                #expect(try await found(tab, nil, nil) == [research, other, sign])
                #expect(try await found(tab, reklame, nil) == [sign])
                #expect(try await found(tab, nil, .nobody) == [other, sign])
                #expect(try await found(tab, nil, .person(clerk.account)) == [research])
                #expect(try await found(tab, reklame, .person(clerk.account)).isEmpty)
            }
            #expect(try await found(.messages, nil, nil) == [research, sign])
            #expect(try await found(.messages, reklame, nil) == [sign])
            #expect(try await found(.messages, nil, .nobody) == [sign])
            #expect(try await found(.messages, nil, .person(clerk.account)) == [research])
        }
    }

    @Test(
        "many tasks are given to one person, each by its own act; what may not be is named",
        arguments: TestEngine.available)
    func assign(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            var ids: [CaseID] = []
            for number in 0..<3 {
                ids.append(try await city.submitted(number))
                try await city.bring(ids[number], to: .verify)
            }
            let check = try await city.submitted(3)
            let leader = try await city.officer("dpmptsp-kabid-perizinan")
            let analyst = try await city.officer("dpmptsp-analis-2")
            let people = try await cases.assignees(
                for: try await team(city).items.map(\.task),
                among: try await cases.colleagues(of: leader), seenBy: leader)
            #expect(people.contains { $0.account == analyst.account && $0.openTasks == 0 })
            #expect(!people.contains { $0.account == leader.account })
            let shown = seen(try await team(city).items)
            // Somebody was quicker at one of them.
            try await cases.claim(try await city.act(ids[1], "dpmptsp-analis-1"))
            let done = await cases.assignMany(shown, to: analyst.account, by: leader)
            #expect(done.map(\.task) == shown)
            #expect(given(done) == 2)
            #expect(
                Set(reasons(done)) == ["case.changed_meanwhile", "case.assign.person"])
            let mine = try await cases.inbox(of: analyst, InboxQuery(tab: .mine)).items
            #expect(Set(mine.map(\.task.caseID)) == [ids[0], ids[2]])
            for id in [ids[0], ids[2]] {
                let acts = try await city.acts(id)
                #expect(acts.filter { $0 == ActKind.assigned.rawValue }.count == 1)
            }
            #expect(try await city.standing(check).task?.claimedBy == nil)
            // A colleague gives nothing.
            let refused = await cases.assignMany(
                seen(try await team(city).items), to: analyst.account, by: analyst)
            #expect(given(refused) == 0 && !refused.isEmpty)
            // What lies where the leader sees nothing is not counted.
            let first = ids[0]
            try await city.house.store.write("test.elsewhere") { tx in
                _ = try tx.execute(
                    """
                    UPDATE tasks SET unit = 'disdukcapil' \
                    WHERE case_id = \(first) AND state <> 'done'
                    """)
            }
            let counted = try await cases.assignees(
                for: try await team(city).items.map(\.task),
                among: try await cases.colleagues(of: leader), seenBy: leader)
            #expect(counted.first { $0.account == analyst.account }?.openTasks == 1)
        }
    }

    @Test(
        "several tasks of one case do not get into each other's way",
        arguments: TestEngine.available)
    func branches(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.advertisement()
            let record = try await city.standing(id).record
            let leader = try await city.officer("dpmptsp-kepala")
            let clerk = try await city.officer("dpmptsp-loket-1")
            let task = try #require(try await city.standing(id).task)
            // The same task twice stands for two of one case: the second goes on from the first.
            let seen = SeenTask(number: record.number, revision: record.revision, task: task.id)
            let done = await city.house.cases.assignMany(
                [seen, seen], to: clerk.account, by: leader)
            #expect(given(done) == 2)
        }
    }
}
