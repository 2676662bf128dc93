import Cases
import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

@Suite("Pages that show a person's data")
struct AccessLogPageTests {
    private struct Scene {
        let city: TestCity
        let site: Site
        let id: CaseID
        let places: Places

        init(_ city: TestCity) async throws {
            self.city = city
            site = try Site(city)
            id = try await city.submitted()
            places = try await Places.ofCase(id, of: 0, in: city)
        }

        var page: String { "/meja/berkas/\(places.values["nomor"] ?? "")" }

        func noted() async throws -> [String] {
            let person = city.citizens[0]
            return try await city.house.store.write("test.noted") { tx in
                let parts = try tx.rows(
                    "SELECT part FROM access_log WHERE subject = \(person) ORDER BY at, id"
                ).map { $0.text(0) }
                try tx.execute("DELETE FROM access_log")
                return parts
            }
        }
    }

    @Test("each part that is looked at has its words, on the page and on paper")
    func partsHaveWords() async throws {
        try await TestCity.run { city in
            let words = Vocabulary(HouseWords.lists + city.house.rooms.words)
            for part in AccessPart.allCases.map(\.rawValue) + ["other"] {
                #expect(words.has("looks.part.\(part)"))
                #expect(words.has("privacy.part.\(part)"))
            }
        }
    }

    @Test(
        "each route that shows a person's data notes it first", arguments: TestEngine.available)
    func routes(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await Scene(city)
            try await city.house.examineOnce()
            let desk = try await scene.site.officer("dpmptsp-loket-1")
            let file = scene.page + "/lampiran/\(scene.places.values["blob"] ?? "")"
            for (path, parts) in [
                (scene.page, ["page"]), (file, ["file"]), (file + "/gambar/1", []),
                (scene.page + "/alur.svg", []), ("/meja", []),
                ("/meja?q=\(DemoNames.person(0).nik)", []),
            ] {
                #expect(await scene.site.get(path, as: desk).status == 200, "\(path)")
                #expect(try await scene.noted() == parts, "\(path)")
            }
            // Pictures alone are a reading, too.
            city.wait(hours: 1)
            let later = try await scene.site.officer("dpmptsp-loket-1")
            #expect(await scene.site.get(file + "/gambar/1", as: later).status == 200)
            #expect(try await scene.noted() == ["file"])

            try await city.bring(scene.id, to: .decide)
            _ = try await scene.noted()
            let head = try await scene.site.officer("dpmptsp-kepala")
            // What is not there was not seen.
            for path in ["/surat.pdf", "/lampiran/\(city.house.world.uuid().text)"] {
                #expect(await scene.site.get(scene.page + path, as: head).status == 404)
                #expect(try await scene.noted().isEmpty)
            }
            for (path, parts) in [
                ("/meja/putusan", ["summary"]), (scene.page + "/konsep.pdf", ["letter"]),
            ] {
                #expect(await scene.site.get(path, as: head).status == 200, "\(path)")
                #expect(try await scene.noted() == parts, "\(path)")
            }
            try await city.bring(scene.id, to: .handover)
            _ = try await scene.noted()
            #expect(await scene.site.get(scene.page + "/surat.pdf", as: head).status == 200)
            #expect(try await scene.noted() == ["letter"])
        }
    }

    @Test("what cannot be noted is not shown", arguments: TestEngine.available)
    func refused(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = try await Scene(city)
            let desk = try await scene.site.officer("dpmptsp-loket-1")
            let name = DemoNames.person(0).name
            let file = scene.page + "/lampiran/\(scene.places.values["blob"] ?? "")"
            // Reading goes on, writing does not.
            try await rule(city, "ALTER TABLE access_log ADD CHECK (part = 'none') NOT VALID")
            for path in [scene.page, file] {
                let reply = await scene.site.get(path, as: desk)
                #expect(reply.status >= 500, "\(path)")
                #expect(!reply.text.contains(name))
                #expect(!reply.bytes.starts(with: Array("%PDF".utf8)))
            }
            #expect(try await scene.noted().isEmpty)
        }
    }

    /// SQLite adds no rules to a table: a trigger does the same.
    private func rule(_ city: TestCity, _ sql: SQL) async throws {
        let trigger: SQL = """
            CREATE TRIGGER shut BEFORE INSERT ON access_log \
            BEGIN SELECT RAISE(ABORT, 'shut'); END
            """
        try await city.house.store.write("test.shut") { tx in
            _ = try tx.execute(tx.engine == .sqlite ? trigger : sql)
        }
    }
}

@Suite("verify and the access log")
struct AccessVerificationTests {
    @Test(
        "hours whose looks were changed, removed or added are named",
        arguments: TestEngine.available
    )
    func damages(_ engine: TestEngine) async throws {
        try await KeptCity.run(on: engine, cases: 4) { city in
            let hour = try #require(TestCity.start).adding(hours: -2)
            let taken = hour.adding(hours: 3)
            try await city.open { house in
                let world = World(clock: .fixed(hour), random: .system)
                let log = AccessLog(store: house.store, world: world)
                for _ in 0..<3 {
                    try await log.note(
                        AccessEntry(
                            account: AccountID(world.uuid()),
                            reason: AccessReason(.lead, from: PositionID(world.uuid())),
                            subject: AccountID(world.uuid()), caseID: nil, service: nil,
                            part: .page))
                }
                let roots = AccessRoots(
                    store: house.store, ledger: house.ledger,
                    world: World(clock: .fixed(taken), random: .system))
                #expect(try await roots.takeDue() > 0)
                try await house.ledger.numberAfterMove()
            }
            #expect(try await city.verify(city.settings).isSound)
            let at = hour.milliseconds
            for (sql, words) in [
                ("UPDATE access_log SET purpose = 'task' WHERE at = \(at)", "was changed"),
                (
                    """
                    DELETE FROM access_log WHERE id = \
                    (SELECT id FROM access_log WHERE at = \(at) ORDER BY id LIMIT 1)
                    """, "were removed"
                ),
                (
                    """
                    INSERT INTO access_log (id, at, account, position, subject, part, purpose, \
                    flags) SELECT c.id, \(at), c.applicant, c.applicant, c.applicant, 'page', \
                    'lead', 0 FROM cases c ORDER BY c.id LIMIT 2
                    """, "were added"
                ),
            ] as [(SQL, String)] {
                try await execute(sql, city)
                let report = try await city.verify(city.settings)
                let day = "2026-11-23 00:00 UTC"
                #expect(
                    report.lines.contains { $0.contains(words) && $0.contains(day) },
                    "\(words): \(report.lines)")
                #expect(!report.isSound)
            }
        }
    }

    private func execute(_ sql: SQL, _ city: KeptCity) async throws {
        let store = try await Store.open(city.settings.database)
        let changed = try await store.write("test.damage") { try $0.execute(sql) }
        #expect(changed > 0)
        await store.close()
    }
}
