import City
import Foundation
import Kernel
import Store
import TestKit
import Testing

@Suite("doctor and bench-fill")
struct ExaminationTests {
    @Test("a house that is not there, or not ready for people, is told so")
    func findings() async throws {
        try await KeptCity.run(on: .sqlite, cases: 2) { city in
            let nothing = try await Examination.of(city.place("nothing"), world: city.world)
            #expect(nothing.contains { $0.isGrave && $0.what.contains("There is no house") })

            var settings = city.settings
            settings.mode = .production
            settings.publicAddress = "http://layanan.example"
            let key = settings.dataDirectory + "/keys/master.key"
            let found = try await Examination.of(settings, world: city.world)
            #expect(found.contains { $0.isGrave && $0.what.contains("made by a demo") })
            #expect(found.contains { $0.isGrave && $0.what.contains("not https") })
            #expect(found.contains { $0.isGrave && $0.what.contains("No mail server") })
            #expect(!found.contains { $0.what.contains("Nobody holds") })
            #expect(!found.contains { $0.what.contains("published") })

            try FileManager.default.setAttributes(
                [.posixPermissions: 0o644], ofItemAtPath: key)
            let open = try await Examination.of(settings, world: city.world)
            #expect(open.contains { $0.isGrave && $0.what.contains("may read the key") })
        }
    }

    @Test("a new house misses people at every post of its flows, and next year's calendar")
    func emptySeats() async throws {
        try await KeptCity.run(on: .sqlite, cases: 1) { city in
            let fresh = city.place("fresh")
            try await city.open(fresh) { _ in }
            let found = try await Examination.of(fresh, world: city.world)
            #expect(found.contains { $0.isGrave && $0.what.contains("Nobody holds the post") })
            #expect(!found.contains { $0.what.contains("calendar") }, "2027 is published")
            let later = World(
                clock: .fixed(
                    try #require(Day(iso: "2027-11-02")).at(hour: 9, minute: 0, in: .wib)),
                random: .system)
            let next = try await Examination.of(fresh, world: later)
            #expect(next.contains { !$0.isGrave && $0.what == "The calendar of 2028 is missing." })
        }
    }

    @Test("doors are looked at: providers without TLS, secrets others may read, nobody who watches")
    func doors() async throws {
        try await KeptCity.run(on: .sqlite, cases: 1) { city in
            var settings = city.settings
            let path = city.directory + "/providers.json"
            try """
            {"providers": [{"code": "a", "issuer": "http://127.0.0.1:9", "client_id": "b", \
            "client_secret": "c", "serves": "citizen"}]}
            """.write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            settings.providersFile = path
            settings.publicAddress = "https://10.0.0.7"
            let found = try await Examination.of(settings, world: city.world)
            #expect(found.contains { $0.isGrave && $0.what.contains("which may hold a secret") })
            #expect(found.contains { $0.isGrave && $0.what.contains("asked without TLS") })
            #expect(found.contains { !$0.isGrave && $0.what.contains("can use passkeys") })
            #expect(!found.contains { $0.what.contains("nobody looks after it") })
            let store = try await Store.open(settings.database)
            try await store.write("test.vacant") { tx in
                _ = try tx.execute(
                    """
                    DELETE FROM people_role_permissions
                    WHERE permission IN ('people.inspect', 'catalogue.publish')
                    """)
            }
            await store.close()
            let vacant = try await Examination.of(settings, world: city.world)
            #expect(vacant.contains { $0.isGrave && $0.what.contains("nobody looks after it") })
            let waits = "editions of the city's files"
            #expect(!found.contains { $0.what.contains(waits) })
            #expect(vacant.contains { !$0.isGrave && $0.what.contains(waits) })
        }
    }

    @Test("bench-fill makes drafts and cases that verify, and lists them")
    func benchFill() async throws {
        try await KeptCity.run(on: .sqlite, cases: 1) { city in
            let settings = city.place("bench")
            let lists = city.directory + "/lists"
            try await BenchFill(drafts: 3, cases: 7, output: lists).run(settings) { _ in }
            let drafts = try String(contentsOfFile: lists + "/drafts.tsv", encoding: .utf8)
                .split(separator: "\n").map { $0.split(separator: "\t").count }
            #expect(drafts == [3, 3, 3])
            let cases = try String(contentsOfFile: lists + "/cases.txt", encoding: .utf8)
            #expect(cases.split(separator: "\n").allSatisfy { $0.hasPrefix("/lacak/") })
            #expect(cases.split(separator: "\n").count == 7)
            let report = try await city.verify(settings)
            #expect(report.isSound, "\(report.lines)")
        }
    }
}
