import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("Recovering an account on the pages")
struct RecoveryPageTests {
    private static let counter = "disdukcapil-loket-1"
    private static let new = "lima burung biru terbang"

    private func nik() -> String { DemoNames.person(0).nik }

    /// The code that the page of the officer shows.
    private func code(_ page: String) throws -> String {
        let shown = page.split(separator: "counter-code\"><strong>").dropFirst().first?
            .prefix { $0 != "<" }
        return String(try #require(shown))
    }

    @Test(
        "from the card to a new password and a new contact, and the citizen sees who it was",
        arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let officer = try await TestBrowser.officer(Self.counter, of: city)
            await officer.open("/meja/identitas")
            #expect(await officer.text.contains("/meja/pemulihan"))
            await officer.open("/meja/pemulihan")
            try await officer.send([("nik", nik())], to: "/meja/pemulihan")
            let visit = await officer.path
            #expect(visit.hasPrefix("/meja/pemulihan/") && !visit.contains(nik()))
            let person = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            #expect(await officer.text.contains(person.contact.masked))
            #expect(await !officer.text.contains(person.name))
            // Without both ticks there is no code.
            try await officer.send([("kartu", "ya")], to: visit)
            #expect(await officer.status == 422)
            try await officer.send([("kartu", "ya"), ("wajah", "ya")], to: visit)
            let code = try code(await officer.text)
            await officer.open(visit)
            #expect(await officer.status == 404)

            let old = try await TestBrowser.citizen(0, of: city)
            let citizen = try TestBrowser(city)
            await citizen.open("/masuk")
            #expect(await citizen.text.contains("href=\"/pemulihan\""))
            try await citizen.send([("kode", code)], to: "/pemulihan", on: "/pemulihan")
            #expect(await citizen.path == "/pemulihan/selesai")
            try await citizen.send(
                [("sandi", Self.new), ("kontak", "baru@contoh.example")],
                to: "/pemulihan/selesai")
            #expect(await citizen.path == "/pemulihan/kontak")
            try await citizen.send([("kode", try await mailed(city))], to: "/pemulihan/kontak")
            #expect(await citizen.path == "/keamanan")
            #expect(await citizen.text.contains("Akun Anda sudah pulih"))
            await old.open("/akun")
            #expect(await old.path.hasPrefix("/masuk"))
            let now = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            #expect(now.contact.address == "baru@contoh.example")
            let told = try await city.subjects(to: person.contact.address)
            #expect(told.contains("Akun Anda sudah dipulihkan di loket"))
            await citizen.open("/akun/akses")
            #expect(await citizen.text.contains("Anda datang ke loket untuk masuk lagi"))
        }
    }

    /// The code in the newest mail to the new contact.
    private func mailed(_ city: TestCity) async throws -> String {
        let subjects = try await city.subjects(to: "baru@contoh.example")
        let subject = try #require(subjects.last { $0.hasPrefix("Kode untuk memastikan") })
        return String(subject.suffix(6))
    }

    @Test("somebody who is not proven is told what to do, in the same words as for nobody")
    func notProven() async throws {
        try await TestCity.run(level: .matched) { city in
            let officer = try await TestBrowser.officer(Self.counter, of: city)
            await officer.open("/meja/pemulihan")
            #expect(await officer.text.contains("warga membuat akun baru"))
            for nik in [nik(), "3271031708900001"] {
                try await officer.send([("nik", nik)], to: "/meja/pemulihan", on: "/meja/pemulihan")
                #expect(await officer.status == 422)
                #expect(await officer.text.contains("Tidak ada akun yang dibuktikan"))
            }
        }
    }

    @Test("only who may prove comes in; a wrong code opens nothing; a step cannot be skipped")
    func doors() async throws {
        try await TestCity.run { city in
            let analyst = try await TestBrowser.officer("dpmptsp-analis-1", of: city)
            await analyst.open("/meja/pemulihan")
            #expect(await analyst.status == 403)
            let stranger = try TestBrowser(city)
            for path in ["/pemulihan/selesai", "/pemulihan/kontak"] {
                await stranger.open(path)
                #expect(await stranger.path == "/pemulihan")
            }
            try await stranger.send([("kode", "222-222-222")], to: "/pemulihan")
            #expect(await stranger.status == 422)
            // A colleague's visit is not there for another officer.
            let officer = try await TestBrowser.officer(Self.counter, of: city)
            await officer.open("/meja/pemulihan")
            try await officer.send([("nik", nik())], to: "/meja/pemulihan")
            let visit = await officer.path
            let other = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await other.open(visit)
            #expect(await other.status == 404)
        }
    }

    @Test("the officer shows again who is there, and the NIK typed is not lost over it")
    func proving() async throws {
        try await TestCity.run { city in
            let officer = try await TestBrowser.officer(Self.counter, of: city)
            await officer.open("/keamanan")
            try await officer.send(to: "/keamanan/aplikasi/mulai")
            let app = try #require(AppOnPaper(page: await officer.text))
            try await officer.send(
                [("kode", app.code(at: city.clock.now))], to: "/keamanan/aplikasi")
            city.clock.advance(milliseconds: 16 * 60_000)
            await officer.open("/meja/pemulihan")
            try await officer.send([("nik", nik())], to: "/meja/pemulihan")
            #expect(await officer.status == 403)
            #expect(await officer.text.contains("Buktikan bahwa ini Anda"))
            try await officer.send(
                [("_kode", app.code(at: city.clock.now))], to: "/meja/pemulihan")
            let visit = await officer.path
            #expect(visit.hasPrefix("/meja/pemulihan/"))
            try await officer.send([("kartu", "ya"), ("wajah", "ya")], to: visit)
            #expect(try code(await officer.text).count == 11)
        }
    }
}
