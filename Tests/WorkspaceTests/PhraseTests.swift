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

    private func typed(_ name: String, _ page: String) -> String? {
        OfficerVisit.between("name=\"\(name)\"", "</textarea>", page)
    }

    @Test("a text for the note of a field ticks the field, and leaves the others")
    func note() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            var clerk = try await OfficerVisit.signIn(city, "dpmptsp-loket-1")
            let before = try await city.acts(id)
            let page = try await clerk.act(
                number, "perbaikan",
                [
                    ("n.judul", "Judul."), ("kalimat-isian", "catatan-tidak-sama"),
                    ("kalimat-untuk", "judul"), ("kalimat", "berkas-buram"),
                    ("aksi", "kalimat-isian"),
                ])
            #expect(page.status == 200)
            let note = typed("n.judul", page.text) ?? ""
            #expect(note.contains("Judul.\n\nIsian ini tidak sama"))
            #expect(page.text.contains("value=\"judul\" checked"))
            #expect(!page.text.contains("value=\"lokasi\" checked"))
            #expect(typed("surat", page.text)?.contains("buram") == false)
            #expect(!page.text.contains("Yang akan dibaca pemohon"))
            #expect(try await city.acts(id) == before)
        }
    }

    @Test("opinions, refusals and reasons to send back begin with the city's texts too")
    func office() async throws {
        try await TestCity.run { city in
            let (id, number) = try await city.newCase()
            try await city.bring(id, to: .verify)
            var analyst = try await OfficerVisit.signIn(city, "dpmptsp-analis-1")
            let opinion = try await analyst.act(
                number, "pendapat",
                [
                    ("hasil", "keberatan"), ("pendapat", "Sudah dilihat."),
                    ("kalimat", "pendapat-lengkap"), ("aksi", "kalimat"),
                ])
            #expect(
                typed("pendapat", opinion.text)?.contains("Sudah dilihat.\n\nBerkas lengkap")
                    == true)
            #expect(opinion.text.contains("value=\"keberatan\" checked"))

            try await city.bring(id, to: .decide)
            let acts = try await city.acts(id)
            var head = try await OfficerVisit.signIn(city, "dpmptsp-kepala")
            let refusal = try await head.act(
                number, "penolakan", [("kalimat", "tolak-syarat"), ("aksi", "kalimat")])
            #expect(refusal.status == 200)
            #expect(typed("alasan_tolak", refusal.text)?.contains("belum memenuhi") == true)
            let back = try await head.act(
                number, "naskah-kembali", [("kalimat", "kembali-data"), ("aksi", "kalimat")])
            #expect(back.status == 200)
            #expect(typed("alasan_kembali", back.text)?.contains("tidak sama") == true)
            #expect(try await city.acts(id) == acts)
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
