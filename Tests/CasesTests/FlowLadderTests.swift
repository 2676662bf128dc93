import Cases
import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing

/// Rows T7 and T11 to T14 of `docs/flow.md`: the ladder of a report's answer has rungs at 80, 100
/// and 150 percent of five working days.
@Suite("The truth table of flows: ladders")
struct FlowLadderTests {
    private static let lamp = "{kategori: pju}"

    private func report(_ city: TestCity, _ play: String = "") async throws -> CaseID {
        try await city.story("laporan", Self.lamp, "- do: verifikasi\n" + play)
    }

    /// The templates of what an officer was told about steps.
    private func told(_ post: String, _ city: TestCity) async throws -> [String] {
        let account = try await city.officer(post).account
        return try await city.house.store.read("test.told") { reader in
            try reader.rows(
                """
                SELECT template FROM notices WHERE account = \(account) AND channel = 'app' \
                AND template LIKE 'step-%' ORDER BY created_at, id
                """
            ).map { $0.text(0) }
        }
    }

    private func seen(_ post: String, _ city: TestCity) async throws -> [CaseID] {
        try await city.house.cases.escalated(to: try await city.officer(post)).map(\.task.caseID)
    }

    private func rungs(_ id: CaseID, _ city: TestCity) async throws -> [Int64] {
        try await city.house.store.read("test.rungs") { reader in
            try city.house.ledger.acts(of: id, after: 0, limit: 500, in: reader)
                .filter { $0.type == "case.escalated" }
                .compactMap { $0.facts["percent"]?.integerValue }
        }
    }

