import Cases
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Complaints

@Suite("What officers change of the public side of reports")
struct DeskModerationTests {
    @Test(
        "hidden with a reason it is gone at once, its reporter is told, and it can come back",
        arguments: TestEngine.available)
    func hidden(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let report = try await city.report()
            let number = report.number.text
            let visitor = try TestBrowser(city)
            await visitor.open("/laporan/\(number)")
            #expect(await visitor.text.contains("berlubang"))
            let keeper = try await city.browser(Desk.coordinator)
            let page = "/meja/laporan/\(number)/tampilan"
            let act = "/meja/laporan/\(number)/sembunyikan"
            try await keeper.send([("alasan", "pendek")], to: act, on: page)
            #expect(await keeper.status == 422)
            #expect(await keeper.text.contains("pendek"))
            try await keeper.send([("alasan", Desk.reason)], to: act, on: page)
            #expect(await keeper.status == 200)
            for path in ["/laporan/\(number)", "/laporan", "/laporan/unduh", "/laporan/umpan"] {
                await visitor.open(path)
                #expect(await !visitor.text.contains("berlubang"), "\(path)")
            }
            #expect(try await city.told("report-hidden", city.citizens[0]) > 0)
            // Whoever follows the ledger leaves it hidden.
            try await city.play(report.caseID, "- do: verifikasi")
            #expect(try await !city.report(report.caseID).isPublic)
            #expect(await keeper.text.contains(Desk.reason))
            try await keeper.send([("alasan", "Sudah diperiksa lagi.")], to: act, on: page)
            #expect(try await city.report(report.caseID).text?.contains("berlubang") == true)
            #expect(
                try await city.entries(report.caseID) == ["report.hidden", "report.shown"])
        }
    }

    @Test("of two who hide at once the second is told")
    func twice() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            let act = "/meja/laporan/\(report.number.text)/sembunyikan"
            let page = "/meja/laporan/\(report.number.text)/tampilan"
            let first = try await city.browser(Desk.coordinator)
            let second = try await city.browser(Desk.coordinator)
            await first.open(page)
            await second.open(page)
            try await first.send([("alasan", Desk.reason)], to: act)
            try await second.send([("alasan", Desk.reason)], to: act)
            #expect(await second.status == 409)
            #expect(try await city.entries(report.caseID) == ["report.hidden"])
        }
    }

    @Test("the public text is another, the reporter's own stays in the case")
    func text() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            let number = report.number.text
            let keeper = try await city.browser(Desk.coordinator)
            let page = "/meja/laporan/\(number)/tampilan"
            let act = "/meja/laporan/\(number)/uraian"
            try await keeper.send(
                [("uraian", "Jalan rusak di depan pasar."), ("alasan", Desk.reason)], to: act,
                on: page)
            let visitor = try TestBrowser(city)
            await visitor.open("/laporan/\(number)")
            #expect(await visitor.text.contains("Jalan rusak di depan pasar."))
            #expect(await !visitor.text.contains("berlubang"))
            try await city.play(report.caseID, "- do: verifikasi")
            #expect(try await city.report(report.caseID).text == "Jalan rusak di depan pasar.")
            await keeper.open("/meja/berkas/\(number)")
            #expect(await keeper.text.contains("berlubang"))
            try await keeper.send(
                [("aksi", "asli"), ("alasan", "Ternyata tidak perlu.")], to: act, on: page)
            #expect(try await city.report(report.caseID).text?.contains("berlubang") == true)
            #expect(try await city.entries(report.caseID).count == 2)
            #expect(try await city.told("report-text-edited", city.citizens[0]) > 0)
        }
    }

    @Test(
        "black boxes are burnt into the public picture; a hidden one is shown to nobody",
        arguments: TestEngine.available)
    func pictures(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let report = try await city.pictured()
            let number = report.number.text
            let address = "/laporan/\(number)/foto/0"
            let visitor = try TestBrowser(city)
            await visitor.open(address)
            let before = try #require(await visitor.answer?.bytes)
            #expect(await visitor.status == 200)
            let keeper = try await city.browser(Desk.coordinator)
            let page = "/meja/laporan/\(number)/foto/0/kotak"
            try await keeper.send(
                [("kotak", "10 10 120"), ("alasan", Desk.reason)], to: page, on: page)
            #expect(await keeper.status == 422)
            try await keeper.send(
                [("kotak", "0 0 50 50\n60, 60, 30, 30"), ("alasan", Desk.reason)], to: page,
                on: page)
            #expect(await keeper.path == "/meja/laporan/\(number)/tampilan")
            for path in [address, address + "/kecil"] {
                await visitor.open(path)
                #expect(await visitor.status == 200)
                #expect(await visitor.answer?.bytes != before, "\(path)")
            }
            // The office has the whole picture.
            await keeper.open(page)
            #expect(await keeper.text.contains("0 0 50 50\n60 60 30 30"))
            // Without its boxes it is never shown, even if they were lost.
            try await city.house.store.write("test.lost") { tx in
                _ = try tx.execute("DELETE FROM report_covers")
            }
            await visitor.open(address)
            #expect(await visitor.status == 404)
            try await keeper.send(
                [("kotak", ""), ("alasan", "Tidak perlu ditutupi.")], to: page, on: page)
            await visitor.open(address)
            #expect(await visitor.answer?.bytes == before)
            try await keeper.send(
                [("alasan", Desk.reason)], to: "/meja/laporan/\(number)/foto/0/sembunyikan",
                on: "/meja/laporan/\(number)/tampilan")
            await visitor.open(address)
            #expect(await visitor.status == 404)
            #expect(
                try await city.entries(report.caseID) == [
                    "report.photo-covered", "report.photo-covered", "report.photo-hidden",
                ])
        }
    }

    @Test("whoever is blocked reports nothing until the day, by no door; then again")
    func blocked() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            let number = report.number.text
            let keeper = try await city.browser(Desk.coordinator)
            let page = "/meja/laporan/\(number)/tampilan"
            let act = "/meja/laporan/\(number)/blokir"
            try await keeper.send(
                [("sampai", "2028-01-01"), ("alasan", Desk.reason)], to: act, on: page)
            #expect(await keeper.status == 422)
            try await keeper.send(
                [("sampai", "2026-12-01"), ("alasan", Desk.reason)], to: act, on: page)
            #expect(await keeper.status == 200)
            #expect(try await city.told("report-blocked", city.citizens[0]) > 0)
            let reporter = try await TestBrowser.citizen(0, of: city)
            await reporter.open("/lapor")
            try await reporter.send([("f.uraian", "Lagi."), ("tampil", "uraian")])
            #expect(await reporter.status == 403)
            #expect(await reporter.text.contains("1 Desember 2026"))
            // A guest with the same contact is the same person.
            let known = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            let today = Day(city.clock.now, in: city.house.zone)
            let tools = city.house.complaintTools
            let other = city.citizens[1]
            try await city.house.store.read("test.block") { reader in
                #expect(throws: Refusal.self) {
                    try tools.refuseBlocked(
                        other, known.contact, in: reader, on: today, .id)
                }
                try tools.refuseBlocked(other, in: reader, on: today, .id)
                try tools.refuseBlocked(
                    city.citizens[0], in: reader, on: today.adding(days: 30), .id)
            }
            await keeper.open("/meja/laporan/blokir")
            #expect(await keeper.text.contains(number))
            #expect(await !keeper.text.contains(known.name))
            let id = try await city.house.store.read("test.block") { reader in
                try reader.row("SELECT id FROM report_blocks")?.uuid(0).text
            }
            try await keeper.send(to: "/meja/laporan/blokir/\(try #require(id))/cabut")
            await reporter.open("/lapor")
            try await reporter.send([("f.uraian", "Lagi."), ("tampil", "uraian")])
            #expect(await reporter.status != 403)
        }
    }

    @Test("nobody but whoever keeps reports changes what is public")
    func others() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            try await city.play(report.caseID, "- do: verifikasi")
            let liaison = try await city.browser(Desk.liaison)
            let number = report.number.text
            for path in ["tampilan", "foto/0/kotak"] {
                await liaison.open("/meja/laporan/\(number)/\(path)")
                #expect(await liaison.status == 403, "\(path)")
            }
            await liaison.open("/meja/berkas/\(number)")
            try await liaison.press(
                "/meja/laporan/\(number)/sembunyikan",
                [("aksi", "sembunyikan"), ("alasan", Desk.reason)])
            #expect(await liaison.status == 403)
            #expect(try await city.report(report.caseID).isPublic)
        }
    }
}
