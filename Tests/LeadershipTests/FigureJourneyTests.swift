import Cases
import City
import Contracts
import Forms
import Kernel
import Store
import TestKit
import Testing

@testable import Leadership

@Suite("Figures that the ledger keeps")
struct FigureJourneyTests {
    @Test(
        "are those of a full recount after every story that the city's services tell",
        arguments: TestEngine.available)
    func stories(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let source = try CatalogueSource.load(directory: TestCity.cityFiles)
            let catalogue = try await city.house.shelf.published()
            let stories = source.scenarios(of: catalogue, only: nil).scenarios
            let stage = ScenarioStage(
                house: city.house, clock: city.clock, citizen: city.citizens[0],
                other: city.citizens[1])
            // Every third, so that both engines are done in time; all services are among them.
            for (number, story) in stories.enumerated() where number % 3 == 0 {
                // A story that another one has spoilt has written a history all the same.
                _ = try? await stage.play(story)
                if number % 2 == 0 { try await city.checkFigures() }
            }
            let returned = try await city.submitted()
            try await city.house.cases.returnForCorrection(
                try await city.act(returned, "dpmptsp-loket-1"),
                Correction(items: [.init(field: "nama_lengkap", note: "Salah.")], letter: ""))
            try await city.checkFigures()
            let all = try await city.sums()
            #expect(all.standing.count > 3 && all.days.values.contains { $0.inTime > 0 })
            #expect(all.days.values.contains { $0.returned > 0 })
        }
    }

    @Test("what another system corrects is not returned to anybody")
    func corrected() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.house.store.write("test.round") { tx in
                try tx.execute("UPDATE cases SET round = 2 WHERE id = \(id)")
            }
            try await city.checkFigures()
            #expect(try await city.total().returned == 0)
        }
    }

    @Test(
        "follow a merged case, an erased one, one of another version, one written bare",
        arguments: TestEngine.available)
    func oddOnes(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let main = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            let twin = try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            try await city.checkFigures()
            try await cases.link(
                try await city.act(twin, "dpmptsp-kepala"), .merged,
                to: try await city.standing(main).record.number, reason: "Sama.")
            try await city.checkFigures()
            #expect(try await city.count(.merge) == 1)
            // The twin ends with it and writes no entry of its own.
            try await cases.withdraw(main, by: city.citizens[0], reason: "Batal.")
            try await city.checkFigures()
            #expect(try await city.count(.merge) == 0)
            let withdrawn = try await city.sums().days.values.reduce(0) { $0 + $1.withdrawn }
            #expect(withdrawn == 2)
            try await city.erase(main)
            try await city.checkFigures()

            let (id, version) = (
                try await city.submitted(), try await city.house.shelf.published().version
            )
            try await city.republish("services/penelitian.yaml", "dpmptsp", with: "dpmptsp")
            let rules = try await cases.rules(
                try #require(ServiceCode("penelitian")), version: version)
            let citizen = city.citizens[1]
            let filled = try await city.answers(of: id)
            let answers = Answers(
                filled.values.filter { if case .files = $0.value { false } else { true } })
            try await city.house.store.write("test.bare") { tx in
                for _ in 0..<5 {
                    _ = try cases.openBare(answers, rules, applicant: citizen, in: tx)
                }
            }
            try await city.checkFigures()
            #expect(try await city.count(.open) == 6)
        }
    }

    @Test(
        "reopened, returned and corrected, paused, extended: each counts once",
        arguments: TestEngine.available)
    func turns(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - do: verifikasi
                - do: konsep
                - do: paraf
                - {refuse: putusan, reason: STR tidak berlaku.}
                """)
            try await city.checkFigures()
            var sums = try await city.total()
            #expect(sums.refused == 1 && sums.inTime == 1 && sums.received == 1)
            city.wait(days: 3)
            try await city.play(id, "- reopen: verifikasi")
            try await city.checkFigures()
            sums = try await city.total()
            #expect(sums.refused == 0 && sums.promised == 0 && sums.received == 1)
            #expect(try await city.count(.open) == 1)
            city.wait(days: 60)
            try await city.house.cases.tick()
            try await city.checkFigures()
        }
    }

    @Test("being read twice, or counted anew, changes nothing", arguments: TestEngine.available)
    func twice(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for n in 0..<4 {
                let id = try await city.submitted(n)
                if n % 2 == 0 { try await city.bring(id, to: .verify) }
            }
            try await city.checkFigures()
            let before = try await city.sums()
            // The reader starts again from the first entry.
            try await city.house.store.write("test.again") { tx in
                try tx.execute(
                    """
                    UPDATE ledger_readers SET position = 0 \
                    WHERE name = 'leadership.figures'
                    """)
            }
            try await city.readAll()
            #expect(try await city.sums() == before)
            try await city.house.leadershipTools.keeper.buildAnew()
            #expect(try await city.sums() == before)
        }
    }

    @Test(
        "a house with cases builds them part by part; what was changed is found and put right",
        arguments: TestEngine.available)
    func built(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for n in 0..<3 { try await city.bring(try await city.submitted(n), to: .verify) }
            try await city.house.store.write("test.empty") { tx in
                for table in [
                    "DELETE FROM leadership_cases", "DELETE FROM leadership_days",
                    "DELETE FROM leadership_standing", "DELETE FROM leadership_spans",
                    "UPDATE leadership_state SET built = 0, place = NULL",
                ] as [SQL] { try tx.execute(table) }
            }
            let keeper = city.house.leadershipTools.keeper
            try await keeper.build()
            try await city.checkFigures()
            #expect(try await keeper.check() == 0)

            try await city.house.store.write("test.spoil") { tx in
                try tx.execute("UPDATE leadership_days SET received = received + 7")
                try tx.execute("DELETE FROM leadership_standing")
                try tx.execute("UPDATE leadership_cases SET step = 'lain'")
            }
            #expect(try await keeper.check() > 0)
            try await city.checkFigures()
            #expect(try await keeper.check() == 0)
            let told = try await city.house.store.read("test.told") { reader in
                try reader.row("SELECT COUNT(*) FROM ledger WHERE type = 'figures.rebuilt'")?
                    .int(0)
            }
            #expect(told == 1)
        }
    }
}
