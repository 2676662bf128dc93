import City
import Contracts
import Foundation
import Kernel
import Notices
import People
import Store
import TestKit
import Testing
import Web

extension TestCity {
    /// Subjects of the mails to an address.
    func subjects(to address: String) async throws -> [String] {
        try await house.workOnce()
        return try await house.store.read("test.subjects") { reader in
            try house.notices.recent(limit: 50, in: reader)
                .filter { $0.address == address }.map(\.subject)
        }
    }
}

@Suite("The page of one's level")
struct LevelPageTests {
    @Test("right data raise the level and lead back to where one was")
    func match() async throws {
        try await TestCity.run(level: .contact) { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/akun")
            #expect(await citizen.text.contains("/akun/identitas"))
            await citizen.open("/akun/identitas?lanjut=%2Fberkas")
            #expect(await citizen.status == 200)
            let person = DemoNames.person(0)
            try await citizen.send(
                [
                    ("nik", person.nik), ("kk", "3271010103157000"), ("nama", person.name),
                    ("lahir", person.born.iso),
                ], to: "/akun/identitas")
            let text = await citizen.text
            #expect(await citizen.path == "/berkas", "\(text)")
            #expect(text.contains("Data Anda cocok dengan data kependudukan."))
            await citizen.open("/akun/identitas")
            #expect(await citizen.text.contains("Data cocok"))
            #expect(await !citizen.text.contains("name=\"kk\""))
            #expect(await !citizen.text.contains(person.nik))
            #expect(try await city.subjects(to: person.email).contains("Data Anda sudah cocok"))
        }
    }

    @Test("a wrong NIK is told at its field; data that do not match by one sentence; all is kept")
    func wrong() async throws {
        try await TestCity.run(level: .contact) { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/akun/identitas")
            #expect(await citizen.text.contains("Warga Contoh"))
            let (person, card) = (DemoNames.person(0), "3271010103157000")
            let fields = [("kk", card), ("nama", person.name), ("lahir", "1980-01-01")]
            try await citizen.send([("nik", "3271037208900001")] + fields, to: "/akun/identitas")
            #expect(await citizen.status == 422)
            #expect(await citizen.text.contains("value=\"\(card)\""))
            let before = try await city.house.accounts.levelStanding(of: city.citizens[0])
            #expect(before?.triesLeft == 3)
            try await citizen.send([("nik", person.nik)] + fields, to: "/akun/identitas")
            #expect(await citizen.status == 422)
            let text = await citizen.text
            #expect(text.contains("Data ini tidak dapat kami cocokkan."))
            #expect(text.contains("value=\"\(person.nik)\""))
            #expect(text.contains("Percobaan yang tersisa hari ini: 2."))
            #expect(!text.contains("field-wrong"))
        }
    }

    @Test("a register that is away costs no try, and everything typed stands there again")
    func away() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/mati-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "kunci-yang-cukup-panjang".write(
            toFile: folder + "/kunci", atomically: true, encoding: .utf8)
        // Port 9 discards; nobody listens there.
        let file = #"{"address": "http://127.0.0.1:9/", "token_file": "\#(folder)/kunci"}"#
        try file.write(toFile: folder + "/daftar.json", atomically: true, encoding: .utf8)
        try await TestCity.run(level: .contact, residents: folder + "/daftar.json") { city in
            let citizen = try await TestBrowser.citizen(0, of: city)
            let person = DemoNames.person(0)
            let fields = [
                ("nik", person.nik), ("kk", "3271010103157000"), ("nama", person.name),
                ("lahir", person.born.iso),
            ]
            await citizen.open("/akun/identitas?lanjut=%2Fberkas")
            try await citizen.send(fields, to: "/akun/identitas")
            let text = await citizen.text
            #expect(await citizen.status == 503)
            #expect(text.contains("Data kependudukan sedang tidak dapat dihubungi."))
            for (_, value) in fields { #expect(text.contains("value=\"\(value)\"")) }
            #expect(text.contains("name=\"lanjut\" value=\"/berkas\""))
            #expect(text.contains("Percobaan yang tersisa hari ini: 3."))
            #expect(text.contains("Buktikan di loket"))
            #expect(!text.contains("⟦"))
        }
    }

    @Test("a proven NIK is no match for anybody else, in the very same words; its owner is told")
    func owned() async throws {
        try await TestCity.run(level: .contact) { city in
            let person = DemoNames.person(0)
            let nik = try NIK(person.nik)
            let house = city.house
            _ = try await house.store.write("test.owner") { tx in
                try house.accounts.createCitizen(
                    CitizenRecord(
                        name: person.name,
                        contact: .email(try EmailAddress("pemilik@contoh.example")),
                        level: .proven, nik: nik, passwordHash: nil), in: tx)
            }
            let citizen = try await TestBrowser.citizen(0, of: city)
            await citizen.open("/akun/identitas")
            let right = [
                ("nik", person.nik), ("kk", "3271010103157000"), ("nama", person.name),
            ]
            try await citizen.send(right + [("lahir", "1980-01-01")], to: "/akun/identitas")
            let wrong = await citizen.text
            try await citizen.send(right + [("lahir", person.born.iso)], to: "/akun/identitas")
            #expect(await citizen.status == 422)
            let sentence = "Data ini tidak dapat kami cocokkan."
            #expect(wrong.contains(sentence))
            #expect(await citizen.text.contains(sentence))
            #expect(try await house.accounts.citizen(city.citizens[0])?.level == .contact)
            let told = try await city.subjects(to: "pemilik@contoh.example")
            #expect(told == ["Seseorang mencoba memakai data Anda"])
        }
    }
}
