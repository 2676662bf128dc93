import City
import Contracts
import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Complaints

@Suite("Reports that were written without a line")
struct QueueTests {
    /// What a browser sends for a report that it kept.
    private static func fields(
        _ key: CaseID, text: String = "Lampu jalan padam sejak Senin",
        point: String = "-6.594500, 106.799000"
    ) -> [(name: String, value: String)] {
        [
            ("kunci", key.text), ("tampil", "foto,uraian,kategori,tempat,tanggal,anonim,rahasia"),
            ("f.uraian", text), ("f.kategori", "pju"),
            ("f.tempat.kelurahan", "Sempur, Bogor Tengah"),
            ("f.tempat.tempat", "depan warung"), ("f.tempat.koordinat", point),
        ]
    }

    private static func send(
        _ browser: TestBrowser, _ fields: [(name: String, value: String)]
    ) async throws -> JSONValue {
        await browser.open("/lapor/luring")
        try await browser.press("/lapor/luring", fields)
        return try JSONValue(parsing: Array(await browser.text.utf8))
    }

    private static func cases(_ city: TestCity) async throws -> Int64 {
        try await city.house.store.read("test.cases") {
            try $0.row("SELECT COUNT(*) FROM cases WHERE service = 'laporan'")?.int(0) ?? 0
        }
    }

