import Cases
import City
import Kernel
import TestKit
import Testing
import Web

@Suite("Texts of the city in the officers' forms")
struct PhraseTests {
    @Test("a press puts the text behind what was typed, and sends nothing")
    func filled() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let before = try await city.acts(id)
            let message = try await clerk.act(
                number, "pesan",
                [("pesan", "Selamat pagi."), ("kalimat", "sedang-diperiksa"), ("aksi", "kalimat")])
            #expect(message.status == 200)
            let typed = OfficerVisit.between("name=\"pesan\"", "</textarea>", message.text) ?? ""
            #expect(typed.contains("Selamat pagi.\n\nPermohonan Anda sedang kami periksa."))

            let correction = try await clerk.act(
                number, "perbaikan",
                [
                    ("isian", "judul"), ("n.judul", "Berbeda."), ("kalimat", "surat-pengantar"),
                    ("aksi", "kalimat"),
                ])
            let letter = OfficerVisit.between("name=\"surat\"", "</textarea>", correction.text)
            #expect(letter?.contains("Surat pengantar dari perguruan tinggi") == true)
            #expect(correction.text.contains("Berbeda."))
            #expect(correction.text.contains("value=\"judul\" checked"))
            // What was chosen is no message, and an unknown text changes nothing.
            let unknown = try await clerk.act(
                number, "pesan", [("pesan", "Halo."), ("kalimat", "x"), ("aksi", "kalimat")])
            #expect(unknown.status == 200 && unknown.text.contains("Halo.</textarea>"))
            #expect(try await city.acts(id) == before)
        }
    }

    @Test("texts of one service are not offered at another")
    func services() async throws {
        try await TestCity.run { city in
            let id = try await city.advertisement()
            let number = try await city.standing(id).record.number
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let page = await clerk.get("/meja/berkas/\(number.text)").text
            #expect(page.contains("value=\"berkas-buram\""))
            #expect(!page.contains("value=\"surat-pengantar\""))
        }
    }
}
