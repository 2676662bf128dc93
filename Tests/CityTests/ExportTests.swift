import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Lists of cases with four eyes")
struct ExportTests {
    private static let reason = "Laporan semester untuk Ombudsman"
    private static let asker = "dpmptsp-kabid-perizinan"
    private static let approver = "dpmptsp-kepala"

    private func order(
        _ services: [String] = ["penelitian", "ktp-el"],
        _ columns: [CaseExport.Column] = [.number, .service, .submitted],
        reason: String = ""
    ) throws -> ExportOrder {
        let day = try #require(Day(iso: "2026-11-23"))
        return ExportOrder(
            services: services.compactMap { ServiceCode($0) }, from: day.adding(days: -7),
            until: day.adding(days: 1), columns: columns, reason: reason)
    }

    /// Puts a case above everybody's clearance.
    private func close(_ id: CaseID, _ city: TestCity) async throws {
        _ = try await city.house.store.write("test.seal") { tx in
            try tx.execute("UPDATE cases SET confidentiality = 3 WHERE id = \(id)")
        }
    }

    private func account(_ post: String, _ city: TestCity) async throws -> AccountID {
        try await city.officer(post).account
    }

    /// Asks and has it approved.
    private func approved(_ order: ExportOrder, _ city: TestCity) async throws -> CaseExportID {
        let exports = city.house.exports
        try await exports.ask(order, by: try await account(Self.asker, city))
        let id = try #require(try await exports.list().first).id
        try await exports.decide(
            id, approving: true, reason: "", by: try await account(Self.approver, city))
        return id
    }

