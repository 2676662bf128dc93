import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Leadership

@Suite("The page of load, and moving all tasks of a person")
struct LoadTests {
    private let load = "/meja/beban"

    @Test("says what each person has, and what nobody has", arguments: TestEngine.available)
    func rows(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let analyst = try await city.officer("dpmptsp-analis-1")
            for n in 0..<3 {
                let id = try await city.submitted(n)
                try await city.bring(id, to: .verify)
                if n > 0 {
                    try await city.house.cases.claim(try await city.act(id, "dpmptsp-analis-1"))
                }
            }
            let head = try await city.officer("dpmptsp-kepala")
            func rows() async throws -> [LoadRow] {
                let now = city.clock.now
                let reads = LoadReads(
                    scope: head.scope(for: "case.lead"), now: now, soon: now,
                    bounds: LoadReads.ages.map { now.adding(hours: -24 * Int64($0)) })
                return try await city.house.store.read("test.load") { try reads.rows(in: $0) }
            }
            let found = try await rows().filter { $0.unit == "dpmptsp" }
            #expect(found.first { $0.holder == analyst.account }?.open == 2)
            #expect(found.first { $0.holder == nil }?.open == 1)
            #expect(found.allSatisfy { $0.overdue == 0 && $0.ages.first == $0.open })
            city.wait(days: 40)
            let later = try await rows().filter { $0.unit == "dpmptsp" }
            #expect(later.allSatisfy { $0.overdue == $0.open && $0.ages.last == $0.open })
        }
    }

    @Test("each number opens to exactly its tasks", arguments: TestEngine.available)
    func lists(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await BenchSeed(cases: 2_600, officerOpen: 40, managerOpen: 300, output: nil)
                .fill(city.house) { _ in }
            city.house.directory.forget()
            let head = try await city.officer("dpmptsp-kepala")
            let calendar = try await city.house.shelf.calendar()
            let reads = LoadReads(head, calendar, at: city.clock.now, in: city.house.zone)
            try await city.house.store.read("test.lists") { reader in
                // Counted here again, from nothing but the rows of tasks.
                let own = try reader.rows(
                    "SELECT unit, claimed_by, urgent_at, opened_at FROM tasks WHERE state = 'open'"
                ).filter { row in
                    head.scope(for: "case.lead").units.contains { $0.text == row.text(0) }
                }
                let rows = try reads.rows(in: reader)
                #expect(rows.reduce(0) { $0 + $1.open } == Int64(own.count))
                #expect(own.count > 100)
                let (now, soon) = (reads.now.milliseconds, reads.soon.milliseconds)
                for row in rows {
                    let mine = own.filter {
                        $0.text(0) == row.unit && $0.optionalID(1) == row.holder
                    }
                    let ages = (0...reads.bounds.count).map { place in
                        mine.count { task in
                            let at = task.instant(3)
                            let isOld = place == 0 || at < reads.bounds[place - 1]
                            let isYoung = place == reads.bounds.count || at >= reads.bounds[place]
                            return isOld && isYoung
                        }
                    }
                    let late = mine.count { $0.optionalInt(2).map { $0 < now } ?? false }
                    let near = mine.count {
                        $0.optionalInt(2).map { $0 >= now && $0 <= soon } ?? false
                    }
                    let counted = [mine.count, late, near] + ages
                    let kept = [row.open, row.overdue, row.soon] + row.ages
                    #expect(kept.map(Int.init) == counted)
                    let kinds =
                        [LoadKind.open, .overdue, .soon]
                        + (0...reads.bounds.count).map { .age($0) }
                    for (kind, count) in zip(kinds, counted) {
                        let list = LoadList(
                            reads: reads, kind: kind, unit: row.unit, holder: row.holder,
                            isFree: row.holder == nil)
                        var listed: [LoadItem] = []
                        while true {
                            let page = try list.page(skipping: listed.count, in: reader)
                            listed += page.prefix(LoadList.pageSize)
                            if page.count <= LoadList.pageSize { break }
                        }
                        #expect(listed.count == count, "\(kind.word)")
                        #expect(Set(listed.map(\.task)).count == count)
                    }
                }
            }
            let browser = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            for kind in [LoadKind.overdue, .soon, .age(3)] {
                await browser.open(loadAddress(kind))
                #expect(await browser.status == 200)
                #expect(await !browser.text.contains("⟦"))
            }
            await browser.open("/meja/beban/tugas?jenis=lain")
            #expect(await browser.status == 404)
        }
    }

    @Test("all tasks of a person move with one press, also those of other pages, and come back")
    func move() async throws {
        try await TestCity.run { city in
            let first = try await city.officer("dpmptsp-analis-1")
            let second = try await city.officer("dpmptsp-analis-2")
            for n in 0..<5 {
                let id = try await city.submitted(n, of: n % 3)
                try await city.bring(id, to: .verify)
                try await city.house.cases.claim(try await city.act(id, "dpmptsp-analis-1"))
            }
            let head = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            await head.open(load)
            #expect(await head.status == 200)
            let page = "/meja/beban/pindah?dari=\(first.account.text)&unit=dpmptsp"
            #expect(await head.text.contains(page.replacing("&", with: "&amp;")))
            await head.open(page)
            #expect(await head.text.contains("Semua (5 tugas)"))
            try await head.send([("cakupan", "semua")], to: "/meja/beban/pindah")
            #expect(await head.status == 422)
            await head.open(page)
            try await head.send(
                [("cakupan", "semua"), ("petugas", second.account.text)],
                to: "/meja/beban/pindah")
            #expect(await head.text.contains("5 tugas diberikan kepada \(second.name), 0 tidak"))
            #expect(try await city.held(by: second.account) == 5)
            // One is done meanwhile: the rest comes back.
            let one = try await city.anyTask(of: second.account)
            try await city.house.cases.giveOpinion(
                try await city.act(one, "dpmptsp-analis-2"), favourable: true, text: "Sesuai.")
            try await head.send([], to: "/meja/beban/pulihkan")
            #expect(await head.status == 200)
            #expect(try await city.held(by: first.account) == 4)
            #expect(try await city.held(by: second.account) == 0)
        }
    }

    @Test("a press of ticked boxes moves those, and says of each what became of it")
    func ticked() async throws {
        try await TestCity.run { city in
            var cases: [CaseID] = []
            for n in 0..<3 {
                let id = try await city.submitted(n)
                try await city.bring(id, to: .verify)
                cases.append(id)
            }
            let second = try await city.officer("dpmptsp-analis-2")
            let head = try await TestBrowser.officer("dpmptsp-kabid-perizinan", of: city)
            let page = "/meja/beban/pindah?dari=belum&unit=dpmptsp"
            await head.open(page)
            var boxes: [(name: String, value: String)] = []
            for id in cases.prefix(2) {
                let standing = try await city.standing(id)
                let task = try #require(standing.task)
                let seen = SeenTask(
                    number: standing.record.number, revision: standing.record.revision,
                    task: task.id)
                #expect(await head.text.contains(seen.marked))
                boxes.append(("tugas", seen.marked))
            }
            // Somebody takes one of them meanwhile.
            try await city.house.cases.claim(try await city.act(cases[0], "dpmptsp-analis-1"))
            try await head.send(
                boxes + [("cakupan", "pilih"), ("petugas", second.account.text)],
                to: "/meja/beban/pindah")
            #expect(await head.text.contains("1 tugas diberikan kepada \(second.name), 1 tidak"))
            #expect(try await city.held(by: second.account) == 1)
        }
    }

    @Test("who is away is marked, on the page and among those who may be given tasks")
    func away() async throws {
        try await TestCity.run { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .verify)
            let holder = try await city.officer("dpmptsp-analis-2")
            let standIn = try await city.officer("dpmptsp-analis-1")
            let today = Day(city.clock.now, in: city.house.zone)
            try await city.house.store.write("test.away") { tx in
                try tx.execute(
                    """
                    INSERT INTO people_delegations (id, position, account, capacity, from_day, \
                    until_day, reason, created_at) VALUES (\(city.house.world.uuid()), \
                    \(holder.authorities[0].position), \(standIn.account), 'plh', \(today), \
                    \(today), '', \(city.clock.now))
                    """)
            }
            city.house.directory.forget()
            let head = try await TestBrowser.officer("dpmptsp-kepala", of: city)
            await head.open(load)
            #expect(await head.text.contains("sedang digantikan (Plh.)"))
        }
    }
}

extension TestCity {
    fileprivate func held(by account: AccountID) async throws -> Int64 {
        try await house.store.read("test.held") { reader in
            try reader.row(
                """
                SELECT COUNT(*) FROM tasks WHERE state = 'open' AND claimed_by = \(account)
                """)?.int(0) ?? 0
        }
    }

    fileprivate func anyTask(of account: AccountID) async throws -> CaseID {
        let id = try await house.store.read("test.any") { reader in
            try reader.row(
                """
                SELECT case_id FROM tasks WHERE state = 'open' AND claimed_by = \(account) LIMIT 1
                """
            ).map { $0.id(0) as CaseID }
        }
        return try #require(id)
    }
}
