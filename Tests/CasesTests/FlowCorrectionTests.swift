import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing

@Suite("The truth table of flows: correction")
struct FlowCorrectionTests {
    static let correction = Correction(
        items: [Correction.Item(field: "judul", note: "Judul berbeda dengan surat pengantar.")],
        letter: "Mohon diperbaiki.")
    static let answer = Answers(["judul": .text("Judul yang benar")])

    private func returned(_ city: TestCity, _ id: CaseID, by post: String) async throws {
        try await city.house.cases.returnForCorrection(
            try await city.act(id, post), Self.correction)
    }

    @Test(
        "C1 returning a case pauses its clock and keeps the days that are left",
        arguments: TestEngine.available)
    func c1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            city.wait(days: 1)
            try await returned(city, id, by: "dpmptsp-analis-1")
            let record = try await city.standing(id).record
            #expect(record.state == .waiting)
            #expect(record.clock.dueAt == nil)
            // Complete on Monday, due on Thursday; on Tuesday two days are left.
            #expect(record.clock.daysLeft == 2)
            #expect(try await city.mails().last?.contains("perlu Anda perbaiki") == true)
        }
    }

    @Test(
        "C2 the answer opens the same step again and the clock goes on",
        arguments: TestEngine.available)
    func c2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            city.wait(days: 1)
            try await returned(city, id, by: "dpmptsp-analis-1")
            city.wait(days: 6)
            try await city.house.cases.answerCorrection(
                id, by: city.citizens[0], Self.answer)
            let standing = try await city.standing(id)
            #expect(standing.task?.kind == .verify)
            #expect(standing.task?.state == .open)
            #expect(standing.record.round == 2)
            // Monday 30 November and the two days that were left.
            #expect(standing.record.clock.dueAt.map { Day($0, in: .wib).iso } == "2026-12-02")
        }
    }

    @Test("C3 only the named fields are taken", arguments: TestEngine.available)
    func c3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await returned(city, id, by: "dpmptsp-loket-1")
            var answers = Self.answer
            answers["nama_lengkap"] = .text("Orang Lain")
            try await city.house.cases.answerCorrection(id, by: city.citizens[0], answers)
            let number = try await city.standing(id).record.number
            let file = try await city.house.cases.file(number, for: city.citizens[0])
            #expect(file.answers.text("judul") == "Judul yang benar")
            #expect(file.answers.text("nama_lengkap") != "Orang Lain")
        }
    }

    @Test(
        "C4 an unanswered correction lapses the day after its last day",
        arguments: TestEngine.available)
    func c4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await returned(city, id, by: "dpmptsp-loket-1")
            city.wait(days: 14)
            try await city.house.cases.tick()
            #expect(try await city.standing(id).record.state == .waiting)
            city.wait(days: 1)
            try await city.house.cases.tick()
            let record = try await city.standing(id).record
            #expect(record.outcome == .lapsed)
            #expect(try await city.acts(id).filter { $0 == "case.lapsed" }.count == 1)
            try await city.house.cases.tick()
            #expect(try await city.acts(id).filter { $0 == "case.lapsed" }.count == 1)
        }
    }

    @Test(
        "C5 a correction without a field, or with an empty note, is refused",
        arguments: TestEngine.available)
    func c5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let act = try await city.act(id, "dpmptsp-loket-1")
            let cases = city.house.cases
            await #expect(throws: Refusal(.invalid, "case.return.no_field", field: "fields")) {
                try await cases.returnForCorrection(act, Correction(items: [], letter: "…"))
            }
            await #expect(throws: Refusal(.invalid, "case.return.no_note", field: "judul")) {
                try await cases.returnForCorrection(
                    act, Correction(items: [.init(field: "judul", note: "  ")], letter: ""))
            }
            await #expect(throws: Refusal(.invalid, "case.return.unknown_field", field: "sepatu")) {
                try await cases.returnForCorrection(
                    act, Correction(items: [.init(field: "sepatu", note: "x")], letter: ""))
            }
            #expect(try await city.standing(id).record.state == .open)
        }
    }

    @Test("C6 before the clock ran there is nothing to pause", arguments: TestEngine.available)
    func c6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await returned(city, id, by: "dpmptsp-loket-1")
            try await city.house.cases.answerCorrection(id, by: city.citizens[0], Self.answer)
            #expect(try await city.standing(id).record.clock == CaseClock())
            try await city.passStep(id)
            #expect(try await city.standing(id).record.clock.dueAt != nil)
        }
    }

    @Test(
        "C7 a second correction is a second round, and both letters stay",
        arguments: TestEngine.available)
    func c7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            for _ in 0..<2 {
                try await returned(city, id, by: "dpmptsp-loket-1")
                try await city.house.cases.answerCorrection(
                    id, by: city.citizens[0], Self.answer)
            }
            let number = try await city.standing(id).record.number
            let file = try await city.house.cases.file(number, for: city.citizens[0])
            #expect(file.corrections.count == 2)
            #expect(file.rounds.count == 3)
            #expect(file.record.round == 3)
        }
    }
}
