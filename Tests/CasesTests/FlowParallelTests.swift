import Cases
import City
import Contracts
import Forms
import Kernel
import People
import TestKit
import Testing

/// Rows P of `docs/flow.md`, on the advertising permit.
@Suite("The truth table of flows: side by side")
struct FlowParallelTests {
    /// A case whose agencies have it now.
    private func begun(
        _ city: TestCity, tetap: Bool = true, park: Bool = true
    ) async throws -> CaseID {
        let id = try await city.advertisement(tetap: tetap, park: park)
        try await city.house.cases.complete(try await city.act(id, "dpmptsp-loket-1"))
        return id
    }

    private func speak(_ city: TestCity, _ id: CaseID, _ posts: String...) async throws {
        for post in posts {
            try await city.speak(id, post)
        }
    }

    private func ask(
        _ city: TestCity, _ id: CaseID, _ post: String, _ field: String
    ) async throws {
        try await city.house.cases.returnForCorrection(
            try await city.act(id, post),
            Correction(items: [.init(field: field, note: "Perbaiki \(field).")], letter: ""))
    }

    private func open(_ city: TestCity, _ id: CaseID) async throws -> [String] {
        try await city.standing(id).tasks.filter { $0.state == .open }.map(\.step).sorted()
    }

    /// Publishes the city with another way of joining.
    private func join(_ word: String, in city: TestCity) async throws {
        let source = try CatalogueSource.load(directory: TestCity.cityFiles)
        var files = source.files
        let path = "services/reklame.yaml"
        files[path] = files[path]?.split(separator: "join: all").joined(separator: "join: \(word)")
        try await city.house.shelf.publish(CatalogueSource(files: files))
    }

