import City
import Contracts
import Kernel
import Notices
import People
import Store
import TestKit
import Testing
import Web

@testable import Portal

@Suite("Accounts of citizens")
struct AccountPageTests {
    private let password = "kopi pagi di kebun raya"

    /// The code in the newest mail to an address.
    private func code(to address: String, _ city: TestCity) async throws -> String {
        let mail = try await city.house.store.read("test.code") { reader in
            try city.house.notices.recent(limit: 20, in: reader).first { $0.address == address }
        }
        let words = try #require(mail?.body).split { !$0.isNumber }
        return String(try #require(words.first { $0.count == 6 }))
    }

    @Test("From a contact by a code to an account, and back to where one was")
    func register() async throws {
        try await TestCity.run { city in
            let browser = try TestBrowser(city)
            await browser.open("/daftar?lanjut=%2Flayanan%2Fpenelitian")
            try await browser.send([("kontak", "baru@contoh.example")], to: "/daftar")
            #expect(await browser.path == "/daftar/kode?lanjut=%2Flayanan%2Fpenelitian")
            #expect(await browser.text.contains("b***@contoh.example"))
            try await browser.send([("kode", "abc")], to: "/daftar/kode")
            #expect(await browser.status == 422)
            let code = try await code(to: "baru@contoh.example", city)
            try await browser.send([("kode", code)], to: "/daftar/kode")
            #expect(await browser.path == "/daftar/selesai?lanjut=%2Flayanan%2Fpenelitian")
            try await browser.send(
                [("nama", "Sari Dewi"), ("sandi", "pendek")], to: "/daftar/selesai")
            #expect(await browser.status == 422)
            let text = await browser.text
            #expect(text.contains("value=\"Sari Dewi\""))
            #expect(!text.contains("value=\"pendek\""))
            try await browser.send(
                [("nama", "Sari Dewi"), ("sandi", password)], to: "/daftar/selesai")
            #expect(await browser.path == "/layanan/penelitian")
            #expect(await browser.text.contains("Sari Dewi"))
        }
    }

    @Test("A known contact gets the same pages, and its owner a letter instead of a code")
    func known() async throws {
        try await TestCity.run { city in
            let citizen = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            var pages: [String] = []
            for contact in [citizen.contact.address, "orang.lain@contoh.example"] {
                let browser = try TestBrowser(city)
                await browser.open("/daftar")
                try await browser.send([("kontak", contact)], to: "/daftar")
                #expect(await browser.status == 200)
                pages.append(await browser.path)
                try await browser.send([("kode", "000000")], to: "/daftar/kode")
                pages.append("\(await browser.status)")
            }
            #expect(Array(pages[..<2]) == Array(pages[2...]))
        }
    }

    @Test("Signing in goes on to a page of this site only; signing out ends the session")
    func signIn() async throws {
        try await TestCity.run { city in
            let citizen = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            let browser = try TestBrowser(city)
            await browser.open("/akun")
            #expect(await browser.path == "/masuk?lanjut=%2Fakun")
            try await browser.send(
                [("kontak", citizen.contact.address), ("sandi", "salah sekali")], to: "/masuk")
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("value=\"\(citizen.contact.address)\""))
            try await browser.send(
                [("kontak", citizen.contact.address), ("sandi", DemoCity.password)], to: "/masuk")
            #expect(await browser.path == "/akun")
            #expect(await browser.text.contains(citizen.contact.masked))
            #expect(!(await browser.text.contains(citizen.contact.address)))
            try await browser.send(to: "/keluar")
            #expect(await browser.path == "/")
            await browser.open("/akun")
            #expect(await browser.path == "/masuk?lanjut=%2Fakun")
            await browser.open("/masuk?lanjut=%2F%2Fjahat.example")
            try await browser.send(
                [("kontak", citizen.contact.address), ("sandi", DemoCity.password)], to: "/masuk")
            #expect(await browser.path == "/")
        }
    }

    @Test("A forgotten password is replaced by a code, and other devices are signed out")
    func reset() async throws {
        // Where the account says more than its contact it takes a day: `DelayedResetTests`.
        try await TestCity.run(level: .contact) { city in
            let citizen = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            let other = try await TestBrowser.citizen(of: city)
            let browser = try TestBrowser(city)
            await browser.open("/sandi")
            try await browser.send([("kontak", citizen.contact.address)], to: "/sandi")
            let code = try await code(to: citizen.contact.address, city)
            try await browser.send([("kode", code)], to: "/sandi/kode")
            try await browser.send([("sandi", password)], to: "/sandi/selesai")
            #expect(await browser.path == "/berkas")
            await other.open("/akun")
            #expect(await other.path == "/masuk?lanjut=%2Fakun")
        }
    }

    @Test("Name, language, password and devices are changed on one page")
    func account() async throws {
        try await TestCity.run(level: .contact) { city in
            let browser = try await TestBrowser.citizen(of: city)
            let phone = try await TestBrowser.citizen(of: city)
            await browser.open("/akun")
            #expect(!(await browser.text.contains("⟦")))
            try await browser.send([("nama", "Nama Baru")], to: "/akun/nama")
            #expect(await browser.text.contains("Nama Baru"))
            try await browser.send([("bahasa_surat", "en")], to: "/akun/bahasa")
            #expect(
                try await city.house.accounts.citizen(city.citizens[0])?.language == .en)
            try await browser.send(
                [("sandi_lama", "bukan ini"), ("sandi", password)], to: "/akun/sandi")
            #expect(await browser.status == 422)
            try await browser.send(to: "/akun/perangkat/keluar")
            await phone.open("/akun")
            #expect(await phone.path == "/masuk?lanjut=%2Fakun")
            try await browser.send(
                [("sandi_lama", DemoCity.password), ("sandi", password)], to: "/akun/sandi")
            #expect(await browser.status == 200)
            #expect(await browser.path == "/akun")
        }
    }
}
