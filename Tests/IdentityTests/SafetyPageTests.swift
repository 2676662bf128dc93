import City
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("The page of one's own safety")
struct SafetyPageTests {
    @Test("citizens and officers see their devices and can end them")
    func devices() async throws {
        try await TestCity.run { city in
            let first = try await TestBrowser.citizen(0, of: city)
            let second = try await TestBrowser.citizen(0, of: city)
            await first.open("/keamanan")
            #expect(await first.status == 200)
            #expect(await first.text.contains("Perangkat ini"))
            try await first.send(to: "/keamanan/perangkat/keluar")
            await second.open("/akun")
            #expect(await second.path.hasPrefix("/masuk"))
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await officer.open("/keamanan")
            #expect(await officer.status == 200)
            #expect(await officer.text.contains("Aplikasi autentikator"))
        }
    }

    @Test("an officer sets up an app, is asked again before deciding, and loses nothing typed")
    func app() async throws {
        try await TestCity.run { city in
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            let totp = try await setUp(officer, city)
            await officer.open("/keamanan")
            #expect(await officer.text.contains("Kode cadangan yang tersisa: 8."))
            // At once nothing is asked; behind a quarter of an hour it is.
            city.clock.advance(milliseconds: 16 * 60_000)
            try await officer.send(
                [("sandi_lama", DemoCity.password), ("sandi", "kalimat yang panjang")],
                to: "/keamanan/sandi", on: "/keamanan")
            #expect(await officer.status == 403)
            #expect(await officer.text.contains("Buktikan bahwa ini Anda"))
            #expect(await officer.text.contains("kalimat yang panjang"))
            try await officer.send([("_kode", "000000")], to: "/keamanan/sandi")
            #expect(await officer.status == 422)
            #expect(await officer.text.contains("Kode itu tidak cocok"))
            #expect(await officer.text.contains("kalimat yang panjang"))
            try await officer.send(
                [("_kode", totp.code(at: city.clock.now))], to: "/keamanan/sandi")
            let last = await officer.text
            #expect(await officer.status == 200, "\(last)")
            #expect(last.contains("Kata sandi sudah diganti"))
        }
    }

    @Test("without the answer nothing happens, whatever else the form holds")
    func refused() async throws {
        try await TestCity.run { city in
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            _ = try await setUp(officer, city)
            city.clock.advance(milliseconds: 16 * 60_000)
            await officer.open("/keamanan")
            try await officer.press("/keamanan/aplikasi/mulai", [("_kode", ""), ("_sandi", "x")])
            #expect(await officer.status == 422)
            try await officer.press("/keamanan/aplikasi/mulai")
            #expect(await officer.status == 403)
            await officer.open("/keamanan/aplikasi")
            #expect(await !officer.text.contains("<svg xmlns"))
        }
    }

    private func setUp(_ officer: TestBrowser, _ city: TestCity) async throws -> AppOnPaper {
        let app = try await officer.setUpApp(city)
        #expect(await officer.text.contains("Catat kode cadangan"))
        return app
    }
}
