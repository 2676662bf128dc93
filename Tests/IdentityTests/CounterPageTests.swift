import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Proving at a counter")
struct CounterPageTests {
    private static let nik = "3271031708900001"

    /// The code that the page of the citizen shows.
    private func code(_ citizen: TestBrowser) async throws -> String {
        await citizen.open("/akun/identitas")
        try await citizen.send(to: "/akun/identitas/kode")
        let shown = await citizen.text.split(separator: "counter-code\"><strong>")
            .dropFirst().first?.prefix { $0 != "<" }
        return String(try #require(shown))
    }

    private func card(_ nik: String = nik) -> [(name: String, value: String)] {
        [("nik", nik), ("nama", "Siti Kartu Contoh"), ("kartu", "ya"), ("wajah", "ya")]
    }

    @Test(
        "the officer sees masked data, proves once, and the citizen sees who it was",
        arguments: TestEngine.available)
    func prove(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, level: .contact) { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            let code = try await code(citizen)
            let officer = try await TestBrowser.officer("disdukcapil-loket-1", of: city)
            await officer.open("/meja/identitas")
            try await officer.send([("kode", code.lowercased())], to: "/meja/identitas")
            let page = await officer.text
            let path = await officer.path
            #expect(path.hasPrefix("/meja/identitas/"))
            #expect(!path.contains(code))
            let person = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            #expect(page.contains(person.contact.masked))
            #expect(!page.contains(person.name))
            // Without the ticks nothing is proven, and nothing typed is lost.
            try await officer.send(
                [("nik", Self.nik), ("nama", "Siti Kartu Contoh"), ("kartu", "ya")], to: path)
            #expect(await officer.status == 422)
            #expect(await officer.text.contains("value=\"\(Self.nik)\""))
            try await officer.send(card(), to: path)
            let done = await officer.text
            #expect(await officer.path == "/meja/identitas", "\(done)")
            let proven = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            #expect(proven.level == .proven)
            #expect(proven.name == "Siti Kartu Contoh")
            let mails = try await city.subjects(to: person.contact.address)
            #expect(mails.contains("Identitas Anda sudah dibuktikan"))
            await citizen.open("/akun/akses")
            #expect(await citizen.text.contains("Anda dicari atau dilayani di loket"))
            // The visit is over.
            await officer.open(path)
            #expect(await officer.status == 404)
            let entry = try await city.house.store.read("test.entry") {
                try $0.row(
                    """
                    SELECT COUNT(*) FROM ledger WHERE type = 'account.level-raised' \
                    AND actor_kind = 'officer'
                    """)?.int(0)
            }
            #expect(entry == 1)
        }
    }

    @Test("a code counts once, for one officer, for ten minutes")
    func codes() async throws {
        try await TestCity.run(level: .contact) { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            let first = try await TestBrowser.officer("disdukcapil-loket-1", of: city)
            let second = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            let old = try await code(citizen)
            let new = try await code(citizen)
            await first.open("/meja/identitas")
            try await first.send([("kode", old)], to: "/meja/identitas")
            #expect(await first.status == 422)
            try await first.send([("kode", new)], to: "/meja/identitas")
            let path = await first.path
            #expect(path.hasPrefix("/meja/identitas/"))
            await second.open("/meja/identitas")
            try await second.send([("kode", new)], to: "/meja/identitas")
            #expect(await second.status == 422)
            await second.open(path)
            #expect(await second.status == 404)
            await citizen.open("/akun/identitas")
            #expect(await !citizen.text.contains(new))
            let late = try await code(citizen)
            city.clock.advance(milliseconds: 11 * 60_000)
            try await second.send([("kode", late)], to: "/meja/identitas", on: "/meja/identitas")
            #expect(await second.status == 422)
            for _ in 0..<12 {
                try await second.send([("kode", "222-222")], to: "/meja/identitas")
            }
            #expect(await second.status == 429)
        }
    }

    @Test("only who has the permission comes in, and it is not in the menu of others")
    func permission() async throws {
        try await TestCity.run { city in
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open("/meja/identitas")
            #expect(await analyst.status == 403)
            await analyst.open("/meja")
            #expect(await !analyst.text.contains("/meja/identitas"))
            let counter = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await counter.open("/meja")
            #expect(await counter.text.contains("/meja/identitas"))
        }
    }

    @Test("whoever proves a NIK owns it: the others fall back and are told, their cases stay")
    func owner() async throws {
        try await TestCity.run(level: .contact) { city in
            let house = city.house
            let nik = try NIK(Self.nik)
            let other = try await house.store.write("test.other") { tx in
                try house.accounts.createCitizen(
                    CitizenRecord(
                        name: "Orang Lain",
                        contact: .email(try EmailAddress("lain@contoh.example")),
                        level: .matched, nik: nik, passwordHash: nil), in: tx)
            }
            let citizen = try await TestBrowser.citizen(0, of: city)
            let officer = try await TestBrowser.officer("disdukcapil-loket-1", of: city)
            await officer.open("/meja/identitas")
            try await officer.send([("kode", try await code(citizen))], to: "/meja/identitas")
            try await officer.send(card(), to: await officer.path)
            #expect(try await house.accounts.citizen(other)?.level == .contact)
            #expect(try await house.accounts.levelStanding(of: other)?.maskedNIK == nil)
            let told = try await city.subjects(to: "lain@contoh.example")
            #expect(told == ["Identitas di akun Anda perlu dicocokkan lagi"])
        }
    }

    @Test("one officer alone takes no NIK from somebody who was proven with it")
    func provenElsewhere() async throws {
        try await TestCity.run(level: .contact) { city in
            let house = city.house
            let nik = try NIK(Self.nik)
            let owner = try await house.store.write("test.owner") { tx in
                try house.accounts.createCitizen(
                    CitizenRecord(
                        name: "Pemilik Kartu",
                        contact: .email(try EmailAddress("pemilik@contoh.example")),
                        level: .proven, nik: nik, passwordHash: nil), in: tx)
            }
            let citizen = try await TestBrowser.citizen(0, of: city)
            let officer = try await TestBrowser.officer("disdukcapil-loket-1", of: city)
            await officer.open("/meja/identitas")
            try await officer.send([("kode", try await code(citizen))], to: "/meja/identitas")
            try await officer.send(card(), to: await officer.path)
            #expect(await officer.status == 409)
            #expect(await officer.text.contains("sudah dibuktikan untuk akun lain"))
            #expect(try await house.accounts.citizen(owner)?.level == .proven)
            #expect(try await house.accounts.citizen(city.citizens[0])?.level == .contact)
        }
    }

    @Test("a card with another NIK than the one matched needs a second look")
    func differs() async throws {
        try await TestCity.run(level: .matched) { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            let officer = try await TestBrowser.officer("disdukcapil-loket-1", of: city)
            await officer.open("/meja/identitas")
            try await officer.send([("kode", try await code(citizen))], to: "/meja/identitas")
            let path = await officer.path
            #expect(await !officer.text.contains("name=\"beda\""))
            try await officer.send(card(), to: path)
            #expect(await officer.status == 409)
            #expect(await officer.text.contains("name=\"beda\""))
            #expect(await officer.text.contains("Akun ini sebelumnya cocok dengan NIK lain"))
            try await officer.send(card() + [("beda", "ya")], to: path)
            #expect(try await city.house.accounts.citizen(city.citizens[0])?.level == .proven)
        }
    }
}
