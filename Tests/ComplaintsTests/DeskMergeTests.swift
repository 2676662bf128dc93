import Cases
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Complaints

@Suite("Reports about the same thing")
struct DeskMergeTests {
    private func supports(_ id: CaseID, in city: TestCity) async throws -> Int64 {
        try await city.report(id).supports
    }

    @Test(
        "the case page shows what lies near; merged, its supporters move; parted, they come back",
        arguments: TestEngine.available)
    func merge(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let one = try await city.report(at: "-6.591200")
            let other = try await city.report(at: "-6.591500")
            for (citizen, report) in [(1, one), (1, other), (2, one)] {
                let browser = try await TestBrowser.citizen(citizen, of: city)
                await browser.open("/laporan/\(report.number.text)")
                try await browser.press("/laporan/\(report.number.text)/dukung")
            }
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open("/meja/berkas/\(one.number.text)")
            #expect(await keeper.text.contains("33 meter"))
            let page = "/meja/laporan/\(one.number.text)/gabung"
            #expect(await keeper.text.contains("\(page)?dengan=\(other.number.text)"))
            await keeper.open("\(page)?dengan=\(other.number.text)")
            #expect(await keeper.text.contains("Lubang di titik -6.591500"))
            try await keeper.send([("alasan", "Lubang yang sama.")], to: page)
            #expect(await keeper.path == "/meja/berkas/\(one.number.text)")
            #expect(await keeper.text.contains("Laporan digabung ke"))
            let merged = try await city.report(one.caseID)
            #expect(merged.state == .merged && merged.mergedInto == other.caseID)
            // The first citizen supported both and is counted once.
            #expect(try await supports(other.caseID, in: city) == 2)
            #expect(try await supports(one.caseID, in: city) == 1)
            // Whoever supports the merged one supports the other.
            try await city.house.store.write("test.support") { tx in
                _ = try SupportRows.add(
                    city.citizens[0], to: other.caseID, from: one.caseID, at: city.clock.now,
                    in: tx)
            }
            #expect(try await supports(other.caseID, in: city) == 3)
            await keeper.open("/meja/berkas/\(one.number.text)")
            #expect(await keeper.text.contains("Digabung ke"))
            try await keeper.send(to: "/meja/laporan/\(one.number.text)/pisah")
            #expect(await keeper.status == 200)
            #expect(try await supports(one.caseID, in: city) == 3)
            #expect(try await supports(other.caseID, in: city) == 1)
            #expect(try await city.report(one.caseID).state == .waiting)
            #expect(
                try await city.acts(one.caseID).filter {
                    ["case.merged", "case.parted"].contains($0)
                }
                .count == 2)
        }
    }

    @Test("of two who merge at once one wins, and the other is told")
    func twice() async throws {
        try await TestCity.run { city in
            let one = try await city.report(at: "-6.591200")
            let other = try await city.report(at: "-6.591500")
            let third = try await city.report(at: "-6.591600")
            let first = try await city.browser(Desk.coordinator)
            let second = try await city.browser(Desk.coordinator)
            let page = "/meja/laporan/\(one.number.text)/gabung"
            await first.open("\(page)?dengan=\(other.number.text)")
            await second.open("\(page)?dengan=\(third.number.text)")
            try await first.send([("alasan", "Sama.")], to: page)
            #expect(await first.status == 200)
            try await second.send([("alasan", "Sama juga.")], to: page)
            #expect(await second.status == 409)
            #expect(await second.text.contains("Sama juga."))
            #expect(try await city.report(one.caseID).mergedInto == other.caseID)
        }
    }

    @Test("whoever does not lead looks, and merges nothing; a stranger sees nothing")
    func others() async throws {
        try await TestCity.run { city in
            let one = try await city.report(at: "-6.591200")
            let other = try await city.report(at: "-6.591500")
            for report in [one, other] {
                try await city.play(report.caseID, "- do: verifikasi")
            }
            try await city.readAll()
            let liaison = try await city.browser(Desk.liaison)
            let page = "/meja/laporan/\(one.number.text)/gabung"
            await liaison.open("\(page)?dengan=\(other.number.text)")
            #expect(await liaison.status == 200)
            #expect(await !liaison.text.contains("name=\"alasan\""))
            try await liaison.press(
                page, [("revisi", "2"), ("dengan", other.number.text), ("alasan", "Sama.")])
            #expect(await liaison.status == 403)
            let stranger = try await city.browser("dpmptsp-analis-1")
            await stranger.open("\(page)?dengan=\(other.number.text)")
            #expect(await stranger.status == 404)
            #expect(try await city.report(one.caseID).mergedInto == nil)
        }
    }
}
