import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing
import Web

@testable import Portal

@Suite("Pages of questions with parts")
struct GalleryPageTests {
    typealias Fields = [(name: String, value: String)]

    /// A draft of the gallery, opened at one of its groups.
    private func open(_ group: String, in city: TestCity) async throws -> TestBrowser {
        let browser = try await TestBrowser.citizen(of: city)
        await browser.open("/layanan/galeri")
        try await browser.press("/layanan/galeri/draf")
        #expect(await browser.path.hasSuffix("/orang"))
        let draft = await String(browser.path.dropLast("/orang".count))
        await browser.open("\(draft)/\(group)")
        return browser
    }

    /// The value that an input of the page shows.
    private func shown(_ name: String, _ page: String) -> String? {
        guard let place = page.firstRange(of: "name=\"\(name)\"") else { return nil }
        let rest = page[place.upperBound...].prefix(200)
        guard let value = rest.firstRange(of: "value=\"") else { return nil }
        return String(rest[value.upperBound...].prefix { $0 != "\"" })
    }

    @Test("Rows are added and removed without JavaScript, and nothing typed is lost")
    func rows() async throws {
        try await GalleryCity.run { city in
            let browser = try await open("biaya", in: city)
            let page = await browser.path
            #expect(await browser.text.contains("value=\"baris+belanja\""))
            let typed: Fields = [
                ("f.tamu", "banyak sekali"), ("f.belanja.0.barang", "Tikar"),
                ("f.belanja.0.harga", "dua ribu"), ("f.belanja.0.lunas", "ya"),
            ]
            try await browser.send(typed + [("aksi", "baris+belanja")])
            #expect(await browser.status == 200)
            #expect(await browser.path.hasPrefix(page))
            var text = await browser.text
            #expect(shown("f.tamu", text) == "banyak sekali")
            #expect(shown("f.belanja.0.harga", text) == "dua ribu")
            #expect(shown("f.belanja.n", text) == "2")
            #expect(text.contains("id=\"f-f-belanja-1-barang\""))
            try await browser.send(
                typed + [
                    ("f.belanja.1.barang", "Tenda"), ("f.belanja.1.harga", "5000"),
                    ("aksi", "baris-belanja.0"),
                ], to: page)
            text = await browser.text
            #expect(shown("f.belanja.0.barang", text) == "Tenda")
            #expect(shown("f.belanja.n", text) == "1")
            #expect(shown("f.tamu", text) == "banyak sekali")
        }
    }

    @Test("Mistakes are listed on top and lead to the input that is wrong")
    func summary() async throws {
        try await GalleryCity.run { city in
            let browser = try await open("biaya", in: city)
            try await browser.send([
                ("f.tamu", "3"), ("f.kas", "0"), ("f.belanja.0.barang", "Tikar"),
                ("f.belanja.0.harga", "dua ribu"), ("f.belanja.0.lunas", "ya"),
                ("f.setuju", "ya"), ("aksi", "lanjut"),
            ])
            #expect(await browser.status == 422)
            let text = await browser.text
            #expect(text.contains("<a href=\"#f-f-belanja-0-harga\">Belanja, Baris 1, Harga: "))
            #expect(text.contains("id=\"f-f-belanja-0-harga-error\""))
            try await browser.send([("f.setuju", "ya"), ("aksi", "lanjut")])
            let empty = await browser.text
            #expect(empty.contains("<a href=\"#f-f-belanja-0-barang\">"))
        }
    }

    @Test("A name that may mean several kelurahan is kept, and the candidates are offered")
    func candidates() async throws {
        try await GalleryCity.run { city in
            let browser = try await open("orang", in: city)
            let page = await browser.path
            let typed: Fields = [
                ("f.nama", "Sari"), ("f.nik", "3271014101900001"), ("f.rumah.jalan", "Jalan 1"),
                ("f.rumah.kelurahan", "kebon"),
            ]
            try await browser.send(typed + [("aksi", "lanjut")])
            #expect(await browser.status == 422)
            let text = await browser.text
            #expect(shown("f.rumah.kelurahan", text) == "kebon")
            #expect(text.contains("<a href=\"#f-f-rumah-kelurahan\">"))
            #expect(text.contains("name=\"f.rumah.pilihan\" value=\"32.71.03.1011\""))
            #expect(text.contains("Kebon Pedes, Tanah Sareal"))
            try await browser.send(
                typed + [("f.rumah.pilihan", "32.71.03.1011"), ("aksi", "lanjut")], to: page)
            #expect(await browser.path.hasSuffix("/acara"))
        }
    }

    @Test("A computed value stands on the page as it was at the last save")
    func computed() async throws {
        try await GalleryCity.run { city in
            let browser = try await open("biaya", in: city)
            #expect(await browser.text.contains("Belum dapat dihitung"))
            try await browser.send([
                ("f.tamu", "3"), ("f.kas", "1.000"), ("f.belanja.0.barang", "Tikar"),
                ("f.belanja.0.harga", "26.000"), ("f.belanja.0.lunas", "tidak"),
                ("f.setuju", "ya"), ("f.kurang", "1"), ("aksi", "lanjut"),
            ])
            let text = await browser.text
            #expect(text.contains("Jawaban Anda membuka pertanyaan tambahan"))
            #expect(text.contains("Rp25.000"))
            #expect(text.contains("name=\"f.sponsor\""))
        }
    }

    @Test("Names of kelurahan are offered to whoever types, signed in or not")
    func suggestions() async throws {
        try await GalleryCity.run { city in
            let browser = try TestBrowser(city)
            await browser.open("/wilayah?q=sempu")
            #expect(await browser.status == 200)
            #expect(
                await browser.text
                    == #"[{"code":"32.71.03.1006","title":"Sempur, Bogor Tengah"}]"#)
            await browser.open("/wilayah?q=%3Cscript%3E")
            #expect(await browser.text == "[]")
            await browser.open("/wilayah")
            #expect(await browser.text == "[]")
        }
    }
}
