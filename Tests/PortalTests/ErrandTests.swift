import Cases
import City
import Contracts
import Forms
import Kernel
import TestKit
import Testing
import Web

@testable import Portal

@Suite("An errand through the pages")
struct ErrandTests {
    static let group1: [(name: String, value: String)] = [
        ("f.kewarganegaraan", "wni"), ("f.nama_lengkap", "Sari & Budi <contoh>"),
        ("f.alamat", "Jalan Contoh 1\nKota Bogor"), ("f.telepon", "0812 3456 7890"),
        ("f.surel", "sari@contoh.id"),
    ]
    static let nik = "3271014101900001"

    static func pdf(_ text: String) -> [UInt8] { Array("%PDF-1.7\n\(text)\n%%EOF".utf8) }

    /// Fills in everything up to the review page.
    static func fill(_ browser: TestBrowser, in city: TestCity) async throws -> String {
        try await begin(browser, in: city)
        let draft = await String(browser.path.dropLast("/pemohon".count))
        let next = [(name: "aksi", value: "lanjut")]
        try await browser.send(group1 + next)
        #expect(await browser.text.contains("membuka pertanyaan tambahan"))
        try await browser.send(group1 + [("f.nik", nik)] + next)
        #expect(await browser.path == draft + "/lembaga")
        let school: [(name: String, value: String)] = [
            ("f.jenis_lembaga", "perguruan_tinggi"), ("f.nama_lembaga", "Universitas Contoh"),
        ]
        try await browser.send(school + next)
        try await browser.send(school + [("f.nomor_induk", "2101")] + next)
        #expect(await browser.path == draft + "/kegiatan")
        try await browser.send(
            [
                ("f.jenis_kegiatan", "skripsi"), ("f.judul", "Belanja pasar"),
                ("f.lokasi", "Pasar Anyar"), ("f.kecamatan", "32.71.03"),
                ("f.tanggal_mulai", "2026-12-14"), ("f.tanggal_selesai", "2027-02-14"),
                ("f.berkelompok", "tidak"),
            ] + next)
        #expect(await browser.path == draft + "/berkas")
        try await browser.send(
            [("f.pernyataan_taat", "ya"), ("aksi", "unggah")],
            files: [("f.surat_pengantar", "surat.pdf", pdf("surat"))])
        #expect(await browser.text.contains("surat.pdf"))
        try await browser.send(
            [("f.pernyataan_taat", "ya")] + next,
            files: [
                ("f.proposal", "proposal.pdf", pdf("proposal")),
                ("f.kartu_identitas", "ktp.pdf", pdf("ktp")),
            ])
        #expect(await browser.path == draft + "/periksa")
        return draft
    }

    /// Presses "apply" on the service page, whose form holds nothing else.
    static func begin(_ browser: TestBrowser, in city: TestCity) async throws {
        await browser.open("/berkas")
        try await browser.press("/layanan/penelitian/draf")
        #expect(await browser.path.hasSuffix("/pemohon"))
    }

