import Cases
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Complaints

@Suite("Reports that are not the city's, and answers from texts of the city")
struct DeskForwardTests {
    @Test(
        "it says in public to whom a report was forwarded, when, how, and how they are reached",
        arguments: TestEngine.available)
    func forward(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let report = try await city.report()
            let number = report.number.text
            let keeper = try await city.browser(Desk.coordinator)
            let page = "/meja/laporan/\(number)/tutup"
            let words = [("teks", "Jalan ini milik nasional."), ("sebab", "bukan_wewenang")]
            try await keeper.send(words, to: page, on: page)
            #expect(await keeper.status == 422)
            #expect(await keeper.text.contains("Jalan ini milik nasional."))
            try await keeper.send(
                words + [("pemilik", "nasional"), ("cara", "surat"), ("tanggal", "2027-01-01")],
                to: page, on: page)
            #expect(await keeper.status == 422)
            try await keeper.send(
                words + [("pemilik", "nasional"), ("cara", "surat"), ("tanggal", "2026-11-20")],
                to: page, on: page)
            #expect(await keeper.status == 200)
            let ended = try await city.report(report.caseID)
            #expect(ended.state == .elsewhere && !ended.state.isOpen)
            let visitor = try TestBrowser(city)
            await visitor.open("/laporan/\(number)")
            let shown = await visitor.text
            #expect(shown.contains("Jalan nasional (BBPJN) pada 20 November 2026 lewat surat"))
            #expect(shown.contains("Balai Besar Pelaksanaan Jalan Nasional"))
            #expect(try await city.entries(report.caseID) == ["report.forwarded"])
            #expect(try await city.told("dismissed", city.citizens[0]) > 0)
        }
    }

    @Test("whoever has no task of it closes nothing; what is archived is not public any more")
    func archived() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            let page = "/meja/laporan/\(report.number.text)/tutup"
            try await city.play(report.caseID, "- do: verifikasi")
            try await city.readAll()
            // The coordinator's step is over.
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open(page)
            #expect(await keeper.status == 200)
            #expect(await !keeper.text.contains("name=\"sebab\""))
            let liaison = try await city.browser(Desk.liaison)
            try await liaison.send(
                [("teks", "Ini iklan."), ("sebab", "arsip")], to: page, on: page)
            #expect(await liaison.status == 200)
            let ended = try await city.report(report.caseID)
            #expect(ended.state == .archived && !ended.isPublic)
        }
    }

    @Test("the topic that the coordinator corrects is the one by which it is routed")
    func topic() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            let keeper = try await city.browser(Desk.coordinator)
            let page = "/meja/berkas/\(report.number.text)"
            await keeper.open(page)
            try await keeper.send(
                [("f.kategori_tepat", "pju"), ("hasil", "mendukung")], to: page + "/pendapat")
            let routed = try await city.report(report.caseID)
            #expect(routed.topic == "pju" && routed.unit.text == "dishub")
        }
    }

    @Test("an answer begins with a text of the city")
    func phrase() async throws {
        try await TestCity.run { city in
            let report = try await city.report()
            try await city.play(report.caseID, "- do: verifikasi")
            let liaison = try await city.browser(Desk.liaison)
            let page = "/meja/berkas/\(report.number.text)"
            await liaison.open(page)
            #expect(await liaison.text.contains("Sudah dikerjakan"))
            try await liaison.send(
                [("aksi", "kalimat"), ("kalimat", "laporan-selesai"), ("jawaban", "")],
                to: page + "/jawaban")
            #expect(await liaison.text.contains("Laporan Anda sudah kami kerjakan di tempat."))
            #expect(try await city.report(report.caseID).state == .forwarded)
        }
    }
}