    @Test(
        "its rows are those that the asker may open when it is fetched",
        arguments: TestEngine.available)
    func scope(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let exports = city.house.exports
            let first = try await city.submitted(0, of: 0)
            let later = try await city.submitted(1, of: 1)
            // Another unit's, and of the own unit one that is above the asker's clearance.
            _ = try await city.story(
                "ktp-el", "{alasan: hilang, nomor_kk: \"3271010101010001\"}", "- do: periksa")
            try await close(try await city.submitted(2, of: 2), city)
            let id = try await approved(try order(), city)
            let asker = try await account(Self.asker, city)
            #expect(try await exports.list().first?.cases == 2)
            var rows = try await exports.fetch(id, by: asker).cases
            #expect(rows.map(\.record.id) == [first, later])
            #expect(rows.allSatisfy { $0.person == nil })
            // What he may not open any more is not in the next one.
            try await close(later, city)
            rows = try await exports.fetch(id, by: asker).cases
            #expect(rows.map(\.record.id) == [first])
            // Without the post nothing is.
            _ = try await city.house.store.write("test.leave") { tx in
                try tx.execute("DELETE FROM people_assignments WHERE account = \(asker)")
            }
            await #expect(throws: Refusal(.forbidden, "web.forbidden")) {
                try await exports.fetch(id, by: asker)
            }
            let noted = try await city.house.store.read("test.log") { reader in
                try reader.row("SELECT COUNT(*) FROM access_log WHERE part = 'export'")?.int(0)
            }
            #expect(noted == 0, "no person was named")
        }
    }

    @Test(
        "whoever asked, or sits on that seat, does not decide; one decides, once",
        arguments: TestEngine.available)
    func fourEyes(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let exports = city.house.exports
            let asker = try await account(Self.asker, city)
            let head = try await account(Self.approver, city)
            let privacy = try await account("diskominfo-ppdp", city)
            let order = try order()
            try await exports.ask(order, by: asker)
            let id = try #require(try await exports.list().first).id
            await #expect(throws: Refusal(.forbidden, "web.forbidden"), "no such permission") {
                try await exports.decide(id, approving: true, reason: "", by: asker)
            }
            await #expect(throws: Refusal(.conflict, "export.over"), "not yet") {
                try await exports.fetch(id, by: asker)
            }
            try await city.standIn(Self.approver, on: Self.asker)
            await #expect(throws: Refusal(.forbidden, "export.own")) {
                try await exports.decide(id, approving: true, reason: "", by: head)
            }
            #expect(try await exports.list().first?.state == .open)
            await #expect(throws: Refusal.self, "a refusal says why") {
                try await exports.decide(id, approving: false, reason: "x", by: privacy)
            }
            let decided = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let done: Void? = try? await exports.decide(
                            id, approving: number % 2 == 0, reason: Self.reason, by: privacy)
                        return done != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(decided == 1)
            await #expect(throws: Refusal.self, "another's list is not there") {
                try await exports.fetch(id, by: try await account("dpmptsp-pengawas", city))
            }
            await #expect(throws: Refusal(.forbidden, "web.forbidden")) {
                try await exports.ask(order, by: try await account("dpmptsp-loket-1", city))
            }
        }
    }

    @Test("it may be fetched three times within a day", arguments: TestEngine.available)
    func bounds(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let exports = city.house.exports
            _ = try await city.submitted()
            let asker = try await account(Self.asker, city)
            let id = try await approved(try order(), city)
            let fetched = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { (try? await exports.fetch(id, by: asker)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(fetched == 3)
            await #expect(throws: Refusal(.conflict, "export.over")) {
                try await exports.fetch(id, by: asker)
            }
            let late = try await approved(try order(), city)
            city.wait(hours: 24)
            await #expect(throws: Refusal(.conflict, "export.over")) {
                try await exports.fetch(late, by: asker)
            }
            #expect(
                try await city.entries("export.").map(\.type).sorted()
                    == [
                        "export.approved", "export.approved", "export.asked", "export.asked",
                        "export.fetched", "export.fetched", "export.fetched",
                    ])
        }
    }

    @Test(
        "with personal columns it needs a reason, and each person's log has a row first",
        arguments: TestEngine.available)
    func people(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let exports = city.house.exports
            try await city.reach([Self.asker, Self.approver])
            let first = try await city.submitted(0, of: 0)
            _ = try await city.submitted(1, of: 1)
            let asker = try await account(Self.asker, city)
            let columns = CaseExport.Column.allCases
            await #expect(throws: Refusal.self) {
                try await exports.ask(try order(["penelitian"], columns), by: asker)
            }
            let id = try await approved(
                try order(["penelitian"], columns, reason: Self.reason), city)
            let rows = try await exports.fetch(id, by: asker).cases
            let citizen = try #require(try await city.house.accounts.citizen(city.citizens[0]))
            #expect(rows.first?.person?.name == citizen.name)
            #expect(rows.first?.person?.contact == citizen.contact)
            #expect(rows.first?.person?.nik != nil)
            for person in city.citizens.prefix(2) {
                let looks = try await city.house.access.looks(
                    at: person, countedSince: Instant(milliseconds: 0)
                ).records
                #expect(looks.map(\.part) == [.export] && looks.map(\.purpose) == [.export])
            }
            let looks = try await city.house.access.looks(
                at: city.citizens[0], countedSince: Instant(milliseconds: 0)
            ).records
            #expect(looks.first?.caseID == first)
            let entries = try await city.entries("export.")
            #expect(entries.map(\.type) == ["export.asked", "export.approved", "export.fetched"])
            for entry in entries {
                #expect(entry.facts.contains("\"cases\":2"))
                for word in [citizen.name, citizen.contact.address, "Ombudsman"] {
                    #expect(!entry.facts.contains(word), "\(word)")
                }
            }
            #expect(try await city.told(Self.approver).contains("export-asked"))
            #expect(try await city.told(Self.asker).contains("export-approved"))
        }
    }

    @Test("more rows than a file holds are refused, when asked for and when fetched")
    func many() async throws {
        try await TestCity.run(tampers: true) { city in
            let exports = city.house.exports
            let id = try await city.submitted()
            let asker = try await account(Self.asker, city)
            let wanted = try order(["penelitian"], [.name], reason: Self.reason)
            let export = try await approved(wanted, city)
            let world = city.house.world
            try await city.house.store.write("test.many") { tx in
                for _ in 0..<CaseExport.mostPeople {
                    try tx.execute(
                        """
                        INSERT INTO cases (id, number, service, version, owner_unit, unit, region, \
                        applicant, language, confidentiality, state, step, step_since, round, \
                        revision, submitted_at) SELECT \(world.uuid()), \
                        \(TrackingCode(random: .system).symbols), service, version, owner_unit, \
                        unit, region, applicant, language, confidentiality, state, step, \
                        step_since, round, revision, submitted_at FROM cases WHERE id = \(id)
                        """)
                }
            }
            let tooMany = Refusal(
                .tooMuch, "export.many", field: "until",
                values: ["count": String(CaseExport.mostPeople)])
            await #expect(throws: tooMany) { try await exports.fetch(export, by: asker) }
            await #expect(throws: tooMany) { try await exports.ask(wanted, by: asker) }
            #expect(try await exports.list().first?.fetched == 0, "a refused fetch is not counted")
            let plain = try await approved(try order(["penelitian"], [.number]), city)
            #expect(
                try await exports.fetch(plain, by: asker).cases.count == CaseExport.mostPeople + 1)
        }
    }
}
