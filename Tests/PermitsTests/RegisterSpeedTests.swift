import Cases
import Contracts
import Kernel
import Store
import TestKit
import Testing
import Web

@testable import City
@testable import Permits

@Suite("A very large register")
struct RegisterSpeedTests {
    private static let rows = 1_500

    /// An archive in the register; more rows than a page looks through.
    private static func fill(_ city: TestCity) async throws {
        let folder = city.house.settings.dataDirectory
        try await BenchPermits(rows: rows, wrong: 1, output: folder).write(of: city.house)
        let order = ImportRun(file: folder + "/permits.csv", isDry: false, report: nil)
        let result = try await ImportDesk.run(
            .permits, order, source: "lama", in: city.house
        ) { _ in }
        #expect(result.count.new == Int64(rows - rows / 100))
        #expect(Self.rows > PermitRows.reach)
    }

    /// What people narrow lists by.
    private static func filters(_ all: [Permit]) -> [PermitFilter] {
        let (kind, region) = (all[0].kind, all[7].region)
        return PermitState.allCases.flatMap { state in
            [
                PermitFilter(state: state), PermitFilter(kind: kind, state: state),
                PermitFilter(state: state, region: region),
                PermitFilter(kind: kind, state: state, region: region),
                PermitFilter(text: "usaha", state: state),
                PermitFilter(text: "usaha", kind: kind, state: state),
            ]
        } + [
            PermitFilter(), PermitFilter(kind: kind), PermitFilter(region: region),
            PermitFilter(text: "usaha m", region: region), PermitFilter(text: "jalan sari"),
            PermitFilter(text: "20", kinds: [kind]), PermitFilter(kinds: [kind]),
        ]
    }

