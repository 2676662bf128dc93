import Cases
import Contracts
import Foundation
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Complaints

@Suite("Open reports on the officers' desk")
struct DeskTriageTests {
    @Test(
        "each officer sees what his cases are, the most urgent first, and what is late is marked",
        arguments: TestEngine.available)
    func reach(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let first = try await city.report()
            city.wait(days: 2)
            let later = try await city.report(at: "-6.600000")
            let keeper = try await city.browser(Desk.coordinator)
            let liaison = try await city.browser(Desk.liaison)
            let stranger = try await city.browser("dpmptsp-analis-1")
            await keeper.open("/meja/laporan")
            #expect(await keeper.status == 200)
            let text = await keeper.text
            let places = [first, later].map { text.range(of: $0.number.text)?.lowerBound }
            #expect(try #require(places[0]) < #require(places[1]))
            #expect(text.contains("href=\"/meja/berkas/\(first.number.text)\""))
            #expect(!text.contains("lewat waktu</span>"))
            await liaison.open("/meja/laporan")
            #expect(await !liaison.text.contains(first.number.text))
            try await city.play(first.caseID, "- do: verifikasi")
            try await city.readAll()
            await liaison.open("/meja/laporan")
            #expect(await liaison.text.contains(first.number.text))
            #expect(await !liaison.text.contains(later.number.text))
            await stranger.open("/meja/laporan")
            #expect(await stranger.status == 200)
            #expect(await !stranger.text.contains(first.number.text))
            city.wait(days: 14)
            // An officer's session has ended by then.
            let again = try await city.browser(Desk.coordinator)
            await again.open("/meja/laporan?lewat=ya&unit=dpupr")
            #expect(await again.text.contains("lewat waktu</span>"))
            #expect(await again.text.contains(first.number.text))
            #expect(await !again.text.contains(later.number.text))
        }
    }

    @Test("it is narrowed by topic, state and place; what nobody could choose narrows nothing")
    func narrowed() async throws {
        try await TestCity.run { city in
            let road = try await city.report()
            let waste = try await city.report(topic: "sampah")
            let keeper = try await city.browser(Desk.coordinator)
            for (query, isRoad, isWaste) in [
                ("kategori=jalan", true, false), ("kategori=sampah", false, true),
                ("keadaan=menunggu", true, true), ("keadaan=proses", false, false),
                ("wilayah=32.71.03", true, true), ("wilayah=32.71.01", false, false),
                ("keadaan=selesai", false, false), ("wilayah=xx&unit=&setelah=1.2", true, true),
            ] {
                await keeper.open("/meja/laporan?\(query)")
                let text = await keeper.text
                #expect(text.contains(road.number.text) == isRoad, "\(query)")
                #expect(text.contains(waste.number.text) == isWaste, "\(query)")
            }
        }
    }

    @Test("of what is not public the list says nothing but its topic")
    func secret() async throws {
        try await TestCity.run { city in
            let report = try await city.report(", rahasia: ya")
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open("/meja/laporan")
            #expect(await keeper.text.contains(report.number.text))
            #expect(await keeper.text.contains("Tidak untuk umum"))
            #expect(await !keeper.text.contains("berlubang"))
        }
    }

    @Test(
        "three hundred open reports come in pages without a gap, each by few statements",
        arguments: TestEngine.available)
    func many(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, tampers: true) { city in
            let report = try await city.report()
            try await city.copy(report, 299)
            let officer = try await city.officer(Desk.coordinator)
            let topics = try await city.house.shelf.published().topics
            let now = city.clock.now
            var seen: [CaseID] = []
            var place: TriagePlace?
            for _ in 0..<10 {
                let from = place
                let rows = try await city.house.store.read("test.page") { reader in
                    let rows = try TriageRows.page(
                        TriageFilter(), of: officer, behind: from, limit: 40, topics: topics,
                        now: now, in: reader)
                    #expect(reader.statements <= 3)
                    return rows
                }
                seen += rows.map(\.report.caseID)
                guard let last = rows.last else { break }
                place = TriagePlace(last)
            }
            #expect(seen.count == 300 && Set(seen).count == 300)
            let keeper = try await city.browser(Desk.coordinator)
            await keeper.open("/meja/laporan")
            let (_, counter) = await StatementCounter.counting {
                await keeper.open("/meja/laporan?kategori=jalan")
            }
            #expect(counter.statements <= 6, "\(counter.entries)")
            #expect(await keeper.text.contains("rel=\"next\""))
        }
    }

    @Test("reports nearby of the same family are counted, others are not")
    func near() async throws {
        try await TestCity.run { city in
            let one = try await city.report(at: "-6.591200")
            _ = try await city.report(at: "-6.591300")
            _ = try await city.report(at: "-6.591400")
            _ = try await city.report(at: "-6.599000")
            _ = try await city.report(topic: "sampah")
            let officer = try await city.officer(Desk.coordinator)
            let topics = try await city.house.shelf.published().topics
            let now = city.clock.now
            let rows = try await city.house.store.read("test.near") { reader in
                try TriageRows.page(
                    TriageFilter(), of: officer, behind: nil, limit: 40, topics: topics, now: now,
                    in: reader)
            }
            #expect(rows.first { $0.report.caseID == one.caseID }?.near == 2)
            #expect(rows.map(\.near).sorted() == [0, 0, 2, 2, 2])
        }
    }
}

extension TestCity {
    /// The same report again and again, a metre apart.
    fileprivate func copy(_ report: Report, _ count: Int) async throws {
        try await house.store.write("test.copies") { [house, clock] tx in
            for number in 1...count {
                let id: CaseID = house.world.id()
                let code = TrackingCode(random: house.world.random).symbols
                try tx.execute(
                    """
                    INSERT INTO cases (id, number, service, version, owner_unit, unit, region, \
                    applicant, language, confidentiality, state, step, step_since, round, \
                    revision, submitted_at) SELECT \(id), \(code), service, version, owner_unit, \
                    unit, region, applicant, language, confidentiality, state, step, step_since, \
                    round, revision, submitted_at FROM cases WHERE id = \(report.caseID)
                    """)
                let urgent = clock.now.adding(minutes: Int64(number % 50))
                try tx.execute(
                    """
                    INSERT INTO reports (case_id, number, service, kind, topic, body, place, \
                    region, lat, lon, cell, state, is_open, is_public, unit, at, updated_at, \
                    urgent_at) SELECT \(id), \(code), service, kind, topic, body, place, region, \
                    lat, lon, cell, state, is_open, is_public, unit, at, updated_at, \(urgent) \
                    FROM reports WHERE case_id = \(report.caseID)
                    """)
            }
        }
    }
}
