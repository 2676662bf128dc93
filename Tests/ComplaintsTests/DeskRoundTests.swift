import Cases
import Contracts
import Foundation
import Geo
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Complaints

@Suite("An officer in the field")
struct DeskRoundTests {
    /// Three reports with the unit of roads, from south to north.
    private func reports(_ city: TestCity) async throws -> [Report] {
        var reports: [Report] = []
        for latitude in ["-6.610000", "-6.600000", "-6.590000"] {
            let report = try await city.report(at: latitude)
            try await city.play(report.caseID, "- do: verifikasi")
            reports.append(report)
        }
        try await city.readAll()
        return reports
    }

    private func order(_ text: String, _ reports: [Report]) -> [Int] {
        reports.indices.filter { text.contains(reports[$0].number.text) }.sorted {
            let places = [$0, $1].map { text.range(of: reports[$0].number.text)?.lowerBound }
            guard let first = places[0], let second = places[1] else { return false }
            return first < second
        }
    }

    @Test(
        "the round goes from where one is along what is open, and is taken stop by stop",
        arguments: TestEngine.available)
    func round(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let reports = try await reports(city)
            let liaison = try await city.browser(Desk.liaison)
            await liaison.open("/meja/lapangan?dari=-6.5800,+106.8003")
            #expect(await liaison.status == 200)
            #expect(order(await liaison.text, reports) == [2, 1, 0])
            #expect(await liaison.text.contains("1,1 km dari perhentian sebelumnya"))
            await liaison.open("/meja/lapangan?dari=-6.6200,+106.8003")
            #expect(order(await liaison.text, reports) == [0, 1, 2])
            let number = reports[1].number.text
            try await liaison.send(to: "/meja/lapangan/\(number)/kerjakan")
            #expect(await liaison.path == "/meja/lapangan?dari=-6.6200%2C%20106.8003")
            #expect(await liaison.text.contains("Anda kerjakan"))
            #expect(try await city.report(reports[1].caseID).state == .working)
            let stranger = try await city.browser("dpmptsp-analis-1")
            await stranger.open("/meja/lapangan")
            #expect(await stranger.text.contains("Tidak ada tugas lapangan"))
            await liaison.open("/meja/lapangan?dari=di+mana+pun")
            #expect(await liaison.text.contains("Tempat itu tidak kami kenal"))
            await liaison.open("/meja/lapangan?dari=Sempur")
            #expect(await liaison.text.contains("Mulai dari Sempur"))
        }
    }

    @Test("what is not found there is told to the coordinator; the report stays open")
    func missing() async throws {
        try await TestCity.run { city in
            let report = try await reports(city)[0]
            let number = report.number.text
            let liaison = try await city.browser(Desk.liaison)
            await liaison.open("/meja/lapangan")
            try await liaison.send(
                [("catatan", "Hanya ada lapangan kosong.")],
                to: "/meja/lapangan/\(number)/tidak-ada")
            #expect(await liaison.status == 200)
            #expect(try await city.report(report.caseID).state.isOpen)
            #expect(try await city.entries(report.caseID) == ["report.missing"])
            let keeper = try await city.officer(Desk.coordinator).account
            #expect(try await city.told("report-missing", keeper) > 0)
            let page = try await city.browser(Desk.coordinator)
            await page.open("/meja/berkas/\(number)")
            #expect(await page.text.contains("Hanya ada lapangan kosong."))
            let reporter = try await TestBrowser.citizen(0, of: city)
            await reporter.open("/berkas/\(number)")
            #expect(await !reporter.text.contains("Hanya ada lapangan kosong."))
        }
    }

    @Test("a picture that was taken far away is noted, by whoever works on it alone")
    func far() async throws {
        try await TestCity.run { city in
            let report = try await reports(city)[0]
            let address = "/meja/lapangan/\(report.number.text)/posisi"
            let liaison = try await city.browser(Desk.liaison)
            await liaison.open("/meja/berkas/\(report.number.text)")
            #expect(await liaison.text.contains("data-report-position=\"f.foto_hasil\""))
            #expect(await liaison.text.contains("data-lat=\"-6.610000\""))
            try await liaison.press(address, [("meter", "150")])
            #expect(await liaison.status == 204)
            await liaison.open("/meja/berkas/\(report.number.text)")
            try await liaison.press(address, [("meter", "1200")])
            #expect(try await city.entries(report.caseID) == ["report.photo-far"])
            await liaison.open("/meja/berkas/\(report.number.text)")
            #expect(await liaison.text.contains("sekitar 1.200 meter dari tempat laporan"))
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open("/meja/berkas/\(report.number.text)")
            try await keeper.press(address, [("meter", "900")])
            #expect(await keeper.status == 403)
        }
    }

    @Test("the place of a report that is not public is opened for whoever goes there, and noted")
    func secret() async throws {
        try await TestCity.run { city in
            let report = try await city.report(", rahasia: ya")
            try await city.play(report.caseID, "- do: verifikasi")
            try await city.readAll()
            let liaison = try await city.browser(Desk.liaison)
            await liaison.open("/meja/lapangan")
            #expect(await liaison.text.contains("depan pasar"))
            #expect(await !liaison.text.contains("berlubang"))
            let looks = try await city.house.store.read("test.looks") { reader in
                try reader.row(
                    """
                    SELECT COUNT(*) FROM access_log WHERE part = 'summary' \
                    AND case_id = \(report.caseID)
                    """)?.int(0)
            }
            #expect(looks == 1)
        }
    }
}
