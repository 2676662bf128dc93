import Cases
import City
import Contracts
import Kernel
import TestKit
import Testing
import Web

@Suite("Acts that decide ask who is there, and nothing is lost over it")
struct ProvenActTests {
    private static let scan: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 9, count: 700)
    private static let operatorPost = "disdukcapil-operator-1"

    /// A city whose operator adds a picture when a card is printed, with a case at that step.
    private func printing(_ city: TestCity) async throws -> (id: CaseID, page: String) {
        try await city.republish(
            "services/ktp-el.yaml", "      - id: tanggal_cetak\n",
            with: """
                      - id: bukti_cetak
                        kind: file
                        label: {id: Foto kartu, en: Picture of the card}
                        files: [jpeg, png]
                        maxMB: 5
                        required: false
                      - id: tanggal_cetak

                """)
        let id = try await city.story(
            "ktp-el", "{alasan: hilang, nomor_kk: \"3271010101010001\"}",
            "- do: periksa\n- do: verifikasi")
        return (id, "/meja/berkas/\(try await city.standing(id).record.number.text)")
    }

    @Test(
        "a recorded document with a file, without a script: file and fields outlast the question",
        arguments: TestEngine.available)
    func recording(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (id, page) = try await printing(city)
            let officer = try await TestBrowser.officer(Self.operatorPost, of: city)
            let app = try await officer.setUpApp(city)
            await officer.open(page)
            // The form stays open for longer than a proof counts.
            city.clock.advance(milliseconds: 40 * 60_000)
            let acts = try await city.acts(id)
            try await officer.send(
                Self.day("2026-11-23"), to: page + "/dokumen",
                files: [("f.bukti_cetak", "kartu.jpg", Self.scan)])
            #expect(await officer.status == 403)
            #expect(await officer.text.contains("Buktikan bahwa ini Anda"))
            #expect(try await city.acts(id) == acts)
            try await officer.send([("_kode", "000000")], to: page + "/dokumen")
            #expect(await officer.status == 422)
            #expect(try await city.acts(id) == acts)
            // Whoever turns back finds all of it with the task.
            await officer.open(page)
            #expect(await officer.text.contains("kartu.jpg"))
            try await officer.send(Self.day("2026-11-23"), to: page + "/dokumen")
            #expect(await officer.status == 403)
            try await officer.send(
                [("_kode", app.code(at: city.clock.now))], to: page + "/dokumen")
            let shown = await officer.text
            #expect(await officer.path == page, "\(shown)")
            #expect(try await city.acts(id).contains("case.recorded"))
            await officer.open(page)
            #expect(await officer.text.contains("kartu.jpg"))
        }
    }

    @Test("what is wrong with the form is said before anybody is asked for a code")
    func wrong() async throws {
        try await TestCity.run { city in
            let (id, page) = try await printing(city)
            let officer = try await TestBrowser.officer(Self.operatorPost, of: city)
            _ = try await officer.setUpApp(city)
            city.clock.advance(milliseconds: 20 * 60_000)
            await officer.open(page)
            try await officer.send(
                Self.day("kemarin"), to: page + "/dokumen",
                files: [("f.bukti_cetak", "kartu.jpg", Self.scan)])
            #expect(await officer.status == 422)
            #expect(await officer.text.contains("kemarin"))
            #expect(await officer.text.contains("kartu.jpg"))
            #expect(await !officer.text.contains("Buktikan bahwa ini Anda"))
            #expect(try await !city.acts(id).contains("case.recorded"))
        }
    }

    @Test("initials and answers ask as well, with the text kept; a preview does not")
    func texts() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .initials)
            let page = "/meja/berkas/\(try await city.standing(id).record.number.text)"
            let officer = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            let app = try await officer.setUpApp(city)
            city.clock.advance(milliseconds: 20 * 60_000)
            let letter = try await city.house.cases.currentLetter(of: id) ?? ""
            let text = letter + "\n\nKalimat tambahan."
            await officer.open(page)
            try await officer.send(
                [("naskah", text), ("aksi", "pratinjau")], to: page + "/paraf")
            #expect(await officer.status == 200)
            await officer.open(page)
            try await officer.send([("naskah", text)], to: page + "/paraf")
            #expect(await officer.status == 403)
            #expect(await officer.text.contains("Kalimat tambahan."))
            #expect(try await !city.acts(id).contains("case.letter_initialled"))
            try await officer.send([("_kode", app.code(at: city.clock.now))], to: page + "/paraf")
            #expect(try await city.acts(id).contains("case.letter_initialled"))
            #expect(try await city.house.cases.currentLetter(of: id)?.contains("tambahan") == true)
        }
        try await TestCity.run { city in
            let id = try await city.story("tanya", Self.question, "- wait: 1 hours")
            let page = "/meja/berkas/\(try await city.standing(id).record.number.text)"
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            let app = try await officer.setUpApp(city)
            city.clock.advance(milliseconds: 20 * 60_000)
            await officer.open(page)
            try await officer.send([("jawaban", "Buka pukul delapan.")], to: page + "/jawaban")
            #expect(await officer.status == 403)
            #expect(await officer.text.contains("Buka pukul delapan."))
            try await officer.send(
                [("_kode", app.code(at: city.clock.now))], to: page + "/jawaban")
            #expect(try await city.standing(id).record.outcome == .answered)
        }
    }

    private static let question = "{pertanyaan: Kapan loket buka?}"

    private static func day(_ text: String) -> [(name: String, value: String)] {
        [("f.tanggal_cetak", text)]
    }
}