    @Test(
        "a report is one report, however often a browser sends it", arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let citizen = try await TestBrowser.citizen(of: city)
            let key: CaseID = city.house.world.id()
            let before = try await Self.cases(city)
            #expect(try await citizen.data("/lapor/luring/\(key.text)")["keadaan"] == "belum")
            let first = try await Self.send(citizen, Self.fields(key))
            #expect(first["keadaan"] == "terkirim", "\(first)")
            let again = try await Self.send(citizen, Self.fields(key))
            #expect(again["nomor"] == first["nomor"])
            let known = try await citizen.data("/lapor/luring/\(key.text)")
            #expect(known["nomor"] == first["nomor"])
            #expect(try await Self.cases(city) == before + 1)
        }
    }

    @Test(
        "sent from two pages at the same moment it is one report", arguments: TestEngine.available)
    func atOnce(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let citizen = try await TestBrowser.citizen(of: city)
            let other = try await TestBrowser.citizen(of: city)
            let before = try await Self.cases(city)
            for _ in 0..<5 {
                let key: CaseID = city.house.world.id()
                async let one = Self.send(citizen, Self.fields(key))
                async let two = Self.send(other, Self.fields(key))
                let numbers = try await [one["nomor"], two["nomor"]]
                #expect(numbers[0] != nil)
                #expect(numbers[0] == numbers[1])
            }
            #expect(try await Self.cases(city) == before + 5)
        }
    }

    @Test("what is complete leaves no draft behind; what is not, is kept as one")
    func drafts() async throws {
        try await TestCity.run { city in
            func drafts() async throws -> Int64 {
                try await city.house.store.read("test.drafts") {
                    try $0.row("SELECT COUNT(*) FROM report_drafts")?.int(0) ?? 0
                }
            }
            let citizen = try await TestBrowser.citizen(of: city)
            let before = try await drafts()
            _ = try await Self.send(citizen, Self.fields(city.house.world.id()))
            #expect(try await drafts() == before)
            _ = try await Self.send(citizen, Self.fields(city.house.world.id(), text: ""))
            #expect(await citizen.status == 422)
            #expect(try await drafts() == before + 1)
        }
    }

    @Test("the report of a guest waits for a contact, also when the first answer was lost")
    func guests() async throws {
        try await TestCity.run { city in
            let key: CaseID = city.house.world.id()
            let lost = try TestBrowser(city)
            #expect(try await Self.send(lost, Self.fields(key))["keadaan"] == "kode")
            let guest = try TestBrowser(city)
            #expect(try await Self.send(guest, Self.fields(key))["keadaan"] == "kode")
            await guest.open("/lapor/periksa")
            #expect(await guest.path == "/lapor/periksa")
            #expect(await guest.text.contains("name=\"kontak\""))
            await lost.open("/lapor/periksa")
            #expect(await lost.path == "/lapor")
            // One goes after the other.
            let second: CaseID = city.house.world.id()
            let busy = try await Self.send(guest, Self.fields(second))
            #expect(await guest.status == 409, "\(busy)")
            #expect(try await guest.data("/lapor/luring/\(second.text)")["keadaan"] == "sibuk")
        }
    }

    @Test("what is wrong is told, and the same report is taken when it is mended")
    func mending() async throws {
        try await TestCity.run { city in
            let citizen = try await TestBrowser.citizen(of: city)
            let key: CaseID = city.house.world.id()
            let empty = try await Self.send(citizen, Self.fields(key, text: ""))
            #expect(await citizen.status == 422)
            let first = empty["errors"]?.arrayValue?.first
            #expect(first?["field"] == "uraian", "\(empty)")
            for (point, word) in [
                ("106.799000, -6.594500", "-6.594500, 106.799000"), ("0.0, 0.0", "0, 0"),
                ("-6.2000, 106.8166", "di luar Kota Bogor"),
            ] {
                let answer = try await Self.send(citizen, Self.fields(key, point: point))
                #expect(await citizen.status == 422, "\(point)")
                let detail = answer["detail"]?.stringValue ?? ""
                #expect(detail.contains(word), "\(point): \(detail)")
            }
            #expect(try await citizen.data("/lapor/luring/\(key.text)")["keadaan"] == "belum")
            let sent = try await Self.send(citizen, Self.fields(key))
            #expect(sent["keadaan"] == "terkirim", "\(sent)")
        }
    }

    @Test("a report belongs to whoever began it")
    func owners() async throws {
        try await TestCity.run { city in
            let key: CaseID = city.house.world.id()
            let citizen = try await TestBrowser.citizen(of: city)
            _ = try await Self.send(citizen, Self.fields(key, text: ""))
            let other = try await TestBrowser.citizen(1, of: city)
            _ = try await Self.send(other, Self.fields(key))
            #expect(await other.status == 409)
            let guest = try TestBrowser(city)
            _ = try await Self.send(guest, Self.fields(key))
            #expect(await guest.status == 409)
            let officer = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            _ = try await Self.send(officer, Self.fields(city.house.world.id()))
            #expect(await officer.status == 403)
        }
    }

    @Test(
        "a key that something else has is refused, and the report stays with its writer",
        arguments: TestEngine.available)
    func takenKeys(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let (other, draft) = (try await city.submitted(), try await city.draft(1, of: 1))
            for browser in [try await TestBrowser.citizen(of: city), try TestBrowser(city)] {
                for key in [other, draft] {
                    let told = try await Self.send(browser, Self.fields(key))
                    #expect(await browser.status == 409, "\(told)")
                    let state = try await browser.data("/lapor/luring/\(key.text)")
                    #expect(state["keadaan"] == "belum")
                }
            }
        }
    }

    @Test("a photo that its writer took out again does not stay")
    func photos() async throws {
        try await TestCity.run { city in
            let citizen = try await TestBrowser.citizen(of: city)
            let key: CaseID = city.house.world.id()
            let picture = try #require(Data(base64Encoded: Desk.picture))
            func send(_ files: [String], text: String) async throws {
                await citizen.open("/lapor/luring")
                // The form's own fields; a key stands behind them.
                try await citizen.send(
                    Self.fields(key, text: text), to: "/lapor", by: "/lapor/luring",
                    files: files.map { ("f.foto", $0, Array(picture)) })
            }
            try await send(["satu.png", "dua.png"], text: "")
            #expect(await citizen.status == 422)
            try await send(["dua.png"], text: "Lampu jalan padam")
            #expect(await citizen.status == 200)
            let names = try await city.house.store.read("test.files") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM case_files WHERE case_id = \(key)")?.int(0)
            }
            #expect(names == 1)
        }
    }

    @Test("the page that a phone keeps holds nothing of anybody")
    func shell() async throws {
        try await TestCity.run { city in
            let visitor = try TestBrowser(city)
            await visitor.open("/sw.js")
            #expect(
                await visitor.answer?.header("content-type")?.hasPrefix("text/javascript") == true)
            #expect(await visitor.text.contains("credentials: \"omit\""))
            let manifest = try await visitor.data("/manifest.webmanifest")
            #expect(manifest["start_url"] == "/lapor")
            #expect(manifest["name"] == "Lapor Kota Bogor")
            // A draft of one's own does not stand in it.
            let citizen = try await TestBrowser.citizen(of: city)
            _ = try await Self.send(
                citizen, Self.fields(city.house.world.id(), text: "Rahasia", point: "0.0, 0.0"))
            await citizen.open("/lapor")
            #expect(await citizen.text.contains("Rahasia"))
            await citizen.open("/lapor/luring")
            #expect(await !citizen.text.contains("Rahasia"))
            #expect(await citizen.text.contains("data-offline"))
        }
    }
}