    @Test(
        "P1 each branch whose condition holds has its task at once",
        arguments: TestEngine.available)
    func p1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let whole = try await begun(city)
            #expect(
                try await open(city, whole) == ["ketertiban", "konstruksi", "pajak", "taman"])
            #expect(try await city.standing(whole).record.step == "teknis")
            let small = try await begun(city, tetap: false, park: false)
            #expect(try await open(city, small) == ["ketertiban", "pajak"])
        }
    }

    @Test("P2 when a branch ends the others go on", arguments: TestEngine.available)
    func p2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city)
            try await speak(city, id, "bapenda-analis-1")
            #expect(try await open(city, id) == ["ketertiban", "konstruksi", "taman"])
            #expect(try await city.standing(id).record.step == "teknis")
        }
    }

    @Test("P3 when the last has ended the case goes on", arguments: TestEngine.available)
    func p3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city, tetap: false)
            try await speak(
                city, id, "disperumkim-analis-1", "satpol-pp-lapangan-1", "bapenda-analis-1")
            #expect(try await open(city, id) == ["konsep"])
            #expect(try await city.standing(id).record.unit.text == "dpmptsp")
        }
    }

    @Test(
        "P4 with `any` or a number that many are enough and the others stop",
        arguments: TestEngine.available, ["any", "2"])
    func p4(engine: TestEngine, word: String) async throws {
        try await TestCity.run(on: engine) { city in
            try await join(word, in: city)
            let id = try await begun(city)
            try await speak(city, id, "bapenda-analis-1")
            if word == "2" {
                #expect(try await open(city, id).count == 3)
                try await speak(city, id, "dpupr-analis-1")
            }
            #expect(try await open(city, id) == ["konsep"])
            #expect(try await city.standing(id).tasks.count == 1)
            let ended = try await city.acts(id).filter { $0 == "case.branch_ended" }
            #expect(ended.count == (word == "any" ? 3 : 2))
        }
    }

    @Test(
        "P5 two branches that act at once on what both saw both count",
        arguments: TestEngine.available)
    func p5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city)
            let seen = try await city.standing(id)
            func act(_ post: String, _ step: String) async throws -> OfficerAct {
                OfficerAct(
                    caseID: id, revision: seen.record.revision,
                    officer: try await city.officer(post),
                    task: seen.tasks.first { $0.step == step }?.id)
            }
            let cases = city.house.cases
            let (tax, order) = (
                try await act("bapenda-analis-1", "pajak"),
                try await act("dpupr-analis-1", "konstruksi")
            )
            async let first: Void = cases.giveOpinion(tax, favourable: true, text: "Lunas.")
            async let second: Void = cases.giveOpinion(order, favourable: false, text: "Sempit.")
            _ = try await (first, second)
            #expect(try await open(city, id) == ["ketertiban", "taman"])
            // The same task a second time is somebody else's doing.
            await #expect(throws: Refusal.self) {
                try await cases.giveOpinion(tax, favourable: true, text: "Lunas.")
            }
        }
    }

    @Test(
        "P6 what a branch asks for waits while others run, and they go on",
        arguments: TestEngine.available)
    func p6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city)
            try await ask(city, id, "bapenda-analis-1", "npwpd")
            let record = try await city.standing(id).record
            #expect(record.state == .open)
            #expect(record.clock.isRunning)
            #expect(try await open(city, id) == ["ketertiban", "konstruksi", "taman"])
            #expect(!(try await city.acts(id).contains("case.returned")))
        }
    }

    @Test(
        "P7 when all others have spoken one letter asks for everything",
        arguments: TestEngine.available)
    func p7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city)
            try await ask(city, id, "bapenda-analis-1", "npwpd")
            try await ask(city, id, "dpupr-analis-1", "titik")
            try await speak(city, id, "disperumkim-analis-1", "satpol-pp-lapangan-1")
            let record = try await city.standing(id).record
            #expect(record.state == .waiting)
            #expect(record.clock.pausedAt != nil)
            let file = try await city.house.cases.file(record.number, for: city.citizens[0])
            #expect(file.openCorrection?.correction.items.map(\.field) == ["npwpd", "titik"])
            #expect(try await city.acts(id).filter { $0 == "case.returned" }.count == 1)
        }
    }

    @Test(
        "P8 after two working days the letter goes out; branches that run go on meanwhile",
        arguments: TestEngine.available)
    func p8(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city)
            try await ask(city, id, "bapenda-analis-1", "npwpd")
            city.wait(days: 1)
            try await city.house.cases.tick()
            #expect(try await city.standing(id).record.state == .open)
            city.wait(days: 1)
            city.wait(hours: 12)
            try await city.house.cases.tick()
            #expect(try await city.standing(id).record.state == .waiting)
            try await speak(city, id, "dpupr-analis-1")
            #expect(try await city.standing(id).record.state == .waiting)
            #expect(!(try await open(city, id).contains("konstruksi")))
        }
    }

    @Test(
        "P9 the answer goes to the branches that asked and to no others",
        arguments: TestEngine.available)
    func p9(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city)
            try await ask(city, id, "bapenda-analis-1", "npwpd")
            try await speak(
                city, id, "dpupr-analis-1", "disperumkim-analis-1", "satpol-pp-lapangan-1")
            try await city.house.cases.answerCorrection(
                id, by: city.citizens[0], Answers(["npwpd": .text("P.1.0000002.03.05")]))
            let standing = try await city.standing(id)
            #expect(standing.record.state == .open)
            #expect(standing.record.clock.isRunning)
            #expect(try await open(city, id) == ["pajak"])
            try await speak(city, id, "bapenda-analis-1")
            #expect(try await open(city, id) == ["konsep"])
        }
    }

    @Test(
        "P10 an agency whose silence consents has consented when its time is over",
        arguments: TestEngine.available)
    func p10(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city, tetap: false, park: true)
            try await speak(city, id, "bapenda-analis-1", "satpol-pp-lapangan-1")
            city.wait(days: 3)
            try await city.house.cases.tick()
            #expect(try await open(city, id) == ["konsep"])
            #expect(try await city.acts(id).contains("case.silent_consent"))
        }
    }

    @Test(
        "P11 what is not said by those whose silence means nothing is late, no more",
        arguments: TestEngine.available)
    func p11(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city, tetap: false, park: false)
            city.wait(days: 3)
            try await city.house.cases.tick()
            #expect(try await open(city, id) == ["ketertiban", "pajak"])
        }
    }

    @Test(
        "P13 of several documents one is refused, or all are", arguments: TestEngine.available)
    func p13(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.story(
                "akta-kelahiran", "{minta_kia: ya, nomor_kk: \"3271010101010001\"}",
                """
                - do: periksa
                - do: verifikasi
                - {refuse: kia, reason: Blangko habis.}
                - expect: {step: terbit, tasks: [akta, kk_baru], acts: [case.not_issued]}
                - do: akta
                - do: kk_baru
                - do: serah
                - expect: {outcome: granted}
                """)
            #expect(try await city.mails().contains { $0.hasPrefix("Satu dokumen dari") })
            try await city.story(
                "akta-kelahiran", "{minta_kia: tidak, nomor_kk: \"3271010101010001\"}",
                """
                - do: periksa
                - do: verifikasi
                - {refuse: akta, reason: Data ibu tidak ada di SIAK.}
                - {refuse: kk_baru, reason: Data ibu tidak ada di SIAK.}
                - expect: {state: closed, outcome: refused, acts: [case.refused]}
                """)
        }
    }

    @Test("P12 a withdrawal ends all branches", arguments: TestEngine.available)
    func p12(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await begun(city)
            try await ask(city, id, "bapenda-analis-1", "npwpd")
            try await city.house.cases.withdraw(id, by: city.citizens[0], reason: "Batal.")
            let standing = try await city.standing(id)
            #expect(standing.tasks.isEmpty)
            #expect(standing.record.outcome == .withdrawn)
            city.wait(days: 5)
            try await city.house.cases.tick()
            #expect(!(try await city.acts(id).contains("case.returned")))
        }
    }
}
