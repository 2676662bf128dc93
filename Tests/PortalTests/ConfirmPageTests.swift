import Cases
import City
import Contracts
import Kernel
import TestKit
import Testing
import Web

@Suite("Saying whether what was answered is so")
struct ConfirmPageTests {
    private struct Scene {
        let id: CaseID
        let page: String
        let browser: TestBrowser

        /// A report that was answered.
        init(_ city: TestCity, _ more: String = "") async throws {
            id = try await city.story(
                "laporan", "{kategori: pju}",
                """
                - do: verifikasi
                - {do: tanggapan, text: Lampu <baru> dipasang.}

                """ + more)
            page = "/berkas/\(try await city.standing(id).record.number.text)"
            browser = try await TestBrowser.citizen(of: city)
            await browser.open(page)
        }
    }

    @Test("the page says what was done, until when, and takes yes", arguments: TestEngine.available)
    func confirm(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await Scene(city)
            let browser = scene.browser
            for text in [
                "Sudah selesai?", "Lampu &lt;baru&gt; dipasang.", "Senin, 7 Desember 2026",
                "Ya, sudah selesai", "Belum selesai", "Ditindaklanjuti 23 November 2026",
            ] {
                let shown = await browser.text
                #expect(shown.contains(text), "\(text)")
            }
            #expect(await !browser.text.contains("Cabut permohonan ini"))
            await browser.open("/berkas")
            #expect(await browser.text.contains("Yang perlu Anda lakukan"))
            #expect(await browser.text.contains("Nilai hasilnya"))
            await browser.open(scene.page)
            try await browser.send(to: scene.page + "/selesai")
            #expect(await browser.path == scene.page)
            #expect(await browser.text.contains("Laporan Anda selesai ditangani"))
            let record = try await city.standing(scene.id).record
            #expect(record.state == .closed && record.outcome == .answered)
            // Pressed twice it is done; the address leads back; nothing is said in keys.
            try await browser.press(scene.page + "/selesai")
            #expect(await browser.path == scene.page)
            #expect(await browser.status == 200)
            await browser.open(scene.page + "/belum-selesai")
            #expect(await browser.path == scene.page)
            #expect(await !browser.text.contains("⟦"))
            let acts = try await city.acts(scene.id)
            #expect(acts.filter { $0 == "case.confirmed" }.count == 1)
        }
    }

    @Test("no without a reason is refused beside its field, with one it goes back")
    func refute() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(city)
            let browser = scene.browser
            let path = scene.page + "/belum-selesai"
            try await browser.send([("alasan_belum", "   ")], to: path)
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Isi bagian ini."))
            #expect(await browser.text.contains("<details open>"))
            let long = String(repeating: "a", count: 8_001)
            await browser.open(scene.page)
            try await browser.send([("alasan_belum", long)], to: path)
            #expect(await [413, 422].contains(browser.status))
            #expect(await browser.text.contains(String(repeating: "a", count: 4_000)))
            await browser.open(scene.page)
            try await browser.send([("alasan_belum", "Lampunya <mati> lagi.")], to: path)
            #expect(await browser.path == scene.page)
            #expect(await browser.status == 200)
            #expect(await browser.text.contains("Lampunya &lt;mati&gt; lagi."))
            #expect(await !browser.text.contains("Sudah selesai?"))
            #expect(try await city.standing(scene.id).task?.step == "tanggapan")
        }
    }

    @Test("what was typed when nobody asks any more can be copied")
    func late() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(city)
            let browser = scene.browser
            try await city.house.cases.confirm(scene.id, by: city.citizens[0])
            try await browser.send(
                [("alasan_belum", "Masih gelap.")], to: scene.page + "/belum-selesai")
            #expect(await browser.status == 409)
            #expect(await browser.text.contains("<blockquote><p>Masih gelap.</p></blockquote>"))
            #expect(await browser.text.contains("tidak sedang menunggu jawaban Anda"))
        }
    }

    @Test("after the last time only yes is left; a stranger finds nothing")
    func often() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(
                city,
                """
                - refute: Belum.
                - do: tanggapan
                - refute: Belum.
                - do: tanggapan
                """)
            let text = await scene.browser.text
            #expect(text.contains("Ya, sudah selesai"))
            #expect(!text.contains("alasan_belum"))
            #expect(text.contains("Anda sudah 2 kali menyatakan belum selesai"))
            let other = try await TestBrowser.citizen(1, of: city)
            await other.open("/berkas")
            for act in ["/selesai", "/belum-selesai"] {
                try await other.press(scene.page + act, [("alasan_belum", "Belum.")])
                #expect(await other.status == 404)
            }
            #expect(try await city.standing(scene.id).record.wait == .confirmation)
        }
    }

    @Test("everybody reads that the reporter judges it, and how it ended")
    func tracking() async throws {
        try await TestCity.run { city in
            let scene = try await Scene(city)
            let number = try await city.standing(scene.id).record.number.text
            let browser = try TestBrowser(city)
            await browser.open("/lacak/\(number)")
            #expect(await browser.text.contains("pelapor sedang menilai hasilnya"))
            #expect(await !browser.text.contains("⟦"))
            let closed = try await city.story(
                "laporan", "{kategori: pju}", "- {dismiss: arsip, text: Isinya iklan.}")
            let other = try await city.standing(closed).record.number.text
            await browser.open("/lacak/\(other)")
            #expect(await browser.text.contains("Ditutup tanpa tindak lanjut"))
            #expect(await !browser.text.contains("Isinya iklan."))
            await scene.browser.open("/berkas/\(other)")
            #expect(await scene.browser.text.contains("Ditutup tanpa tindak lanjut"))
            #expect(await scene.browser.text.contains("Isinya iklan."))
        }
    }

    @Test(
        "reports of other kinds are among the services, with their way",
        arguments: [
            "aspirasi", "laporan-pengawasan", "permintaan-informasi",
        ])
    func kinds(code: String) async throws {
        try await TestCity.run { city in
            let browser = try TestBrowser(city)
            await browser.open("/layanan")
            #expect(await browser.text.contains("/layanan/\(code)\""))
            #expect(await !browser.text.contains("/layanan/laporan\""))
            await browser.open("/layanan/\(code)")
            #expect(await browser.status == 200)
            #expect(await !browser.text.contains("⟦"))
            let own = try await TestBrowser.citizen(of: city)
            await own.open("/layanan/\(code)")
            try await own.press("/layanan/\(code)/draf")
            let path = await own.path
            #expect(path.hasPrefix("/draf/"), "\(path)")
        }
    }
}
