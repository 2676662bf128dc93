import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing
import Web

@testable import Portal

@Suite("Pages for everybody")
struct PublicPageTests {
    @Test("Every word of the pages is there in both languages")
    func words() async throws {
        try await TestCity.run { city in
            #expect(city.house.rooms.words.isEmpty == false)
            let browser = try TestBrowser(city)
            let pages = [
                "/", "/layanan", "/layanan?q=skripsi", "/layanan?q=xyzzy", "/layanan/penelitian",
                "/layanan/reklame", "/layanan/tidak-ada", "/lacak", "/lacak?nomor=abc",
                "/lacak/222-222-2222",
                "/verifikasi", "/verifikasi?kode=abc", "/verifikasi/222-222-2222", "/daftar",
                "/masuk", "/sandi", "/demo", "/demo/surat",
            ]
            for page in pages {
                for language in ["id", "en"] {
                    let mark = page.contains("?") ? "&" : "?"
                    await browser.open("\(page)\(mark)bahasa=\(language)")
                    let text = await browser.text
                    #expect(!text.contains("⟦"), "\(page) in \(language)")
                    #expect(text.contains("<html lang=\"\(language)\""))
                }
            }
        }
    }

    @Test("Everyday words find a service, and no match helps on")
    func search() async throws {
        try await TestCity.run { city in
            let browser = try TestBrowser(city)
            await browser.open("/layanan?q=mau%20nulis%20skripsi")
            #expect(await browser.text.contains("href=\"/layanan/penelitian\""))
            await browser.open("/layanan?q=%3Cb%3Ezzz")
            let text = await browser.text
            #expect(await browser.status == 200)
            #expect(!text.contains("<b>zzz"))
            #expect(text.contains("href=\"tel:"))
        }
    }

    @Test("A service tells its papers, its way, its law and all 14 components of its standard")
    func service() async throws {
        try await TestCity.run { city in
            let browser = try TestBrowser(city)
            await browser.open("/layanan/penelitian")
            let text = await browser.text
            #expect(text.contains("Proposal penelitian"))
            #expect(text.contains("hanya untuk: Warga negara asing atau Lembaga asing"))
            #expect(text.contains("Paraf Sekretaris DPMPTSP"))
            #expect(text.contains("Nomor 3 Tahun 2018"))
            #expect(text.split(separator: "<summary>").count - 1 == 16)
            #expect(text.contains("/masuk?lanjut=%2Flayanan%2Fpenelitian"))
            #expect(await browser.answer?.header("etag") != nil)
            let citizen = try await TestBrowser.citizen(of: city)
            await citizen.open("/layanan/penelitian")
            try await citizen.send(to: "/layanan/penelitian/draf")
            #expect(await citizen.path.hasPrefix("/draf/"))
        }
    }

    @Test("A letter is confirmed by its code: valid, then expired, never with a name")
    func verification() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            let record = try await city.standing(id).record
            let file = try await city.house.cases.file(record.number, for: city.citizens[0])
            let code = try #require(file.letter?.code)
            let number = try #require(file.letter?.number)
            let name = try #require(file.answers.text("nama_lengkap"))
            let browser = try TestBrowser(city)
            await browser.open("/verifikasi?kode=\(code.lowercased().filter { $0 != "-" })")
            #expect(await browser.path == "/verifikasi/\(code)")
            var text = await browser.text
            #expect(text.contains("Surat ini asli dan berlaku"))
            #expect(text.contains(number))
            #expect(text.contains(Cases.initials(name)))
            for word in name.split(separator: " ") { #expect(!text.contains(word)) }
            city.wait(days: 366)
            await browser.open("/verifikasi/\(code)")
            text = await browser.text
            #expect(text.contains("sudah tidak berlaku"))
            await browser.open("/verifikasi/\(record.number.text)")
            #expect(await browser.status == 404)
            #expect(await browser.text.contains("Tidak ada surat dengan kode ini"))
        }
    }

    @Test("The demo's doors open, one for each role")
    func demo() async throws {
        try await TestCity.run(citizens: 6) { city in
            let people = try await city.house.demoShortcuts
            #expect(
                people.map(\.role) == [
                    "warga", "loket", "analis", "kesbangpol", "bapenda", "kabid", "sekretaris",
                    "kepala", "lapangan", "koordinator", "penghubung",
                    "bendahara", "siak", "sekda", "walikota", "auditor", "admin", "ppdp",
                ])
            for person in people {
                let browser = try TestBrowser(city)
                await browser.open("/")
                #expect(await browser.text.contains("data-demo-role=\"\(person.role)\""))
                try await browser.press("/demo", [("akun", person.role)])
                #expect(await browser.path == (person.role == "warga" ? "/berkas" : "/meja"))
            }
        }
    }
}
