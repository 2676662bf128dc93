import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Leadership

@Suite("Figures of posts that are bound to a region")
struct FigureRegionTests {
    @Test(
        "are those of their region, each as long as its list, and equal a recount",
        arguments: TestEngine.available)
    func regions(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await BenchSeed(cases: 600, officerOpen: 20, managerOpen: 100, output: nil)
                .fill(city.house) { _ in }
            let codes = try await city.house.shelf.published().places.regions.prefix(12).map(\.code)
            try await city.house.store.write("test.regions") { tx in
                let ids = try tx.rows("SELECT id FROM cases ORDER BY id").map { $0.id(0) as CaseID }
                for (n, id) in ids.enumerated() {
                    let region = n % 13 == 12 ? nil : codes[n % 13 % codes.count].text
                    try tx.execute("UPDATE cases SET region = \(region) WHERE id = \(id)")
                }
                try tx.execute(
                    """
                    UPDATE people_positions SET region = \(String(codes[0].text.prefix(8))) \
                    WHERE code = 'dpmptsp-kepala'
                    """)
            }
            city.house.directory.forget()
            try await city.house.leadershipTools.keeper.buildAnew()
            #expect(try await city.house.leadershipTools.keeper.check() == 0)
            let head = try await city.officer("dpmptsp-kepala")
            let scope = FigureScope.led(head)
            let seat = try #require(scope.regions.first)
            #expect(scope.units == [] && scope.regions.count == 1)
            let (now, zone) = (city.clock.now, city.house.zone)
            let catalogue = try await city.house.shelf.published()
            let horizon = catalogue.calendar.horizon(FigurePages.ahead, from: now)
            let today = Day(now, in: city.house.zone)
            let days = FigurePeriod.year.days(until: today)
            let inside: SQL = """
                c.owner_unit = 'dpmptsp' AND (c.region IS NULL \
                OR c.region LIKE \(seat.region.text + "%"))
                """
            let counted = try await city.house.store.read("test.region") { reader in
                let reads = FigureReads(scope: scope, horizon: horizon, now: now)
                let figures = Figures(
                    standing: try reads.standing(in: reader),
                    sums: try reads.sums(days, in: reader), silent: catalogue.silentServices)
                let recount = FigureRecount(
                    zone: zone, now: now, days: days, until: horizon[Figures.near - 1],
                    silent: catalogue.silentServices)
                var counted = 0
                for kind in FigureKind.allCases {
                    let ids = try recount.cases(kind, inside, in: reader).map(\.id)
                    let list = FigureList(
                        kind: kind,
                        cells: figures.cells(kind, Figures.Filter(), ahead: Figures.near),
                        days: days, now: now, until: recount.until)
                    let count = figures.count(kind, Figures.Filter(), ahead: Figures.near)
                    #expect(Int(count) == ids.count, "\(kind)")
                    let listed = try FigureListWalk.all(list, in: reader)
                    #expect(Set(listed) == Set(ids) && listed.count == ids.count, "\(kind)")
                    counted += ids.count
                }
                let weeks = try reads.weeks(12, until: today, unit: nil, in: reader)
                let received = try reader.row(
                    """
                    SELECT COUNT(*) FROM cases c WHERE \(sql: inside) \
                    AND c.submitted_at >= \(weeks[0].monday.start(in: zone))
                    """)?.int(0)
                #expect(weeks.reduce(0) { $0 + $1.received } == received)
                return counted
            }
            #expect(counted > 100)
            let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await browser.open("/meja/kinerja")
            #expect(await browser.text.contains("Angka wilayah"))
            #expect(await !browser.text.contains("⟦"))
        }
    }

    @Test("a narrower region of a wider one of the same unit is not counted twice")
    func nested() throws {
        let unit = try #require(UnitCode("dpmptsp"))
        let wide = try #require(RegionCode("32.71.01"))
        let narrow = try #require(RegionCode("32.71.01.1001"))
        let seats = FigureScope.bound(
            [(wide, [unit]), (narrow, [unit])], besides: [])
        #expect(seats.map(\.region) == [wide])
        #expect(FigureScope.bound([(narrow, [unit])], besides: [unit]).isEmpty)
    }
}
