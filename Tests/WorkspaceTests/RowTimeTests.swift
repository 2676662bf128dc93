import Cases
import City
import Contracts
import Kernel
import People
import TestKit
import Testing
import Web

@Suite("The times of a line of the desk")
struct RowTimeTests {
    private let promise = "Janji kepada pemohon:"
    private let warning = "Waktu langkah ini hampir habis"

    @Test("a line says the promise when it ends before the step, and when it is broken")
    func promises() async throws {
        try await TestCity.run { city in
            let (id, _) = try await city.newCase()
            try await city.bring(id, to: .verify)
            var analyst = try await OfficerVisit.signIn(city, "dpmptsp-analis-1")
            let early = await analyst.get("/meja").text
            #expect(!early.contains(promise) && !early.contains(warning))
            city.wait(days: 3)
            try await city.bring(id, to: .recommend)
            var other = try await OfficerVisit.signIn(city, "kesbangpol-analis-1")
            let near = await other.get("/meja").text
            #expect(near.contains("\(promise) Hari ini, 16.00 WIB"))
            #expect(!near.contains("row-danger"))
            city.wait(hours: 8)
            other = try await OfficerVisit.signIn(city, "kesbangpol-analis-1")
            let late = await other.get("/meja").text
            #expect(late.contains("\(promise) Terlambat sejak hari ini"))
            #expect(late.contains("row-danger") && late.contains("promise-late"))
        }
    }

    @Test("a line is marked, in words, from the moment that the service warns of")
    func warned() async throws {
        try await TestCity.run { city in
            try await city.story("sip-dokter", "{tempat: faskes}", "- do: periksa")
            let officer = try await city.officer("dinkes-analis-1")
            let item = try #require(
                try await city.house.cases.inbox(of: officer, InboxQuery()).items.first)
            let moment = try #require(item.warnedFrom)
            city.clock.advance(
                milliseconds: moment.milliseconds(since: city.clock.now) - 60_000)
            var analyst = try await OfficerVisit.signIn(city, "dinkes-analis-1")
            #expect(!(await analyst.get("/meja").text.contains("row-danger")))
            city.clock.advance(milliseconds: 120_000)
            let shown = await analyst.get("/meja").text
            #expect(shown.contains("row-warning") && shown.contains(warning))
        }
    }
}
