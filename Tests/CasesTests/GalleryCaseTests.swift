import City
import Contracts
import Forms
import Kernel
import People
import TestKit
import Testing

@testable import Cases

/// A case with every kind of answer, from the draft to the letter.
@Suite("A case of every kind of question")
struct GalleryCaseTests {
    private func submitted(_ city: TestCity) async throws -> CaseID {
        let code = try #require(ServiceCode("galeri"))
        let person = DemoNames.person(0)
        let draft = try await DemoApplication(house: city.house).draft(
            of: code, 0, Answers(["nama": .text(person.name), "kas": .integer(0)]),
            city.citizens[0])
        _ = try await city.house.cases.submit(
            draft, by: city.citizens[0], language: .id, declared: true)
        return draft
    }

    private func file(_ id: CaseID, _ city: TestCity) async throws -> CaseFile {
        let number = try await city.standing(id).record.number
        return try await city.house.cases.file(number, for: city.citizens[0])
    }

    @Test(
        "The demo answers every kind by itself, and the case keeps all of it",
        arguments: TestEngine.available)
    func kept(engine: TestEngine) async throws {
        try await GalleryCity.run(on: engine) { city in
            let file = try await file(try await submitted(city), city)
            let answers = file.answers
            for field in file.service.form.fields where field.required {
                #expect(answers[field.id] != nil, "\(field.id)")
            }
            let sum = answers.rows("belanja").reduce(Int64(0)) { total, row in
                if case .integer(let price)? = row["harga"] { total + price } else { total }
            }
            #expect(sum > 0)
            #expect(answers["kurang"] == .integer(sum))
            // The case belongs to the region that was answered first.
            #expect(file.record.region?.level == .kecamatan)
        }
    }

    @Test("A search finds the case by the street of its address", arguments: TestEngine.available)
    func searched(engine: TestEngine) async throws {
        try await GalleryCity.run(on: engine) { city in
            let code = try #require(ServiceCode("galeri"))
            let region = try #require(RegionCode("32.71.03.1006"))
            let draft = try await DemoApplication(house: city.house).draft(
                of: code, 0,
                Answers([
                    "kas": .integer(0),
                    "rumah": .address(
                        AddressAnswer(street: "Jalan Kenanga Nomor 5", town: .region(region))),
                ]), city.citizens[0])
            _ = try await city.house.cases.submit(
                draft, by: city.citizens[0], language: .id, declared: true)
            let clerk = try await city.officer("dpmptsp-loket-1")
            func found(_ words: String) async throws -> Int {
                try await city.house.cases.find(words, for: clerk).records.count
            }
            #expect(try await found("kenanga") == 1)
            #expect(try await found("Jalan Kenanga 5") == 1)
            #expect(try await found("Jalan Melati") == 0)
        }
    }

    @Test(
        "A correction opens a table and an address again; what follows is worked out anew",
        arguments: TestEngine.available)
    func corrected(engine: TestEngine) async throws {
        try await GalleryCity.run(on: engine) { city in
            let id = try await submitted(city)
            await #expect(throws: Refusal.self) {
                try await city.house.cases.returnForCorrection(
                    try await city.act(id, "dpmptsp-loket-1"),
                    Correction(items: [.init(field: "kurang", note: "Hitung lagi.")], letter: ""))
            }
            try await city.house.cases.returnForCorrection(
                try await city.act(id, "dpmptsp-loket-1"),
                Correction(items: [.init(field: "belanja", note: "Harga salah.")], letter: ""))
            var answers = try await file(id, city).answers
            answers["belanja"] = .rows([
                Answers([
                    "barang": .text("Tikar"), "harga": .integer(70_000), "lunas": .yesNo(true),
                ])
            ])
            // What was not asked for is not taken.
            answers["kas"] = .integer(999)
            try await city.house.cases.answerCorrection(id, by: city.citizens[0], answers)
            let after = try await file(id, city)
            #expect(after.rounds.count == 2)
            #expect(after.answers["kas"] == .integer(0))
            #expect(after.answers["kurang"] == .integer(70_000))
        }
    }

    @Test("The letter says the parts of answers and the rows of tables")
    func letter() async throws {
        try await GalleryCity.run { city in
            let id = try await submitted(city)
            try await city.bring(id, to: .draft)
            let act = try await city.act(id, "dpmptsp-analis-1")
            let text = try await city.draftLetter(for: act, .grant)
                .replacing("\\", with: "")
            let answers = try await file(id, city).answers
            guard case .address(let home)? = answers["rumah"],
                case .range(let range)? = answers["waktu"]
            else {
                Issue.record("the answers are not there")
                return
            }
            #expect(text.contains("| Alamat : Jalan Contoh Nomor 1, RT 001/RW 001, Kelurahan"))
            #expect(text.contains("| RT : \(home.rt ?? "?")"))
            #expect(text.contains("| Mulai : \(HumanText.day(range.from, .id))"))
            #expect(text.contains("| Titik : 6,"))
            #expect(text.contains("|- Barang 1 | Rp1"))
            #expect(text.contains("|- Barang 2 | Rp2"))
            #expect(text.contains("Lunas: Barang 1"))
            #expect(!text.contains("Lunas: Barang 2"))
            #expect(!text.contains("⟦"))
            try await city.house.cases.prepareLetter(act, .grant, text: text)
            try await city.house.cases.decide(try await city.act(id, "dpmptsp-kepala"), .sign)
            let letter = try #require(try await file(id, city).letter)
            #expect(letter.validUntil == range.to)
        }
    }
}
