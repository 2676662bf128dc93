import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("Pages of running the city hall")
struct PageTests {
    private static let rooms = [
        "", "/unit", "/unit/dpmptsp", "/jabatan", "/jabatan?kosong=ya", "/jabatan?q=analis",
        "/jabatan?unit=dpmptsp", "/orang", "/orang?q=contoh", "/orang?q=tidak-ada", "/usulan",
        "/peran", "/penugasan", "/kalender", "/edisi", "/pekerjaan", "/kiriman", "/kesehatan",
    ]

    @Test("every room opens in both languages, says all its words and stays small")
    func rooms() async throws {
        try await TestCity.run { city in
            let post = try await city.vacancy("dpmptsp-analis-9")
            let who = try await city.officer("bapenda-analis-1").account
            try await city.office.ask(
                city.appointment(who, post), by: try await city.officer("diskominfo-admin").account)
            let version = try await city.house.shelf.published().version
            let more = [
                "/orang/\(who.text)", "/jabatan/\(post.text)", "/edisi/\(version)",
            ]
            let browser = try await TestBrowser.officer("diskominfo-admin", of: city)
            for language in ["", "?bahasa=en"] {
                if !language.isEmpty { await browser.open("/meja" + language) }
                for room in Self.rooms + more {
                    await browser.open("/meja/kelola" + room)
                    let text = await browser.text
                    #expect(await browser.status == 200, "\(room)")
                    #expect(!text.contains("⟦"), "\(room): \(missing(text))")
                    #expect(text.utf8.count < 60_000, "\(room)")
                }
            }
        }
    }

    private func missing(_ text: String) -> String {
        text.split(separator: "⟦").dropFirst().prefix(5).map { String($0.prefix(60)) }
            .joined(separator: ", ")
    }

    @Test("another parent of a unit is asked for on its page and decided by somebody else")
    func moving() async throws {
        try await TestCity.run { city in
            let page = "/meja/kelola/unit/rsud"
            let browser = try await TestBrowser.officer("diskominfo-admin", of: city)
            await browser.open(page)
            try await browser.send([("induk", "rsud")], to: page + "/induk")
            #expect(await browser.status == 422)
            try await browser.send([("induk", "dinkes")], to: page + "/induk", on: page)
            #expect(await browser.text.contains("Usulan dikirim"))
            #expect(await browser.text.contains("menunggu keputusan orang lain"))
            let auditor = try await TestBrowser.officer("inspektorat-auditor-1", of: city)
            await auditor.open("/meja/kelola/usulan")
            let text = await auditor.text
            #expect(text.contains("Pindahkan ke bawah unit lain") && !text.contains("⟦"))
            let id = try await city.house.store.read("test.move") { reader in
                try city.office.unitRequests.open(in: reader).first?.id
            }
            let request = try #require(id)
            try await auditor.send(
                [("putusan", "setuju")], to: "/meja/kelola/usulan/\(request.text)")
            #expect(await auditor.text.contains("disetujui dan berlaku"))
            #expect(await auditor.text.contains("Pemindahan unit yang sudah diputuskan"))
        }
    }

    @Test("a unit, a post and a request are made on pages; what is wrong comes back as typed")
    func forms() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.officer("diskominfo-admin", of: city)
            await browser.open("/meja/kelola/unit")
            try await browser.send(
                [("kode", "UPT Baru"), ("nama", "Unit Contoh"), ("singkatan", "UC")],
                to: "/meja/kelola/unit")
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("Unit Contoh"))
            try await browser.send(
                [
                    ("kode", "upt-baru"), ("nama", "Unit Contoh"), ("nama_en", "Example"),
                    ("singkatan", "UC"), ("induk", "dpmptsp"),
                ], to: "/meja/kelola/unit")
            #expect(await browser.text.contains("Unit dibuat"))
            await browser.open("/meja/kelola/jabatan")
            try await browser.press(
                "/meja/kelola/jabatan",
                [
                    ("kode", "upt-baru-analis"), ("unit", "upt-baru"), ("peran", "analis"),
                    ("nama", "Analis UPT"), ("nama_en", "Analyst"),
                ])
            #expect(await browser.text.contains("Jabatan dibuat"))
            let who = try await city.officer("bapenda-analis-1").account
            let post = try await city.position("upt-baru-analis").id
            let path = "/meja/kelola/orang/\(who.text)"
            await browser.open(path)
            let fields: [(name: String, value: String)] = [
                ("jabatan", post.text), ("mulai", city.today.iso), ("nomor", "821/7/2026"),
            ]
            try await browser.send(fields, to: path + "/jabatan")
            #expect(await browser.status == 422)
            #expect(await browser.text.contains("821/7/2026"))
            try await browser.send(fields + [("tanggal", "2026-11-20")], to: path + "/jabatan")
            #expect(await browser.text.contains("Usulan dikirim"))
            let auditor = try await TestBrowser.officer("inspektorat-auditor-1", of: city)
            let request = try #require(try await city.open().first)
            await auditor.open("/meja/kelola/usulan")
            #expect(await auditor.text.contains("821/7/2026, 20 November 2026"))
            try await auditor.send(
                [("putusan", "setuju")], to: "/meja/kelola/usulan/\(request.id.text)")
            #expect(await auditor.text.contains("disetujui dan berlaku"))
            #expect(try await city.officer("upt-baru-analis").account == who)
        }
    }
}
