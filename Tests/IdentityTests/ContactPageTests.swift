import City
import Contracts
import Kernel
import Notices
import People
import Store
import TestKit
import Testing
import Web

@Suite("The contacts of one's own account on the pages")
struct ContactPageTests {
    private static let second = "kedua@contoh.example"

    /// The code in the newest mail to an address.
    private func mailed(_ city: TestCity, _ address: String, _ start: String) async throws -> String
    {
        let subjects = try await city.subjects(to: address)
        let subject = try #require(subjects.first { $0.hasPrefix(start) })
        return String(subject.suffix(6))
    }

    private func add(
        _ contact: String, _ place: String, _ citizen: TestBrowser, _ city: TestCity
    ) async throws {
        await citizen.open("/keamanan")
        try await citizen.send(
            [("kontak_\(place)", contact)], to: "/keamanan/kontak/\(place)")
        #expect(await citizen.path == "/keamanan/kontak/kode")
        let code = try await mailed(city, contact, "Kode untuk memastikan")
        try await citizen.send([("kode", code)], to: "/keamanan/kontak/kode")
        #expect(await citizen.text.contains("Kontak sudah disimpan"))
    }

    @Test(
        "a second contact is added, asked for at a new password, and removed",
        arguments: TestEngine.available)
    func second(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            let person = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            let first = person.contact.address
            await citizen.open("/keamanan")
            #expect(await citizen.text.contains("Belum ada"))
            #expect(await !citizen.text.contains(first))
            try await add(Self.second, "kedua", citizen, city)
            #expect(
                try await city.subjects(to: first).contains(
                    "Kontak kedua ditambahkan ke akun Anda"))
            await citizen.open("/data-saya")
            #expect(await citizen.text.contains(Self.second))

            let lost = try TestBrowser(city)
            try await lost.send([("kontak", first)], to: "/sandi", on: "/sandi")
            try await lost.send(
                [("kode", try await mailed(city, first, "Kode untuk kata sandi baru"))],
                to: "/sandi/kode")
            #expect(await lost.path.hasPrefix("/sandi/kode/kedua"))
            #expect(await lost.text.contains("setelah 24 jam"))
            let other = try await mailed(city, Self.second, "Kode untuk kata sandi baru")
            try await lost.send([("kode", "x")], to: "/sandi/kode/kedua")
            #expect(await lost.status == 422)
            try await lost.send([("kode", other)], to: "/sandi/kode/kedua")
            #expect(await lost.path.hasPrefix("/sandi/selesai"))
            #expect(await lost.text.contains("setelah 12 jam"))
            try await lost.send([("sandi", "lima burung biru terbang")], to: "/sandi/selesai")
            #expect(await lost.path == "/masuk")
            for address in [first, Self.second] {
                let told = try await city.subjects(to: address)
                #expect(told.contains("Ada yang meminta kata sandi baru untuk akun Anda"))
            }

            await citizen.open("/keamanan")
            try await citizen.send(to: "/keamanan/kontak/kedua/hapus")
            #expect(await citizen.text.contains("Belum ada"))
        }
    }

    @Test("the first contact is changed, and the former one puts itself back by its link")
    func undo() async throws {
        try await TestCity.run { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            let person = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            let first = person.contact.address
            try await add("baru@contoh.example", "utama", citizen, city)
            #expect(await citizen.text.contains("dapat membatalkan penggantian sampai"))
            let link = try await link(city, first)
            let owner = try TestBrowser(city)
            await owner.open(link)
            // Looking undoes nothing.
            await citizen.open("/keamanan")
            #expect(await citizen.text.contains("dapat membatalkan penggantian sampai"))
            try await owner.send(to: "/kontak/batal")
            #expect(await owner.text.contains("Kontak lama sudah dikembalikan"))
            await citizen.open("/keamanan")
            #expect(await citizen.path.hasPrefix("/masuk"))
            let now = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            #expect(now.contact.address == first)
            await owner.open(link)
            try await owner.send(to: "/kontak/batal")
            #expect(await owner.text.contains("Tidak ada penggantian kontak"))
        }
    }

    /// The path of the link in the letter to the former contact.
    private func link(_ city: TestCity, _ address: String) async throws -> String {
        try await city.house.workOnce()
        let body = try await city.house.store.read("test.body") { reader in
            try city.house.notices.recent(limit: 50, in: reader).first {
                $0.address == address && $0.subject == "Kontak utama akun Anda diganti"
            }?.body
        }
        let start = try #require(body?.firstRange(of: "/kontak/batal?kode="))
        let path = try #require(body)[start.lowerBound...].prefix { !$0.isWhitespace }
        return String(path)
    }

    @Test("what cannot be a contact is said at its field, and officers have no such forms")
    func wrong() async throws {
        try await TestCity.run { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/keamanan")
            try await citizen.send([("kontak_kedua", "siti")], to: "/keamanan/kontak/kedua")
            #expect(await citizen.status == 422)
            #expect(await citizen.text.contains("value=\"siti\""))
            let person = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            try await citizen.send(
                [("kontak_kedua", person.contact.address)], to: "/keamanan/kontak/kedua")
            #expect(await citizen.status == 409)
            #expect(await citizen.text.contains("sudah menjadi kontak akun Anda"))
            // Behind a quarter of an hour it is asked again who is there.
            city.clock.advance(milliseconds: 16 * 60_000)
            await citizen.open("/keamanan")
            try await citizen.send([("kontak_kedua", Self.second)], to: "/keamanan/kontak/kedua")
            #expect(await citizen.status == 403)
            #expect(await citizen.text.contains("Buktikan bahwa ini Anda"))
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await officer.open("/keamanan")
            #expect(await !officer.text.contains("/keamanan/kontak"))
        }
    }
}
