import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Leadership

@Suite("Figures after a history that nobody thought of")
struct FigureHistoryTests {
    @Test(
        "equal a recount in SQL, every one, for the city, each unit and each service",
        arguments: TestEngine.available)
    func history(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            var history = FigureHistory(city, seed: 20_261_126)
            for part in 0..<4 {
                for _ in 0..<75 { try await history.go() }
                if part == 3 {
                    // What is fresh can still be refused, paused and corrected.
                    for _ in 0..<30 { try await history.go(.submit) }
                    for _ in 0..<60 { try await history.go(.advance) }
                    for act in FigureHistory.Act.allCases {
                        for attempt in 0..<240 where history.done[act] == nil {
                            if attempt % 8 == 7 { try await history.go(.submit) }
                            // Only what was merged is parted.
                            if act == .part { try await history.go(.merge) }
                            try await history.go(act)
                        }
                    }
                }
                try await city.readAll()
                let wrong = try await city.wrongFigures()
                #expect(wrong.isEmpty, "\(part): \(wrong.prefix(8))")
            }
            for act in FigureHistory.Act.allCases {
                let count = history.done[act] ?? 0
                #expect(count > 0, "\(act) never happened")
            }
            // The nightly recount finds nothing to put right, and says nothing.
            #expect(try await city.house.leadershipTools.keeper.check() == 0)
        }
    }

    @Test(
        "a list that is wrong while its sums are right is found at night, and said",
        arguments: TestEngine.available)
    func drift(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            for n in 0..<4 { try await city.bring(try await city.submitted(n), to: .verify) }
            try await city.readAll()
            let keeper = city.house.leadershipTools.keeper
            for spoil in [
                "UPDATE leadership_cases SET since = since + 1, region = 'x'",
                "DELETE FROM leadership_cases WHERE case_id IN (SELECT id FROM cases LIMIT 1)",
                "UPDATE leadership_standing SET cases = cases + 1",
                "UPDATE leadership_days SET returned = returned + 1",
                "UPDATE leadership_spans SET late = late + 1",
            ] as [SQL] {
                try await city.house.store.write("test.spoil") { tx in try tx.execute(spoil) }
                #expect(try await keeper.check() > 0)
                let wrong = try await city.wrongFigures()
                #expect(wrong.isEmpty, "\(wrong.prefix(8))")
                #expect(try await keeper.check() == 0)
            }
            let mayor = try await TestBrowser.officer("wali-kota", of: city)
            #expect(try await keeper.check() == 0)
            await mayor.open("/meja/pimpinan")
            #expect(await !mayor.text.contains("berbeda dari hitungan ulang penuh"))
            try await city.house.store.write("test.spoil") { tx in
                try tx.execute("UPDATE leadership_days SET received = received + 1")
            }
            #expect(try await keeper.check() > 0)
            await mayor.open("/meja/pimpinan")
            #expect(await mayor.text.contains("berbeda dari hitungan ulang penuh"))
        }
    }
}

extension TestCity {
    /// Figures of all pages that are not what the tables of cases say, or not as long as their
    /// list: for the whole city, each unit and each service.
    func wrongFigures() async throws -> [String] {
        let (now, zone) = (clock.now, house.zone)
        let catalogue = try await house.shelf.published()
        let horizon = catalogue.calendar.horizon(FigurePages.ahead, from: now)
        let scope = FigureScope(units: nil, regions: [], clearance: 9)
        return try await house.store.read("test.figures") { reader in
            var wrong: [String] = []
            let reads = FigureReads(scope: scope, horizon: horizon, now: now)
            for period in FigurePeriod.allCases {
                let days = period.days(until: Day(now, in: zone))
                let figures = Figures(
                    standing: try reads.standing(in: reader),
                    sums: try reads.sums(days, in: reader), silent: catalogue.silentServices)
                for kind in FigureKind.allCases where period == .days || kind.isOfPeriod {
                    for ahead in kind == .forecast ? Array(1...horizon.count) : [Figures.near] {
                        let recount = FigureRecount(
                            zone: zone, now: now, days: days, until: horizon[ahead - 1],
                            silent: catalogue.silentServices)
                        wrong += try Self.differences(
                            kind, ahead, figures, recount, in: reader
                        ).map { "\(period.rawValue) \($0)" }
                    }
                }
            }
            for unit in [nil, "dpmptsp", "dinkes"] {
                let kept = try reads.weeks(12, until: Day(now, in: zone), unit: unit, in: reader)
                let own = try FigureRecount(
                    zone: zone, now: now, days: Day(now, in: zone)...Day(now, in: zone),
                    until: now, silent: []
                ).weeks(12, unit: unit, in: reader)
                if kept.map({ [$0.received, $0.ended] }) != own {
                    wrong.append("weeks \(unit ?? "all")")
                }
            }
            return wrong
        }
    }

    private static func differences(
        _ kind: FigureKind, _ ahead: Int, _ figures: Figures, _ recount: FigureRecount,
        in reader: Reader
    ) throws -> [String] {
        let own = try recount.cases(kind, in: reader)
        var filters: Set<Figures.Filter> = [Figures.Filter()]
        for found in own {
            filters.insert(Figures.Filter(unit: found.unit))
            filters.insert(Figures.Filter(unit: found.unit, service: found.service))
        }
        for unit in figures.units { filters.insert(Figures.Filter(unit: unit)) }
        return try filters.compactMap { filter in
            let ids = own.filter {
                (filter.unit == nil || filter.unit == $0.unit)
                    && (filter.service == nil || filter.service == $0.service)
            }.map(\.id)
            let list = FigureList(
                kind: kind, cells: figures.cells(kind, filter, ahead: ahead),
                days: recount.days, now: recount.now, until: recount.until)
            let listed = try FigureListWalk.all(list, in: reader)
            let count = figures.count(kind, filter, ahead: ahead)
            guard count != Int64(ids.count) || Set(listed) != Set(ids) || listed.count != ids.count
            else { return nil }
            return """
                \(kind) \(filter.unit ?? "") \(filter.service ?? "") \(ahead): kept \(count), \
                listed \(listed.count), counted \(ids.count)
                """
        }
    }
}

enum FigureListWalk {
    /// Every row of a list, page by page.
    static func all(_ list: FigureList, in reader: Reader) throws -> [CaseID] {
        var ids: [CaseID] = []
        var place: FigurePlace?
        while true {
            let page = try list.page(after: place, in: reader)
            let shown = page.prefix(FigureList.pageSize)
            ids += shown.map(\.id)
            guard page.count > shown.count, let last = shown.last else { return ids }
            place = FigurePlace(key: last.key, id: last.id)
        }
    }
}
