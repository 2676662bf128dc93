import Cases
import City
import Contracts
import Kernel
import TestKit
import Testing
import Web

@testable import Complaints

@Suite("Reports of citizens")
struct ReportTests {
    private static let fields = [
        ("tampil", "foto,uraian,kategori,tempat,tanggal,anonim,rahasia"),
        ("f.uraian", "Jalan berlubang di depan pasar, dua motor sudah jatuh."),
        ("f.kategori", "jalan"), ("f.tempat.kelurahan", "Sempur"),
        ("f.tempat.tempat", "depan pasar, sisi timur"),
        ("f.tempat.koordinat", "-6.5912, 106.8003"), ("aksi", "lanjut"),
    ]

    @Test(
        "without an account: written, confirmed by a code, sent, public, answered, confirmed",
        arguments: TestEngine.available)
    func guest(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let browser = try TestBrowser(city)
            await browser.open("/lapor")
            try await browser.send(Self.fields)
            #expect(await browser.path == "/lapor/periksa")
            try await browser.send([("kontak", "saksi@contoh.example")], to: "/lapor/kontak")
            #expect(await browser.path == "/lapor/kode")
            try await browser.send([("kode", "000000")], to: "/lapor/kode")
            #expect(await browser.status == 422)
            let code = try await city.code(to: "saksi@contoh.example")
            try await browser.send([("kode", code)], to: "/lapor/kode")
            #expect(await browser.path.hasPrefix("/lapor/terkirim/"))
            let number = try #require(await browser.path.split(separator: "/").last)
            try await city.readAll()
            await browser.open("/laporan/\(number)")
            #expect(await browser.status == 200)
            #expect(await browser.text.contains("dua motor sudah jatuh"))
            #expect(await !browser.text.contains("saksi@contoh"))
            await browser.open("/laporan?kategori=jalan&wilayah=32.71.03")
            #expect(await browser.text.contains("depan pasar, sisi timur"))
            await browser.open("/laporan?kategori=pju")
            #expect(await !browser.text.contains("depan pasar, sisi timur"))
        }
    }

    @Test(
        "a report goes to the unit of its topic, and its states are told in public",
        arguments: TestEngine.available)
    func states(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let report = try await city.report()
            #expect(report.state == .waiting)
            try await city.play(report.caseID, "- do: verifikasi")
            let forwarded = try await city.report(report.caseID)
            #expect(forwarded.state == .forwarded)
            #expect(forwarded.unit.text == "dpupr")
            try await city.play(report.caseID, "- do: tanggapan\n  text: Sudah ditambal.")
            let done = try await city.report(report.caseID)
            #expect(done.state == .done)
            #expect(done.reply == "Sudah ditambal.")
            try await city.house.cases.refute(
                report.caseID, by: city.citizens[0], reason: "Masih berlubang.")
            #expect(try await city.report(report.caseID).state == .forwarded)
            try await city.play(report.caseID, "- do: tanggapan\n  text: Ditambal lagi.")
            try await city.house.cases.confirm(report.caseID, by: city.citizens[0])
            #expect(try await city.standing(report.caseID).record.state == .closed)
        }
    }

    @Test("what is secret, or about misconduct, is shown to nobody")
    func secret() async throws {
        try await TestCity.run { city in
            let report = try await city.report(", rahasia: ya")
            #expect(!report.isPublic && report.text == nil && report.point == nil)
            let pungli = try await city.report(topic: "pungli")
            #expect(!pungli.isPublic)
            let browser = try TestBrowser(city)
            await browser.open("/laporan")
            #expect(await !browser.text.contains("berlubang"))
            await browser.open("/laporan/\(report.number.text)")
            #expect(await !browser.text.contains("berlubang"))
        }
    }

    @Test("an open report nearby is shown before another is sent, and can be supported")
    func nearby() async throws {
        try await TestCity.run { city in
            let first = try await city.report()
            let browser = try await TestBrowser.citizen(1, of: city)
            await browser.open("/lapor")
            try await browser.send(Self.fields)
            #expect(await browser.path == "/lapor/periksa")
            #expect(await browser.text.contains(first.number.text))
            await browser.open("/laporan/\(first.number.text)")
            let support = "/laporan/\(first.number.text)/dukung"
            try await browser.send(to: support)
            try await browser.press(support)
            #expect(try await city.report(first.caseID).supports == 1)
            try await city.play(first.caseID, "- do: verifikasi")
            try await city.readAll()
            let mails = try await city.mails(to: 1)
            #expect(mails.contains { $0.contains("Disposisi") }, "\(mails)")
        }
    }

    @Test(
        "a text message becomes a report once what it lacks was asked back",
        arguments: TestEngine.available)
    func text(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let command = city.house.complaintTools.textCommand
            func say(_ text: String, _ id: String) async throws -> String {
                let phone = try PhoneNumber("081298765432")
                return try await command.answer(
                    TextQuestion(
                        id: id, rest: text, from: phone, language: .id, at: city.clock.now))
            }
            let asked = try await say("jalan berlubang depan pasar anyar", "m1")
            #expect(asked.contains("kelurahan"))
            #expect(try await say("jalan berlubang depan pasar anyar", "m1") == asked)
            let taken = try await say("Sempur dekat jembatan", "m2")
            #expect(taken.contains("diterima: Jalan rusak, Sempur"), "\(taken)")
            #expect(try await say("Sempur dekat jembatan", "m2") == taken)
            try await city.readAll()
            let browser = try TestBrowser(city)
            await browser.open("/laporan")
            #expect(await browser.text.contains("dekat jembatan"))
        }
    }

    @Test("who subscribes to a place hears of a new report there, once")
    func alerts() async throws {
        try await TestCity.run { city in
            let browser = try await TestBrowser.citizen(2, of: city)
            try await browser.send(
                [("kategori", ""), ("wilayah", "32.71.03")], to: "/laporan/langganan",
                on: "/laporan/langganan")
            _ = try await city.report()
            let mails = try await city.mails(to: 2)
            #expect(mails.filter { $0.contains("Jalan rusak") }.count == 1, "\(mails)")
            await browser.open("/laporan/umpan?wilayah=32.71.03")
            #expect(await browser.text.contains("<georss:point>-6.591200 106.800300"))
        }
    }
}