    @Test(
        "T7 each rung is noted, told, and leaves the step with those below",
        arguments: TestEngine.available)
    func t7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await report(city, "- wait: until 2026-11-30 15.00")
            #expect(try await rungs(id, city) == [80])
            try await city.play(id, "- wait: until 2026-12-01 09.00")
            #expect(try await rungs(id, city) == [80, 100])
            #expect(try await seen("dishub-kepala", city) == [id])
            #expect(try await seen("dlh-kepala", city).isEmpty)
            #expect(try await seen("setda-sekda", city).isEmpty)
            #expect(try await told("dishub-kepala", city) == ["step-raised"])
            try await city.play(id, "- wait: until 2026-12-04 09.00")
            #expect(try await rungs(id, city) == [80, 100, 150])
            #expect(try await seen("setda-sekda", city) == [id])
            #expect(try await seen("dishub-kepala", city) == [id])
            let sekda = try await city.officer("setda-sekda")
            let number = try await city.standing(id).record.number
            #expect(try await city.house.cases.record(number, for: sekda).id == id)
            try await city.play(id, "- do: tanggapan")
            #expect(try await seen("setda-sekda", city).isEmpty)
            // What is done has gone up to nobody.
            let left = try await city.house.store.read("test.left") { reader in
                try reader.row("SELECT COUNT(*) FROM task_escalations")?.int(0)
            }
            #expect(left == 0)
            #expect(try await city.house.cases.tick() == 0)
        }
    }

    @Test(
        "T7 a house that stood still comes to each rung that was passed",
        arguments: TestEngine.available)
    func late(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await report(city)
            city.wait(days: 30)
            while try await city.house.cases.tick() > 0 {}
            #expect(try await rungs(id, city) == [80, 100, 150])
            #expect(try await city.acts(id).filter { $0 == "case.step_overdue" }.count == 1)
        }
    }

    @Test("T7 a step that only names a seat goes up when its time is over")
    func single() async throws {
        try await TestCity.run { city in
            try await city.republish(
                "services/laporan.yaml",
                """
                    escalate:
                      - {at: 80%, to: holder}
                      - {at: 100%, unit: routed, role: kepala}
                      - {at: 150%, unit: setda, role: sekda}

                """, with: "    escalate: {unit: setda, role: sekda}\n")
            let id = try await report(city, "- wait: until 2026-11-30 15.00")
            #expect(try await rungs(id, city).isEmpty)
            try await city.play(id, "- wait: until 2026-12-01 09.00")
            #expect(try await rungs(id, city) == [100])
            #expect(try await seen("setda-sekda", city) == [id])
        }
    }

    @Test(
        "T11 a reminder goes to whoever has the task, and gives it to nobody else",
        arguments: TestEngine.available)
    func t11(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await report(city, "- wait: until 2026-11-30 15.00")
            #expect(try await told("dishub-penghubung", city) == ["step-due"])
            for post in ["dishub-kepala", "setda-sekda"] {
                #expect(try await seen(post, city).isEmpty)
                #expect(try await told(post, city).isEmpty)
            }
            // Held by one of two, only that one is reminded.
            let second = try await report(city)
            let other = try await city.officer("dishub-analis-1").account
            try await city.house.store.write("test.second") { tx in
                try tx.execute(
                    "UPDATE people_positions SET role = 'penghubung' WHERE code = 'dishub-analis-1'"
                )
                try tx.execute(
                    """
                    UPDATE tasks SET claimed_by = \(other) WHERE case_id = \(second) \
                    AND state = 'open'
                    """)
            }
            city.house.directory.forget()
            try await city.play(id, "- do: tanggapan")
            try await city.play(second, "- wait: until 2026-12-07 15.00")
            #expect(try await told("dishub-analis-1", city) == ["step-due"])
            #expect(try await told("dishub-penghubung", city) == ["step-due"])
        }
    }

    @Test(
        "T12 where the unit has nobody in that role, the next rung's seat has it",
        arguments: TestEngine.available)
    func t12(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "laporan", "{kategori: air}",
                """
                - do: verifikasi
                - expect: {unit: setda}
                - wait: until 2026-12-01 09.00
                """)
            #expect(try await rungs(id, city) == [80, 100])
            #expect(try await seen("setda-sekda", city) == [id])
            try await city.play(id, "- wait: until 2026-12-04 09.00")
            #expect(try await rungs(id, city) == [80, 100, 150])
            #expect(try await seen("setda-sekda", city) == [id])
        }
    }

    @Test(
        "T13 while the case waits no rung is reached, and none twice",
        arguments: TestEngine.available)
    func t13(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            // Three working days from Monday; on Tuesday it goes back for a week.
            let id = try await city.story(
                "laporan", Self.lamp,
                """
                - wait: 1 day
                - {return: verifikasi, notes: {kategori: Lampu atau pohon?}}
                - wait: 7 days
                - expect: {never: [case.escalated]}
                - correct: {}
                - wait: 1 day
                """)
            #expect(try await rungs(id, city).isEmpty)
            let due = try #require(try await city.standing(id).task?.dueAt)
            #expect(Day(due, in: .wib).iso == "2026-12-03")
            try await city.play(id, "- wait: until 2026-12-03 14.00")
            #expect(try await rungs(id, city) == [80])
            try await city.play(
                id,
                """
                - {return: verifikasi, notes: {kategori: Lampu atau pohon?}}
                - wait: 4 days
                - correct: {}
                - wait: until 2026-12-08 09.00
                """)
            #expect(try await rungs(id, city) == [80, 100])
            #expect(try await seen("diskominfo-kepala", city) == [id])
        }
    }

    @Test(
        "T14 what went up inside a unit goes with the step to another unit",
        arguments: TestEngine.available)
    func t14(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await report(city, "- wait: until 2026-12-01 09.00")
            #expect(try await seen("dishub-kepala", city) == [id])
            // Whoever it went up to may give it away.
            let task = try #require(try await city.standing(id).task)
            try await city.house.cases.reroute(
                try await city.act(id, "dishub-kepala"), task: task.id,
                to: try #require(UnitCode("dlh")), reason: "Bukan lampu jalan.")
            #expect(try await seen("dishub-kepala", city).isEmpty)
            #expect(try await seen("dlh-kepala", city) == [id])
        }
    }
}