    @Test("A draft whose service was published anew says what that changes")
    func carried() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            try await Self.begin(browser, in: city)
            let page = await browser.path
            try await browser.send(Self.group1 + [(name: "aksi", value: "simpan")])
            try await city.republish(
                "services/penelitian.yaml", "        max: 120\n", with: "        max: 119\n")
            await browser.open(page)
            #expect(await browser.text.contains("Layanan ini diperbarui"))
            #expect(await browser.text.contains("Ditanyakan dengan cara lain: Nama lengkap"))
            #expect(await browser.text.contains("Jalan Contoh 1"))
            try await browser.send(Self.group1 + [(name: "aksi", value: "lanjut")])
            await browser.open(page)
            #expect(await !browser.text.contains("Layanan ini diperbarui"))
            try await city.republish(
                "services/penelitian.yaml", "addDays(tanggal_mulai, 366)",
                with: "addDays(tanggal_mulai, 180)")
            await browser.open(page)
            #expect(await browser.text.contains("Sekarang diperiksa: Masa penelitian"))
        }
    }

    @Test("An objection begins nowhere but on the page of its case")
    func objection() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            await browser.open("/layanan/keberatan")
            #expect(await browser.text.contains("Keberatan diajukan dari halaman berkas"))
            #expect(await !browser.text.contains("/layanan/keberatan/draf"))
            await browser.open("/layanan/pbg/alur.svg")
            #expect(await browser.text.contains("<svg "))
        }
    }

    @Test("A permit is written, checked, sent once, and its receipt is there", .tags(.slow))
    func whole() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            let draft = try await Self.fill(browser, in: city)
            let review = await browser.text
            #expect(review.contains("Sari &amp; Budi &lt;contoh&gt;"))
            #expect(review.contains("Bogor Tengah"))
            try await browser.send(to: draft + "/kirim")
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Centang pernyataan"))
            try await browser.send([("pernyataan", "ya")], to: draft + "/kirim")
            let receipt = await browser.path
            #expect(receipt.hasSuffix("/tanda-terima"))
            #expect(await browser.text.contains("<svg"))
            #expect(await !browser.text.contains("⟦"))
            // Going back and pressing again leads to the same case.
            try await browser.press(draft + "/kirim", [("pernyataan", "ya")])
            #expect(await browser.path == receipt)
            await browser.open(draft + "/pemohon")
            #expect(await browser.path == receipt.dropLast("/tanda-terima".count))
            #expect(await browser.text.contains("Petugas loket memeriksa kelengkapan berkas"))
            #expect(await !browser.text.contains("⟦"))
            await browser.open(receipt + ".pdf")
            #expect(await browser.answer?.bytes.starts(with: Array("%PDF".utf8)) == true)
            await browser.open("/berkas")
            #expect(await browser.text.contains("Sedang kami kerjakan"))
            #expect(await !browser.text.contains("⟦"))
        }
    }

    @Test("What cannot be understood is kept as it was typed and said at its question")
    func unreadable() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            try await Self.begin(browser, in: city)
            let page = await browser.path
            try await browser.send(
                [
                    ("f.kewarganegaraan", "wni"), ("f.nama_lengkap", "Sari"),
                    ("f.telepon", "kosong delapan"), ("f.surel", "bukan surel"),
                    ("aksi", "lanjut"),
                ])
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("value=\"kosong delapan\""))
            #expect(await browser.text.contains("Alamat surel belum benar"))
            try await browser.send(
                [
                    ("f.kewarganegaraan", "wni"), ("f.nama_lengkap", "Sari"),
                    ("f.telepon", "kosong delapan"), ("f.surel", "bukan surel"),
                    ("aksi", "simpan"),
                ])
            #expect(await browser.path == "/berkas")
            await browser.open(page)
            #expect(await browser.text.contains("value=\"bukan surel\""))
            // An optional answer that was not understood does not slip through.
            await browser.open(String(page.dropLast("pemohon".count)) + "periksa")
            #expect(await browser.text.contains("Alamat surel belum benar"))
            #expect(await !browser.text.contains("name=\"pernyataan\""))
        }
    }

    @Test("Two tabs that wrote different things are shown side by side")
    func conflict() async throws {
        try await TestCity.run { city in
            let one = try await TestBrowser.citizen(of: city)
            try await Self.begin(one, in: city)
            let page = await one.path
            let two = try await TestBrowser.citizen(of: city)
            await two.open(page)
            try await one.send([("f.nama_lengkap", "Nama Satu"), ("aksi", "simpan")], to: page)
            try await two.send([("f.nama_lengkap", "Nama Dua"), ("aksi", "simpan")], to: page)
            #expect(await two.path == page + "/pilih")
            #expect(await two.text.contains("Nama Satu"))
            #expect(await two.text.contains("Nama Dua"))
            try await two.send([("pilih", "baru")])
            #expect(await two.text.contains("value=\"Nama Dua\""))
        }
    }

    @Test("A file of the wrong kind or of somebody else is not taken, not shown")
    func files() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(of: city)
            let id = try await city.draft(of: 0)
            let page = "/draf/\(id.text)/berkas"
            await browser.open(page)
            let file = await browser.text.split(separator: "href=\"/draf/").compactMap {
                $0.contains("/berkas/proposal/") ? "/draf/" + $0.prefix { $0 != "\"" } : nil
            }.first
            let address = try #require(file)
            await browser.open(address)
            #expect(
                await browser.answer?.header("content-disposition")?.hasPrefix("attachment") == true
            )
            #expect(await browser.answer?.header("x-content-type-options") == "nosniff")
            let other = try await TestBrowser.citizen(1, of: city)
            for target in [address, page, "/draf/\(id.text)/hapus"] {
                await other.open(target)
                #expect(await other.status == 404)
            }
            await browser.open(page)
            try await browser.send(
                [("f.pernyataan_taat", "ya"), ("aksi", "unggah")],
                files: [("f.kartu_identitas", "ktp.pdf", Array("bukan pdf".utf8))])
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Jenis berkas tidak diterima"))
        }
    }
}

extension Tag {
    @Tag static var slow: Self
}
