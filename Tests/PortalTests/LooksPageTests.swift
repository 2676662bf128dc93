import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Portal

@Suite("Who opened my data")
struct LooksPageTests {
    private func number(_ city: TestCity, _ id: CaseID) async throws -> TrackingCode {
        try await city.standing(id).record.number
    }

    @Test(
        "the citizen reads when, which post, what and what for", arguments: TestEngine.available)
    func own(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let number = try await number(city, try await city.submitted())
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/akun")
            #expect(await browser.text.contains("href=\"/akun/akses\""))
            await browser.open("/akun/akses")
            #expect(await browser.status == 200)
            #expect(await browser.text.contains("Belum ada yang membuka"))

            let clerk = try await city.officer("dpmptsp-loket-1")
            _ = try await cases.file(number, for: clerk)
            try await cases.noteContact(number, by: clerk)
            city.wait(hours: 1)
            _ = try await cases.file(number, for: try await city.officer("dpmptsp-kepala"))
            await browser.open("/akun/akses")
            let text = await browser.text
            #expect(!text.contains("⟦"))
            for words in [
                "dibuka 3 kali oleh 2 jabatan", "Senin, 23 November 2026", "09.00 WIB",
                "10.00 WIB", "Petugas Loket 1 DPMPTSP", "Kepala DPMPTSP",
                "Membuka halaman berkas", "Melihat NIK, alamat, dan kontak secara lengkap",
                "Mengerjakan permohonan Anda: Surat Keterangan Penelitian, langkah “",
                "Memimpin pekerjaan atas permohonan Anda", "href=\"/berkas/\(number.text)\"",
                "Ada yang tidak wajar?",
            ] {
                #expect(text.contains(words), "\(words)")
            }
            // The post is told, the person is not.
            #expect(!text.contains(clerk.name) && !text.contains(clerk.nip.text))
            await browser.open("/akun/akses?bahasa=en")
            let english = await browser.text
            #expect(english.contains("opened 3 times from 2 posts") && !english.contains("⟦"))
            #expect(english.contains("To work on your application"))
        }
    }

    @Test(
        "only one's own: of others, of officers and of nobody nothing is shown",
        arguments: TestEngine.available)
    func foreign(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let cases = city.house.cases
            let number = try await number(city, try await city.submitted())
            let other = try await self.number(city, try await city.submitted(1, of: 1))
            let clerk = try await city.officer("dpmptsp-loket-1")
            _ = try await cases.file(number, for: clerk)
            let stranger = try await TestBrowser.citizen(1, of: city)
            await stranger.open("/akun/akses")
            #expect(await stranger.text.contains("Belum ada yang membuka"))
            #expect(!(await stranger.text.contains(number.text)))
            await stranger.open("/akun/akses?berkas=\(number.text)")
            #expect(await stranger.status == 404)
            _ = try await cases.file(other, for: clerk)
            await stranger.open("/akun/akses")
            #expect(await stranger.text.contains(other.text))
            #expect(!(await stranger.text.contains(number.text)))
            // A place in somebody else's list is a place, and opens nothing.
            let looks = try await city.house.access.looks(
                at: city.citizens[0], countedSince: city.clock.now)
            let look = try #require(looks.records.first)
            let cursor = AccessCursor(at: look.at.adding(hours: 1), id: look.id).text
            await stranger.open("/akun/akses?sebelum=\(cursor)")
            #expect(!(await stranger.text.contains(number.text)))
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await officer.open("/akun/akses")
            #expect(await officer.status == 403)
            let visitor = try TestBrowser(city)
            await visitor.open("/akun/akses?berkas=\(number.text)")
            #expect(await visitor.path.hasPrefix("/masuk?lanjut="))
        }
    }

    @Test("one case alone, from its page; a wrong number is no case")
    func ofCase() async throws {
        try await TestCity.run { city in
            let cases = city.house.cases
            let first = try await number(city, try await city.submitted(0))
            let second = try await number(city, try await city.submitted(1))
            let clerk = try await city.officer("dpmptsp-loket-1")
            for number in [first, second] { _ = try await cases.file(number, for: clerk) }
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/berkas/\(first.text)")
            let address = "/akun/akses?berkas=\(first.text)"
            #expect(await browser.text.contains("href=\"\(address)\""))
            await browser.open(address)
            let text = await browser.text
            #expect(text.contains("berkas ini dibuka satu kali") && !text.contains(second.text))
            #expect(text.contains("href=\"/berkas/\(first.text)#pesan\""))
            for wrong in ["x", TrackingCode(random: .seeded(5)).text] {
                await browser.open("/akun/akses?berkas=\(wrong)")
                #expect(await browser.status == 404)
            }
            await browser.open("/akun/akses?sebelum=kemarin")
            #expect(await browser.status == 200)
        }
    }

    /// Where the link to older ones leads.
    private func older(_ text: String) -> String? {
        let parts = text.split(separator: "\">Lihat yang lebih lama</a>", maxSplits: 1)
        guard parts.count == 2, let link = parts[0].split(separator: "href=\"").last else {
            return nil
        }
        return String(link).replacing("&amp;", with: "&")
    }

    @Test("thirty a page, all of them once, and the same within a minute in one line")
    func pages() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            let number = try await number(city, id)
            let clerk = try await city.officer("dpmptsp-loket-1")
            for _ in 0..<65 {
                city.clock.advance(milliseconds: 60_000)
                _ = try await city.house.cases.file(number, for: clerk)
            }
            let browser = try await TestBrowser.citizen(of: city)
            var target: String? = "/akun/akses"
            var counts: [Int] = []
            var clocks: Set<String> = []
            while let here = target {
                await browser.open(here)
                let text = await browser.text
                let parts = text.split(separator: "<time datetime=\"").dropFirst()
                counts.append(parts.count)
                clocks.formUnion(parts.map { String($0.prefix { $0 != "\"" }) })
                target = older(text)
            }
            #expect(counts == [30, 30, 5])
            #expect(clocks.count == 65)
            city.clock.advance(milliseconds: 60_000)
            for _ in 0..<2 { try await city.house.cases.noteContact(number, by: clerk) }
            await browser.open("/akun/akses")
            #expect(await browser.text.contains("secara lengkap (2 kali)"))
        }
    }
}
