import Cases
import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Leadership

@Suite("The page of figures")
struct FigurePageTests {
    private static func fill(_ city: TestCity, _ cases: Int) async throws {
        try await BenchSeed(cases: cases, officerOpen: 20, managerOpen: 200, output: nil)
            .fill(city.house) { _ in }
        city.house.directory.forget()
    }

    @Test(
        "each number is the number of rows in its list, for the city and for each unit",
        arguments: TestEngine.available)
    func rows(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await Self.fill(city, 900)
            try await city.checkFigures()
            let now = city.clock.now
            let today = Day(now, in: city.house.zone)
            let catalogue = try await city.house.shelf.published()
            let horizon = catalogue.calendar.horizon(10, from: now)
            #expect(horizon.count == 10 && horizon == horizon.sorted())
            let scope = FigureScope.whole(try await city.officer("wali-kota"))
            let reads = FigureReads(scope: scope, horizon: horizon, now: now)
            let days = FigurePeriod.year.days(until: today)
            let all = try await city.house.store.read("test.lists") { reader in
                var all: Int64 = 0
                let figures = Figures(
                    standing: try reads.standing(in: reader),
                    sums: try reads.sums(days, in: reader), silent: catalogue.silentServices)
                for unit in [nil] + figures.units.map(Optional.some) {
                    for kind in FigureKind.allCases {
                        let filter = Figures.Filter(unit: unit)
                        let count = figures.count(kind, filter, ahead: 5)
                        let place = (kind == .silence ? Figures.near : 5) - 1
                        let list = FigureList(
                            kind: kind, cells: figures.cells(kind, filter, ahead: 5), days: days,
                            now: now, until: horizon[place])
                        let ids = try FigureListWalk.all(list, in: reader)
                        #expect(Int64(ids.count) == count, "\(kind) \(unit ?? "all")")
                        #expect(Set(ids).count == ids.count)
                        all += count
                    }
                }
                return all
            }
            #expect(all > 900)
        }
    }

    @Test("every number of a page opens to a list that says the same number")
    func links() async throws {
        try await TestCity.run { city in
            try await Self.fill(city, 700)
            try await city.checkFigures()
            let mayor = try await TestBrowser.officer("wali-kota", of: city)
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            var found = 0
            for (browser, path) in [
                (mayor, "/meja/pimpinan"), (mayor, "/meja/pimpinan?masa=tahun&unit=dpmptsp"),
                (head, "/meja/kinerja?masa=triwulan"),
            ] {
                await browser.open(path)
                for (address, number) in Self.numbers(await browser.text) {
                    await browser.open(address)
                    let text = await browser.text
                    #expect(text.contains("<p class=\"figure-value\">\(number) <"), "\(address)")
                    found += 1
                }
            }
            #expect(found > 80)
        }
    }

    /// Each link to a list with the number that stands in it, or behind it.
    private static func numbers(_ page: String) -> [(address: String, number: String)] {
        var found: [(address: String, number: String)] = []
        for part in page.components(separatedBy: "<a ").dropFirst() {
            let sides = part.components(separatedBy: "href=\"")
            guard sides.count > 1 else { continue }
            let address = String(sides[1].prefix { $0 != "\"" })
            guard address.contains("/berkas?angka=") else { continue }
            let inside = String(part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
            var number: String? = inside
            if !inside.allSatisfy({ $0.isNumber || $0 == "." }) {
                let rest = part.components(separatedBy: "<strong>")
                number = rest.count > 1 ? String(rest[1].prefix { $0 != "<" }) : nil
            }
            guard let number else { continue }
            found.append((address.replacing("&amp;", with: "&"), number))
        }
        return found
    }

    @Test(
        "asks little of the database, and never goes through a big table",
        arguments: TestEngine.available)
    func statements(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await Self.fill(city, 2_000)
            try await city.house.store.analyze()
            let mayor = try await TestBrowser.officer("wali-kota", of: city)
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            for (browser, path, limit) in [
                (mayor, "/meja/pimpinan", 6), (mayor, "/meja/pimpinan?masa=tahun", 6),
                (mayor, "/meja/pimpinan?unit=dpmptsp", 6 + FigurePages.paces),
                (mayor, "/meja/pimpinan/berkas?angka=lewat", 3),
                (mayor, "/meja/pimpinan/berkas?angka=terlambat&masa=tahun", 3),
                (mayor, "/meja/pimpinan/berkas?angka=prakiraan&hari=3", 3),
                (head, "/meja/kinerja", 6 + FigurePages.paces), (head, "/meja/beban", 4),
            ] {
                await browser.open("/meja?daftar=saya")
                let (_, counter) = await StatementCounter.counting { await browser.open(path) }
                #expect(await browser.status == 200, "\(path)")
                #expect(counter.statements <= limit, "\(path): \(counter.entries)")
                let size = await browser.text.utf8.count
                #expect(size < 60_000, "\(path): \(size)")
                #expect(await !browser.text.contains("⟦"), "\(path)")
            }
        }
    }

    @Test("a head reads of own units only, a clerk nothing, and closed cases stay closed")
    func scope() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            try await city.house.store.write("test.secret") { tx in
                try tx.execute("UPDATE cases SET confidentiality = 2")
            }
            try await city.house.leadershipTools.keeper.buildAnew()
            let number = try await city.standing(id).record.number
            let mayor = try await TestBrowser.officer("wali-kota", of: city)
            await mayor.open("/meja/pimpinan/berkas?angka=dikerjakan")
            #expect(await mayor.status == 200)
            #expect(await mayor.text.contains("1 berkas tertutup"))
            #expect(await !mayor.text.contains(number.text))
            try await city.house.store.write("test.open") { tx in
                try tx.execute("UPDATE cases SET confidentiality = 0")
            }
            try await city.house.leadershipTools.keeper.buildAnew()
            await mayor.open("/meja/pimpinan/berkas?angka=dikerjakan")
            #expect(await mayor.text.contains("/lacak/\(number.symbols)"))
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open("/meja/kinerja/berkas?angka=dikerjakan")
            #expect(await head.text.contains("/meja/berkas/\(number.symbols)"))
            #expect(await !head.text.contains(DemoNames.person(0).name))
            await head.open("/meja/pimpinan")
            #expect(await head.status == 403)
            let other = try await TestBrowser.officer("disdukcapil-kepala", of: city)
            await other.open("/meja/kinerja/berkas?angka=dikerjakan")
            #expect(await other.status == 200)
            #expect(await !other.text.contains(number.text))
            await other.open("/meja/kinerja/berkas?angka=dikerjakan&unit=dpmptsp")
            #expect(await other.status == 404)
            let clerk = try await TestBrowser.officer("dpmptsp-loket-1", of: city)
            await clerk.open("/meja/kinerja")
            #expect(await clerk.status == 403)
        }
    }

    @Test("what is promised to a moment is late a moment after it, without any work")
    func late() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            try await city.readAll()
            let due = try #require(try await city.standing(id).record.clock.dueAt)
            let scope = FigureScope.whole(try await city.officer("wali-kota"))
            for (moment, expected) in [(due, 0), (due.adding(milliseconds: 1), 1)] {
                let reads = FigureReads(scope: scope, horizon: [], now: moment)
                let late = try await city.house.store.read("test.late") { reader in
                    try reads.standing(in: reader).values.reduce(0) { $0 + $1.overdue }
                }
                #expect(late == Int64(expected))
            }
        }
    }

    @Test("a chart has a name, a sentence and its numbers as a table, and no style of its own")
    func charts() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            try await city.readAll()
            let mayor = try await TestBrowser.officer("wali-kota", of: city)
            await mayor.open("/meja/pimpinan")
            let text = await mayor.text
            #expect(text.contains("role=\"img\" aria-labelledby=\"prakiraan-name prakiraan-says\""))
            #expect(text.contains("<title id=\"arus-name\">"))
            #expect(text.contains("<desc id=\"arus-says\">"))
            #expect(!text.contains("style="))
            #expect(text.contains("Cara menghitung") && text.contains("Janji ditepati"))
        }
    }
}
