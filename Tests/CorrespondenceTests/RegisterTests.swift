import City
import Contracts
import Correspondence
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@Suite("The register of letters")
struct RegisterTests {
    private func fields(_ scene: LetterScene) async throws -> [(name: String, value: String)] {
        [
            ("nomor_surat", "005/77/2026"), ("tanggal", "2026-11-20"),
            ("pihak", "Dinas Contoh Provinsi"), ("perihal", "Undangan rapat terpadu"),
            ("klasifikasi", "000.1.5"), ("jenis", "undangan"), ("derajat", "1"),
            ("sifat", "0"), ("diterima", "2026-11-23"),
            ("kepada", try await scene.seat("dpmptsp-kepala").text),
        ]
    }

    @Test(
        "a letter is entered, sealed, found by its words, and not twice",
        arguments: TestEngine.available)
    func entered(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let form = "/meja/surat/masuk/baru"
            let counter = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await counter.open(form)
            try await counter.send(
                try await fields(scene), to: form,
                files: [("pindaian", "undangan.pdf", LetterScene.pdf)])
            #expect(await counter.status == 200)
            #expect(await counter.text.contains("Surat 1/DPMPTSP/2026"))
            #expect(await counter.text.contains("undangan.pdf"))
            #expect(!(await counter.text.contains("⟦")))
            await counter.open("/meja/surat/masuk?q=terpad")
            #expect(await counter.text.contains("1/DPMPTSP/2026"))
            await counter.open("/meja/surat/masuk?q=lain")
            #expect(!(await counter.text.contains("1/DPMPTSP/2026")))
            // The same sender, number and day: said, and nothing typed is lost.
            var again = try await fields(scene)
            try await counter.send(again, to: form, on: form)
            #expect(await counter.status == 409)
            #expect(await counter.text.contains("sudah dicatat sebagai 1/DPMPTSP/2026"))
            #expect(await counter.text.contains("Undangan rapat terpadu"))
            again.append(("lagi", "ya"))
            try await counter.send(again, to: form)
            #expect(await counter.text.contains("Surat 2/DPMPTSP/2026"))
            let sealed = try await city.house.store.read("test.sealed") { reader in
                try reader.rows("SELECT sealed FROM correspondence_mail").map { $0.bytes(0) }
            }
            #expect(sealed.count == 2)
            #expect(
                sealed.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("terpadu") })
            #expect(try await city.house.ledger.verify().isSound)
        }
    }

    @Test("agenda numbers have no gaps, whoever is quicker", arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let officer = try await city.officer("dpmptsp-loket-1")
            var entries: [MailEntry] = []
            for n in 0..<12 { entries.append(try await scene.entry(number: "00\(n)")) }
            // One is refused in the midst: its number is not lost.
            entries.append(entries[0])
            await withTaskGroup(of: Void.self) { group in
                for entry in entries {
                    group.addTask { _ = try? await scene.tools.register(entry, by: officer) }
                }
            }
            let serials = try await city.house.store.read("test.serials") { reader in
                try reader.rows("SELECT serial FROM correspondence_mail ORDER BY serial").map {
                    $0.int(0)
                }
            }
            #expect(serials == Array(1...12))
        }
    }

    @Test("numbers begin again at midnight in the city's zone, and none goes backwards")
    func year() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let officer = try await city.officer("dpmptsp-loket-1")
            let eve = try #require(Day(iso: "2026-12-31")).at(hour: 23, minute: 59, in: .wib)
            city.clock.set(eve)
            _ = try await scene.letter(number: "a")
            let out = try await scene.draft()
            try await scene.tools.giveNumber(out, by: officer)
            city.clock.set(eve.adding(seconds: 120))
            let id = try await scene.letter(number: "b")
            let next = try await scene.draft()
            try await scene.tools.giveNumber(next, by: officer)
            let numbers = try await city.house.store.read("test.numbers") { reader in
                try reader.rows("SELECT number FROM correspondence_mail ORDER BY id").map {
                    $0.text(0)
                }
            }
            #expect(
                numbers == [
                    "1/DPMPTSP/2026", "000.1.5/1/DPMPTSP/2026", "1/DPMPTSP/2027",
                    "000.1.5/1/DPMPTSP/2027",
                ])
            // What is void stays in the series.
            try await scene.tools.void(id, because: "Salah catat", by: officer)
            _ = try await scene.letter(number: "c")
            let last = try await city.house.store.read("test.last") { reader in
                try reader.row("SELECT MAX(serial) FROM correspondence_mail WHERE year = 2027")?
                    .int(0)
            }
            #expect(last == 2)
        }
    }

    @Test(
        "a secret letter is there for its register and its addressee only, and looks are noted",
        arguments: TestEngine.available)
    func secret(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = LetterScene(city: city)
            let id = try await scene.letter("Hal yang tertutup", security: .secret)
            let page = "/meja/surat/\(id.text)"
            let seeing = ["dpmptsp-loket-2": 200, "dpmptsp-kepala": 200]
            let others = [
                "dpmptsp-analis-1": 404, "dpmptsp-kabid-perizinan": 404,
                "kesbangpol-kepala": 404, "diskominfo-admin": 404,
            ]
            for (post, status) in seeing.merging(others, uniquingKeysWith: { $1 }) {
                let browser = try await TestBrowser.officer(post, of: city)
                await browser.open(page)
                #expect(await browser.status == status, "\(post)")
                await browser.open("/meja/surat/masuk")
                #expect(await browser.status == 200)
                #expect(!(await browser.text.contains("tertutup\"")), "\(post)")
                #expect(!(await browser.text.contains("Hal yang")), "\(post)")
            }
            let looks = try await city.house.store.read("test.looks") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM access_log WHERE part = 'mail' AND subject = \(id)")?
                    .int(0)
            }
            #expect(looks == 2)
            // They are among what the hour's root in the ledger fixes.
            city.wait(hours: 2)
            let roots = AccessRoots(
                store: city.house.store, ledger: city.house.ledger, world: city.house.world)
            #expect(try await roots.takeDue() == 1)
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open(page)
            #expect(await head.text.contains("Petugas Loket 2 DPMPTSP"))
            // Whoever is instructed may open it from then on.
            _ = try await scene.give(
                .mail(id), to: ["dpmptsp-analis-1"], by: "dpmptsp-kepala")
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open(page)
            #expect(await analyst.status == 200)
        }
    }

    @Test("a letter goes out: drafted, numbered, signed, sent; a void number says why")
    func outgoing() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let id = try await scene.draft()
            let page = "/meja/surat/\(id.text)"
            let counter = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            try await counter.send([], to: page + "/nomor", on: page)
            #expect(await counter.text.contains("000.1.5/1/DPMPTSP/2026"))
            let sent = [("cara", "courier"), ("dikirim", "2026-11-23")]
            try await counter.send(sent, to: page + "/kirim")
            #expect(await counter.status == 422)
            #expect(await counter.text.contains("pindaian surat yang sudah ditandatangani"))
            try await counter.send(
                to: page + "/pindaian", files: [("pindaian", "surat.pdf", LetterScene.pdf)])
            #expect(await counter.text.contains("surat.pdf"))
            try await counter.send(sent, to: page + "/kirim")
            #expect(await counter.text.contains("Terkirim"))
            #expect(await counter.text.contains("Kurir"))
            let officer = try await city.officer("dpmptsp-loket-1")
            let refused = await scene.problem {
                try await scene.tools.void(id, because: "Keliru", by: officer)
            }
            #expect(refused == "correspondence.problem.state")
            await counter.open("/meja/surat/register.csv?arah=keluar&dari=2026-11-01")
            #expect(await counter.text.contains("000.1.5/1/DPMPTSP/2026"))
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open("/meja/surat/register")
            #expect(await analyst.status == 403)
        }
    }

    @Test("a search reads on until it has found, however many begin alike")
    func search() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            _ = try await scene.letter("Sertifikat tanah", number: "tua")
            for n in 0..<40 {
                _ = try await scene.letter("Serah terima jabatan", number: "baru-\(n)")
            }
            let counter = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await counter.open("/meja/surat/masuk?q=sertifikat")
            #expect(await counter.text.contains("Sertifikat tanah"))
            #expect(await !counter.text.contains("Serah terima"))
            #expect(await !counter.text.contains("sebelum="))
            await counter.open("/meja/surat/masuk?q=serah")
            #expect(await counter.text.contains("sebelum="))
        }
    }

    @Test("the register of outgoing letters is one of numbers, in their order")
    func numbers() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let officer = try await city.officer("dpmptsp-loket-1")
            city.clock.set(try #require(Day(iso: "2026-12-30")).at(hour: 9, minute: 0, in: .wib))
            let first = try await scene.draft()
            let second = try await scene.draft()
            _ = try await scene.draft()
            city.clock.set(try #require(Day(iso: "2027-01-04")).at(hour: 9, minute: 0, in: .wib))
            try await scene.tools.giveNumber(second, by: officer)
            try await scene.tools.giveNumber(first, by: officer)
            let counter = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            let file = "/meja/surat/register.csv?arah=keluar"
            await counter.open(file + "&dari=2027-01-01&sampai=2027-01-04")
            let lines = await counter.text.split(whereSeparator: \.isNewline)
            #expect(lines.count == 3)
            #expect(lines.dropFirst().first?.contains("000.1.5/1/DPMPTSP/2027") == true)
            #expect(lines.last?.contains("000.1.5/2/DPMPTSP/2027") == true)
            await counter.open(file + "&dari=2026-12-01&sampai=2026-12-31")
            #expect(await !counter.text.contains("000.1.5/"))
        }
    }

    @Test("what a letter says is let go when its time is over; its number stays")
    func retention() async throws {
        try await TestCity.run { city in
            let scene = LetterScene(city: city)
            let id = try await scene.letter("Hal lama")
            #expect(try await scene.tools.letGo() == 0)
            city.wait(days: 366 * 11)
            #expect(try await scene.tools.letGo() == 1)
            #expect(try await scene.tools.letGo() == 0)
            let browser = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await browser.open("/meja/surat/\(id.text)")
            #expect(await browser.status == 200)
            #expect(await browser.text.contains("1/DPMPTSP/2026"))
            #expect(await browser.text.contains("(isi sudah dihapus)"))
        }
    }
}
