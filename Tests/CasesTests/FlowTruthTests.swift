import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing

/// One test for each row of `docs/flow.md`; `FlowTableTests` compares the two.
@Suite("The truth table of flows: moving on")
struct FlowMovingTests {
    @Test(
        "M1 a submitted case stands at its first step and its clock does not run",
        arguments: TestEngine.available)
    func m1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let standing = try await city.standing(id)
            #expect(standing.record.step == "periksa")
            #expect(standing.record.state == .open)
            #expect(standing.record.clock.startedAt == nil)
            #expect(standing.task?.kind == .check)
        }
    }

    @Test("M2 a submission sent twice is one case with one number", arguments: TestEngine.available)
    func m2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let draft = try await city.draft()
            let cases = city.house.cases
            let account = city.citizens[0]
            async let first = cases.submit(draft, by: account, language: .id, declared: true)
            async let second = cases.submit(draft, by: account, language: .id, declared: true)
            let numbers = try await [first, second]
            #expect(numbers[0] == numbers[1])
            #expect(try await city.acts(draft).filter { $0 == "case.submitted" }.count == 1)
            let tasks = try await city.house.store.read("test") { reader in
                try reader.row("SELECT COUNT(*) FROM tasks WHERE case_id = \(draft)")?.int(0)
            }
            #expect(tasks == 1)
        }
    }

    @Test(
        "what is sent is judged as the transaction sees it, and stays a draft when it is refused",
        arguments: TestEngine.available)
    func judged(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.draft()
            let cases = city.house.cases
            let account = city.citizens[0]
            let stale = Refusal(.stale, "test.stale")
            await #expect(throws: stale) {
                try await cases.submit(
                    id, by: account, language: .id, declared: true,
                    judging: { draft in
                        #expect(draft?.id == id && draft?.answers.text("judul") != nil)
                        throw stale
                    })
            }
            #expect(try await city.acts(id).isEmpty)
            let number = try await cases.submit(
                id, by: account, language: .id, declared: true,
                judging: { #expect($0?.id == id) })
            // Sent before, there is nothing left to judge; whoever wants that hears of it.
            let again = try await cases.submit(
                id, by: account, language: .id, declared: true, judging: { #expect($0 == nil) })
            #expect(again == number)
        }
    }

    @Test(
        "M3 the clock starts when the file is complete, and promises the third working day",
        arguments: TestEngine.available)
    func m3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            city.wait(hours: 1)
            try await city.house.cases.complete(try await city.act(id, "dpmptsp-loket-1"))
            let clock = try await city.standing(id).record.clock
            #expect(clock.startedAt == city.clock.now)
            // Monday plus three working days, the end of office hours.
            #expect(clock.dueAt.map { Day($0, in: .wib).iso } == "2026-11-26")
        }
    }

    @Test("M4 a step whose condition is false is skipped")
    func m4() throws {
        let environment = ExpressionEnvironment(["luas": .int])
        let condition = try Kernel.Expression.compile("luas > 100", environment)
        let steps = try ["a", "b", "c"].map { name in
            try Self.step(name, condition: name == "b" ? condition : nil)
        }
        let flow = Flow(steps: steps)
        func next(_ id: String, _ bindings: [String: ExpressionValue]) throws -> String? {
            if case .step(let step) = try flow.next(after: id, bindings) { step.id } else { nil }
        }
        #expect(try next("a", ["luas": .int(50)]) == "c")
        #expect(try next("a", ["luas": .int(150)]) == "b")
        #expect(try next("a", [:]) == "c")
        #expect(try next("c", [:]) == nil)
    }

    private static func step(_ id: String, condition: Kernel.Expression?) throws -> Step {
        let unit = try #require(UnitCode("dinas"))
        let role = try #require(RoleCode("analis"))
        return Step(
            id: id, kind: .verify, unit: unit, role: role,
            title: LocalizedText(id: id, en: id), within: .days(1), condition: condition)
    }

    @Test(
        "M5 an unfavourable opinion goes on, and stands in the file",
        arguments: TestEngine.available)
    func m5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            let act = try await city.act(id, "dpmptsp-analis-1")
            try await city.house.cases.giveOpinion(act, favourable: false, text: "Tidak sesuai.")
            let standing = try await city.standing(id)
            #expect(standing.task?.kind == .recommend)
            let file = try await city.house.cases.file(
                standing.record.number, for: try await city.officer("dpmptsp-kepala"))
            #expect(file.opinions.map(\.isFavourable) == [false])
            #expect(file.opinions.first?.text == "Tidak sesuai.")
        }
    }

    @Test(
        "M6 after the last step the case is closed and the promise stays readable",
        arguments: TestEngine.available)
    func m6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            try await city.passStep(id)
            let record = try await city.standing(id).record
            #expect(record.state == .closed)
            #expect(record.outcome == .granted)
            #expect(record.clock.dueAt != nil)
            #expect(try await city.standing(id).task == nil)
        }
    }

    @Test(
        "M7 of two officers who press at once one wins, the other changes nothing",
        arguments: TestEngine.available)
    func m7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let first = try await city.act(id, "dpmptsp-loket-1")
            let second = try await city.act(id, "dpmptsp-loket-2")
            try await city.house.cases.complete(first)
            let before = try await city.acts(id)
            await #expect(throws: Refusal(.conflict, "case.changed_meanwhile")) {
                try await city.house.cases.complete(second)
            }
            #expect(try await city.acts(id) == before)
        }
    }

    @Test("M8 an officer without the role in the unit is refused", arguments: TestEngine.available)
    func m8(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            for post in ["kesbangpol-analis-1", "dpmptsp-analis-1", "dpmptsp-kepala"] {
                let act = try await city.act(id, post)
                await #expect(throws: Refusal(.forbidden, "case.not_yours")) {
                    try await city.house.cases.complete(act)
                }
            }
            #expect(try await city.standing(id).task?.kind == .check)
        }
    }

    @Test(
        "M9 a claimed task is the colleague's until it is handed back",
        arguments: TestEngine.available)
    func m9(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let cases = city.house.cases
            try await cases.claim(try await city.act(id, "dpmptsp-loket-1"))
            let other = try await city.act(id, "dpmptsp-loket-2")
            await #expect(throws: Refusal(.conflict, "case.claimed_by_other")) {
                try await cases.complete(other)
            }
            try await cases.handBack(try await city.act(id, "dpmptsp-loket-1"))
            try await cases.complete(try await city.act(id, "dpmptsp-loket-2"))
            #expect(try await city.standing(id).task?.kind == .verify)
        }
    }
}