    @Test(
        "page by page each permit comes once, as its state is that day, marked or not",
        arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await Self.fill(city)
            try await Self.compare(city)
            // Some more have ended, and nobody has marked them yet.
            city.wait(days: 200)
            let marked = try await Self.marked(city)
            try await Self.compare(city)
            try await city.house.permitTools.markEnded()
            #expect(try await Self.marked(city) > marked)
            try await Self.compare(city)
        }
    }

    private static func marked(_ city: TestCity) async throws -> Int64 {
        try await city.house.store.read("test.marked") { reader in
            try reader.row("SELECT COUNT(*) FROM permits WHERE ended = 1")?.int(0) ?? 0
        }
    }

    /// Walks every list and compares it with all permits, each asked for its state.
    private static func compare(_ city: TestCity) async throws {
        let (rows, today) = (city.house.permitTools.rows, city.today)
        let all = try await city.house.store.read("test.all") { reader in
            try rows.list("ORDER BY p.number_key", in: reader)
        }
        var wrong: [PermitFilter] = []
        for filter in filters(all) {
            let wanted = all.filter { $0.fits(filter, on: today) }.map(\.number)
            let found = try await city.house.store.read("test.walk") { reader in
                try walk(filter, rows, today, reader)
            }
            let isSame =
                filter.text.isEmpty
                ? found == wanted : found.count == wanted.count && Set(found) == Set(wanted)
            if !isSame { wrong.append(filter) }
        }
        #expect(wrong.isEmpty)
    }

    private static func walk(
        _ filter: PermitFilter, _ rows: PermitRows, _ day: Day, _ reader: Reader
    ) throws -> [String] {
        var (numbers, after): ([String], [UInt8]?) = ([], nil)
        for _ in 0..<1_000 {
            let page = try rows.search(filter, after: after, limit: 97, on: day, in: reader)
            numbers += page.permits.map(\.number)
            guard let next = page.next else { return numbers }
            after = next
        }
        throw TestProblem("the list has no end")
    }

    @Test("each list goes along one index in its order, and asks little of the database")
    func plans() async throws {
        try await TestCity.run { city in
            try await Self.fill(city)
            let visitor = try TestBrowser(city)
            let permits = try await city.house.store.read("test.some") {
                [
                    rows = city.house.permitTools.rows
                ] in try rows.list("ORDER BY p.number_key LIMIT 1 OFFSET 300", in: $0)
            }
            let permit = try #require(permits.first)
            let kind = "jenis=\(permit.kind.text)"
            let region = "kelurahan=\(permit.region?.text ?? "")"
            let after = "setelah=\(PermitNumber.slug(permit.number))"
            for (query, index) in [
                ("\(after)", "sqlite_autoindex_permits_2"), ("\(kind)", "permits_kind"),
                ("\(kind)&\(after)", "permits_kind"), ("\(region)&\(after)", "permits_region"),
                ("\(kind)&\(region)", "permits_region"),
                ("keadaan=expired", "permits_standing"),
                ("keadaan=expired&\(after)", "permits_standing"),
                ("keadaan=in-force&\(after)", "permits_standing"),
                ("keadaan=expired&\(kind)&\(after)", "permits_kind_standing"),
                ("keadaan=in-force&\(region)", "permits_region_standing"),
                ("keadaan=revoked&\(after)", "permits_revoked"),
                ("keadaan=suspended&\(kind)", "permits_suspended"),
                ("q=usaha&\(kind)", "permits_business"),
                ("q=usaha&keadaan=expired&\(kind)&\(region)", "permits_business"),
                ("q=jalan&keadaan=in-force", "permits_place"),
            ] {
                await visitor.open("/izin")
                let (_, counter) = await StatementCounter.counting {
                    await visitor.open("/izin?\(query)")
                }
                #expect(await visitor.status == 200)
                #expect(counter.statements <= 16, "\(query): \(counter.entries)")
                let plans = try await counter.plans(on: city.house.store)
                let runs = plans.map { Self.run($0.plan) }
                let asks = plans.filter { $0.text.contains("SELECT p.until_day FROM") }
                #expect(
                    asks.allSatisfy { $0.plan.count == 1 && $0.plan[0].contains("permits_passed") },
                    "\(asks)")
                #expect(
                    runs.contains { $0 == [index] }, "\(query) does not go along \(index): \(runs)")
                #expect(runs.allSatisfy { $0.count <= 1 }, "\(query) sorts: \(runs)")
            }
        }
    }

    @Test(
        "the plan of visits is that of all permits, each asked for its days, marked or not",
        arguments: TestEngine.available)
    func visits(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await Self.fill(city)
            try await Self.compareVisits(city)
            // Some more have ended, and nobody has marked them yet.
            city.wait(days: 100)
            try await Self.compareVisits(city)
        }
    }

    private static func compareVisits(_ city: TestCity) async throws {
        let (tools, today) = (city.house.permitTools, city.today)
        let catalogue = try await city.house.shelf.published()
        let kinds = catalogue.permitKinds.map(\.code)
        let all = try await city.house.store.read("test.all") { reader in
            try tools.rows.list("ORDER BY p.number_key", in: reader)
        }
        var most = 0
        for part in VisitPart.all(on: today) {
            let wanted = all.compactMap { $0.place(in: part, catalogue) }.sorted()
            var (found, query) = ([VisitPlace](), VisitQuery(month: part.code))
            var counted: Int?
            repeat {
                let page = try await tools.visitPlan(kinds, catalogue, query, limit: 23)
                found += page.due.compactMap { $0.permit.place(in: part, catalogue) }
                counted = page.counts.first { $0.part == part }?.permits
                query.after = page.next
            } while query.after != nil && found.count <= all.count
            #expect(found == wanted, "\(part.code ?? "now")")
            #expect(counted == wanted.count)
            most = max(most, wanted.count)
        }
        #expect(most > 60)
    }

    @Test("the plan of visits goes along one index, and asks little of the database")
    func visitPlans() async throws {
        try await TestCity.run { city in
            try await Self.fill(city)
            let tools = city.house.permitTools
            let catalogue = try await city.house.shelf.published()
            let kinds = catalogue.permitKinds.map(\.code)
            let first = try await tools.visitPlan(kinds, catalogue, VisitQuery(), limit: 9)
            #expect(first.next != nil)
            for query in [
                VisitQuery(), VisitQuery(after: first.next), VisitQuery(month: "2027-02"),
                VisitQuery(kind: kinds.last, month: "2027-02"),
            ] {
                let (_, counter) = try await StatementCounter.counting {
                    try await tools.visitPlan(kinds, catalogue, query, limit: 9)
                }
                #expect(counter.statements <= 4, "\(counter.entries)")
                try await Self.checkVisits(counter, city)
            }
            let (_, counter) = try await StatementCounter.counting {
                try await city.house.permitTools.visitPlan(
                    kinds, catalogue, VisitQuery(), limit: 9)
            }
            try await Self.checkVisits(counter, city)
        }
    }

    private static func checkVisits(
        _ counter: StatementCounter, _ city: TestCity
    ) async throws {
        let plans = try await counter.plans(on: city.house.store)
            .filter { $0.text.contains("p.ended = 0") }
        #expect(!plans.isEmpty)
        for (text, plan) in plans {
            let looks = plan.filter { $0.contains("SEARCH p ") || $0.contains("SCAN p ") }
            #expect(!looks.isEmpty)
            #expect(looks.allSatisfy { $0.contains("INDEX permits_supervised") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(text): \(plan)")
        }
    }

    /// What leads through the list: the indexes of the inner part of a plan, and `sort` where it
    /// has to be sorted.
    private static func run(_ plan: [String]) -> [String] {
        guard let start = plan.firstIndex(of: "CO-ROUTINE p") else { return [] }
        return plan[(start + 1)...].prefix { $0 != "SCAN p" }.map { line in
            let words = line.split(separator: " ").map(String.init)
            guard let place = words.firstIndex(of: "INDEX"), place + 1 < words.count else {
                return "sort"
            }
            return words[place + 1]
        }
    }
}

extension Permit {
    /// Its place in a part of the plan of visits; nothing where it has none.
    fileprivate func place(in part: VisitPart, _ catalogue: Catalogue) -> VisitPlace? {
        guard state(on: part.holds) == .inForce, let every = catalogue.visitInterval(kind, risk)
        else { return nil }
        let due = (visited ?? issued).adding(days: every)
        guard due <= part.until, part.from.map({ $0 <= due }) ?? true else { return nil }
        return VisitPlace(every: every, due: due, number: PermitNumber.key(number))
    }

    fileprivate func fits(_ filter: PermitFilter, on day: Day) -> Bool {
        if let state = filter.state, self.state(on: day) != state { return false }
        if let kind = filter.kind, kind != self.kind { return false }
        if let kinds = filter.kinds, !kinds.contains(self.kind) { return false }
        if let region = filter.region, region != self.region { return false }
        let (typed, name) = (PermitNumber.key(filter.text), PublicName.key(filter.text))
        return typed.isEmpty || PermitNumber.key(number).starts(with: typed)
            || business.map { PublicName.key($0).starts(with: name) } ?? false
            || place.map { PublicName.key($0).starts(with: name) } ?? false
            || has(PublicName.parts(filter.text))
    }

    /// Whether all words begin words of the business or the place.
    private func has(_ typed: [String]) -> Bool {
        let own = [business, place].flatMap { PublicName.parts($0 ?? "") }
        return !typed.isEmpty
            && typed.allSatisfy { word in
                word.utf8.count >= PermitWords.shortest && own.contains { $0.hasPrefix(word) }
            }
    }
}
