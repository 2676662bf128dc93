import Cases
import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@testable import Administration

@Suite("The city written back as files")
struct ExportTests {
    /// What a house is, as far as its files say.
    private struct Standing: Equatable {
        var units: [String]
        var posts: [String]
        var roles: [RoleCode: Set<Permission>]
        var granted: [String: Set<Permission>]
        var services: [ServiceCode: String]
        var working: [Bool]

        init(_ house: House) async throws {
            let catalogue = try await house.shelf.published()
            services = catalogue.services.mapValues(\.edition)
            let calendar = catalogue.calendar
            let first = try #require(Day(year: calendar.years.lowerBound, month: 1, day: 1))
            working = try (0..<365 * calendar.years.count).map {
                try calendar.isWorking(first.adding(days: $0))
            }
            let (tree, positions, roles, grants) = try await house.store.read("test.standing") {
                reader in
                (
                    try house.directory.units(in: reader),
                    try house.directory.positions(in: reader),
                    try house.directory.permissions(in: reader),
                    try house.directory.grants(in: reader)
                )
            }
            units = tree.units.values.filter(\.isActive).map { unit in
                [
                    unit.code.text, unit.name.id, unit.name.en, unit.parent?.text ?? "",
                    unit.short ?? "", unit.contact ?? "",
                ].joined(separator: "|")
            }.sorted()
            posts = positions.map { post in
                [
                    post.code, post.unit.text, post.role.text, post.title.id, post.title.en,
                    post.region?.text ?? "", "\(post.level)",
                ].joined(separator: "|")
            }.sorted()
            self.roles = roles
            let codes = Dictionary(positions.map { ($0.id, $0.code) }) { first, _ in first }
            granted = Dictionary(
                grants.compactMap { id, all in codes[id].map { ($0, all) } }
            ) { first, _ in first }
        }
    }

    private func change(_ city: TestCity) async throws {
        let admin = try await city.officer("diskominfo-admin").account
        try await city.office.add(
            UnitRecord(
                code: try #require(UnitCode("upt-baru")),
                name: LocalizedText(id: "UPT: \"Baru\", satu", en: "New # unit"),
                parent: UnitCode("dpmptsp"), short: "UPTB",
                contact: "Jl. Contoh 1, (0251) 8321075"),
            by: admin)
        let post = try await city.vacancy("upt-baru-analis", unit: "upt-baru")
        try await city.vacancyClosed("kesbangpol-analis-9", by: admin)
        try await city.house.store.write("test.grant") { tx in
            _ = try tx.execute(
                """
                INSERT INTO people_position_grants (position, permission, granted_at) \
                VALUES (\(post), 'people.inspect', 0)
                """)
        }
        let span = try #require(OfficeHours.Span("08.00-12.00"))
        for (iso, change) in [
            ("2026-12-03", CalendarException.Change.closed), ("2026-12-05", .open(span)),
        ] {
            try await city.office.add(
                DatedException(
                    CalendarException(
                        day: try #require(Day(iso: iso)), name: "Hari \"lain\"", change: change),
                    source: "SK 1, 20 November 2026"), by: admin)
        }
    }

    @Test(
        "passes its own check, and a new house that is opened from it is the same city",
        arguments: TestEngine.available)
    func roundTrip(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await change(city)
            let root =
                FileManager.default.temporaryDirectory.path
                + "/pendopo-export-\(city.house.world.uuid().text)"
            defer { try? FileManager.default.removeItem(atPath: root) }
            let out = root + "/kota"
            let lines = try await CityExport.run(city.house, to: out)
            #expect(lines.contains("\(out)/exceptions.yaml"))
            #expect(!lines.contains { $0.contains("officers.csv") })
            let report = try CatalogueDesk.check(out)
            #expect(report.errors == 0, "\(report.lines)")
            await #expect(throws: OperatingProblem.self, "not empty") {
                try await CityExport.run(city.house, to: out)
            }
            let before = try await Standing(city.house)
            try await TestCity.run(files: out) { copy in
                let after = try await Standing(copy.house)
                #expect(after.units == before.units)
                #expect(after.posts == before.posts)
                #expect(after.roles == before.roles)
                #expect(after.granted == before.granted)
                #expect(after.services == before.services)
                #expect(after.working == before.working)
                // And once more: nothing is lost or added on the way.
                let again = root + "/lagi"
                _ = try await CityExport.run(copy.house, to: again)
                for name in ["units.yaml", "people.yaml", "exceptions.yaml"] {
                    let one = try String(contentsOfFile: "\(out)/\(name)", encoding: .utf8)
                    let two = try String(contentsOfFile: "\(again)/\(name)", encoding: .utf8)
                    #expect(one == two, "\(name)")
                }
            }
        }
    }

    @Test("who the officers are is written on demand only, for the owner's eyes")
    func people() async throws {
        try await TestCity.run { city in
            let root =
                FileManager.default.temporaryDirectory.path
                + "/pendopo-export-\(city.house.world.uuid().text)"
            defer { try? FileManager.default.removeItem(atPath: root) }
            _ = try await CityExport.run(city.house, to: root, withPeople: true)
            let path = root + "/private/officers.csv"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("\"dpmptsp-kepala\""))
            #expect(try FileTree.mode(path) & 0o077 == 0)
            let officer = try await city.officer("dpmptsp-kepala")
            for file in ["units.yaml", "people.yaml"] {
                let other = try String(contentsOfFile: root + "/" + file, encoding: .utf8)
                #expect(!other.contains(officer.name) && !other.contains(officer.nip.text))
            }
            #expect(try CatalogueDesk.check(root).errors == 0)
        }
    }
}

extension TestCity {
    /// A post that was made and closed again: it is not written.
    fileprivate func vacancyClosed(_ code: String, by account: AccountID) async throws {
        let id = try await vacancy(code, unit: "kesbangpol")
        try await office.close(id, by: account)
    }
}
