import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing
import Web

@Suite("Answering a report, and closing it without work on it")
struct AnswerPageTests {
    private static let photo: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 7, count: 900)

    private struct Scene {
        let id: CaseID
        let page: String
        let browser: TestBrowser

        init(
            _ city: TestCity, _ play: String = "- do: verifikasi",
            as post: String = "dishub-penghubung"
        ) async throws {
            id = try await city.story("laporan", "{kategori: pju}", play)
            page = "/meja/berkas/\(try await city.standing(id).record.number.text)"
            browser = try await TestBrowser.officer(post, of: city)
            await browser.open(page)
        }
    }

    @Test(
        "saves for now with its pictures, then sends the answer with what was filled in",
        arguments: TestEngine.available)
    func answer(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await Scene(city)
            let browser = scene.browser
            let typed = [
                (name: "f.bahan", value: "Lampu LED"), (name: "jawaban", value: "Sudah dipasang."),
            ]
            try await browser.send(
                typed + [("aksi", "simpan")], to: scene.page + "/jawaban",
                by: scene.page + "/isian", files: [("f.foto_hasil", "lampu.jpg", Self.photo)])
            for text in ["Sudah dipasang.</textarea>", "lampu.jpg", "value=\"Lampu LED\""] {
                let shown = await browser.text
                #expect(shown.contains(text), "\(text)")
            }
            #expect(try await city.standing(scene.id).record.state == .open)
            // Neither what is wrong with a field nor a missing text loses anything.
            try await browser.send(
                [("f.bahan", "Lampu LED"), ("f.menit", "banyak"), ("jawaban", " ")],
                to: scene.page + "/jawaban")
            #expect(await browser.status == 422)
            for text in ["banyak", "lampu.jpg", "Isi bagian ini."] {
                let shown = await browser.text
                #expect(shown.contains(text), "\(text)")
            }
            try await browser.send(
                typed + [("f.menit", "45")], to: scene.page + "/jawaban", on: scene.page)
            #expect(await browser.path == scene.page)
            #expect(await browser.status == 200)
            let shown = await browser.text
            #expect(shown.contains("Menunggu penilaian pelapor") && !shown.contains("⟦"))
            #expect(shown.contains("sampai Senin, 7 Desember 2026"))
            let number = try await city.standing(scene.id).record.number
            let file = try await city.house.cases.file(number, for: city.citizens[0])
            #expect(file.messages.last?.text == "Sudah dipasang.")
            #expect(file.found.text("bahan") == "Lampu LED")
            #expect(file.found["menit"] == .integer(45))
            #expect(file.files(of: "foto_hasil").map(\.name) == ["lampu.jpg"])
            // The reporter finds the picture beside the question.
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/berkas/\(number.text)")
            #expect(await citizen.text.contains("lampu.jpg"))
        }
    }

    @Test("whoever has it again reads why the reporter says that it is not done")
    func again() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(
                city,
                """
                - do: verifikasi
                - do: tanggapan
                - refute: Lampunya <mati> lagi.
                """)
            let text = await scene.browser.text
            #expect(text.contains("Pelapor menyatakan belum selesai"))
            #expect(text.contains("Lampunya &lt;mati&gt; lagi."))
            try await city.play(scene.id, "- do: tanggapan\n- confirm: true")
            await scene.browser.open(scene.page)
            #expect(await !scene.browser.text.contains("Pelapor menyatakan belum selesai, "))
        }
    }

    @Test("a report is closed with a reason and words to its reporter; neither may be missing")
    func dismiss() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(city, "- wait: 1 hours", as: "diskominfo-koordinator")
            let browser = scene.browser
            #expect(await browser.text.contains("Tutup tanpa tindak lanjut"))
            let path = scene.page + "/penutupan"
            try await browser.send([("alasan_tutup", "Jalan provinsi.")], to: path)
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Jalan provinsi.</textarea>"))
            #expect(await browser.text.contains("Pilih salah satu alasan."))
            await browser.open(scene.page)
            try await browser.send([("sebab_tutup", "bukan_wewenang")], to: path)
            #expect(await browser.status == 422)
            #expect(try await city.standing(scene.id).record.state == .open)
            await browser.open(scene.page)
            try await browser.send(
                [("sebab_tutup", "bukan_wewenang"), ("alasan_tutup", "Jalan provinsi.")], to: path)
            #expect(await browser.path == scene.page)
            #expect(await browser.status == 200)
            #expect(await browser.text.contains("Berkas ditutup dan pelapor diberi tahu."))
            #expect(try await city.acts(scene.id).last == "case.dismissed")
            #expect(await !browser.text.contains("⟦"))
        }
    }

    @Test("a service without such reasons, and who only reads, has no such form")
    func others() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(city, as: "dishub-kepala")
            #expect(await scene.browser.status == 200)
            #expect(await !scene.browser.text.contains("Tutup tanpa tindak lanjut"))
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            let number = try await city.standing(id).record.number.text
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open("/meja/berkas/\(number)")
            #expect(await analyst.text.contains("/pendapat"))
            #expect(await !analyst.text.contains("/penutupan"))
        }
    }
}
