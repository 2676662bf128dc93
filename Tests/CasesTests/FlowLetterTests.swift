import Cases
import City
import Contracts
import Documents
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("The truth table of flows: letter")
struct FlowLetterTests {
    private func file(_ city: TestCity, _ id: CaseID) async throws -> CaseFile {
        try await city.house.cases.file(
            try await city.standing(id).record.number,
            for: try await city.officer("dpmptsp-kepala"))
    }

    private func numbers(_ city: TestCity) async throws -> [String] {
        try await city.house.store.read("test.numbers") { reader in
            try reader.rows("SELECT text, state FROM numbers ORDER BY serial").map {
                "\($0.text(0)) \($0.text(1))"
            }
        }
    }

    @Test(
        "L1 preparing the letter reserves its number and asks the first seat",
        arguments: TestEngine.available)
    func l1(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .initials)
            #expect(try await numbers(city) == ["000.9.2/0001/SKP/DPMPTSP/2026 reserved"])
            let task = try #require(try await city.standing(id).task)
            #expect(task.role.text == "kabid")
            #expect(task.seat == 0)
        }
    }

    @Test(
        "L2 a changed text is a new version, and everybody after sees the change",
        arguments: TestEngine.available)
    func l2(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .initials)
            let text = try #require(try await city.house.cases.currentLetter(of: id))
            let changed = text.split(separator: "kerahasiaan").joined(separator: "KERAHASIAAN")
            try await city.house.cases.initialLetter(
                try await city.act(id, "dpmptsp-kabid-perizinan"), text: changed)
            let file = try await file(city, id)
            #expect(file.letterVersions.count == 2)
            #expect(file.initials.map(\.version) == [2])
            let diff = WordDiff.make(file.letterVersions[0].text, file.letterVersions[1].text)
            #expect(diff.contains(.added("KERAHASIAAN ")))
            #expect(diff.contains(.removed("kerahasiaan ")))
        }
    }

    @Test(
        "L3 sent back, the drafter has it again, initials fall, the number stays",
        arguments: TestEngine.available)
    func l3(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .initials, seat: 1)
            try await city.house.cases.sendBackLetter(
                try await city.act(id, "dpmptsp-sekretaris"), reason: "Tambahkan tempat.")
            let standing = try await city.standing(id)
            #expect(standing.task?.kind == .draft)
            #expect(try await file(city, id).initials.isEmpty)
            try await city.bring(id, to: .decide)
            #expect(try await numbers(city) == ["000.9.2/0001/SKP/DPMPTSP/2026 reserved"])
        }
    }

    @Test("L4 after the last initials the head has it", arguments: TestEngine.available)
    func l4(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            #expect(try await city.standing(id).task?.role.text == "kepala")
            #expect(try await file(city, id).initials.map(\.seat) == [0, 1])
        }
    }

    @Test(
        "L5 signing makes the PDF, uses the number, issues the letter",
        arguments: TestEngine.available)
    func l5(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            #expect(try await numbers(city) == ["000.9.2/0001/SKP/DPMPTSP/2026 used"])
            let letter = try #require(try await file(city, id).letter)
            #expect(letter.state == .issued)
            let blob = try #require(letter.blob)
            let pdf = try await city.house.blobs.read(blob, from: city.house.store)
            #expect(pdf.starts(with: Array("%PDF-".utf8)))
            #expect(letter.validUntil != nil)
            #expect(try await city.mails().contains { $0.contains("Surat Anda terbit") })
        }
    }

    @Test(
        "L6 when the PDF cannot be made nothing changes and the number stays reserved",
        arguments: TestEngine.available)
    func l6(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .initials, seat: 1)
            // A family that no machine has: the press refuses it.
            let text = try #require(try await city.house.cases.currentLetter(of: id))
            try await city.house.cases.initialLetter(
                try await city.act(id, "dpmptsp-sekretaris"),
                text: ":huruf Tidak Ada Sama Sekali\n" + text)
            let act = try await city.act(id, "dpmptsp-kepala")
            await #expect(throws: PDFError.self) {
                try await city.house.cases.decide(act, .sign)
            }
            #expect(try await city.standing(id).task?.kind == .decide)
            #expect(try await numbers(city) == ["000.9.2/0001/SKP/DPMPTSP/2026 reserved"])
        }
    }

    @Test(
        "L7 the head may refuse with a written reason, under the same number",
        arguments: TestEngine.available)
    func l7(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            try await city.house.cases.decide(
                try await city.act(id, "dpmptsp-kepala"), .refuse(reason: "Lokasi ditutup."))
            let record = try await city.standing(id).record
            #expect(record.outcome == .refused)
            let letter = try #require(try await file(city, id).letter)
            #expect(letter.kind == .refusal)
            #expect(letter.state == .issued)
            #expect(try await numbers(city) == ["000.9.2/0001/SKP/DPMPTSP/2026 used"])
            #expect(
                try await city.house.cases.currentLetter(of: id)?.contains("Lokasi ditutup")
                    == true)
        }
    }

    @Test("L8 nobody decides over his own draft", arguments: TestEngine.available)
    func l8(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let head = try await city.officer("dpmptsp-kepala")
            _ = try await city.house.store.write("test.own") { tx in
                try tx.execute(
                    """
                    UPDATE tasks SET done_by = \(head.account) \
                    WHERE case_id = \(id) AND kind = 'draft'
                    """)
            }
            let act = try await city.act(id, "dpmptsp-kepala")
            await #expect(throws: Refusal(.forbidden, "case.four_eyes")) {
                try await city.house.cases.decide(act, .sign)
            }
        }
    }

    @Test(
        "L9 a drafter who turns to refusal voids the grant and keeps the number",
        arguments: TestEngine.available)
    func l9(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .initials)
            let cases = city.house.cases
            try await cases.sendBackLetter(
                try await city.act(id, "dpmptsp-kabid-perizinan"), reason: "Tolak saja.")
            let act = try await city.act(id, "dpmptsp-analis-1")
            try await cases.prepareLetter(
                act, .refusal, text: try await city.draftLetter(for: act, .refusal))
            let letter = try #require(try await file(city, id).letter)
            #expect(letter.kind == .refusal)
            #expect(letter.number == "000.9.2/0001/SKP/DPMPTSP/2026")
            try await city.bring(id, to: .decide)
            try await city.passStep(id)
            #expect(try await city.standing(id).record.outcome == .refused)
        }
    }

    @Test(
        "L10 a case that ends voids the number it holds; it is never given again",
        arguments: TestEngine.available)
    func l10(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .initials)
            try await city.house.cases.withdraw(id, by: city.citizens[0], reason: "Batal.")
            let next = try await city.submitted(1, of: 1)
            try await city.bring(next, to: .initials)
            #expect(
                try await numbers(city) == [
                    "000.9.2/0001/SKP/DPMPTSP/2026 void",
                    "000.9.2/0002/SKP/DPMPTSP/2026 reserved",
                ])
        }
    }
}
