import Cases
import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("The demo city")
struct DemoCityTests {
    /// A small demo in a directory of its own, on a file, so that its bytes can be read.
    private func withDemo(
        cases: Int, _ body: (Settings, String) async throws -> Void
    ) async throws {
        let directory =
            FileManager.default.temporaryDirectory.path
            + "/pendopo-demo-\(World.system.uuid().text)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let settings = Settings(
            mode: .demo, database: try DatabaseURL("sqlite:\(directory)/pendopo.sqlite"),
            dataDirectory: directory, cityDirectory: TestCity.cityFiles)
        let start = try #require(TestCity.start)
        let world = World(clock: .fixed(start), random: .system)
        try await DemoCity.fill(
            settings, world: world, hashing: .cheap, cases: cases, tell: { _ in })
        try await body(settings, directory)
    }

    @Test("a demo has cases in every state, and no case beyond the present")
    func everyState() async throws {
        try await withDemo(cases: 120) { settings, _ in
            let house = try await House.open(settings)
            let states = try await house.store.read("test") { reader in
                try reader.rows("SELECT DISTINCT state, outcome FROM cases").map {
                    "\($0.text(0)) \($0.optionalText(1) ?? "")"
                }
            }
            let kinds = try await house.store.read("test") { reader in
                try reader.rows("SELECT DISTINCT kind FROM tasks WHERE state <> 'done'")
                    .map { $0.text(0) }
            }
            let latest = try await house.store.read("test") { reader in
                try reader.row("SELECT MAX(at) FROM ledger")?.instant(0)
            }
            let count = try await house.store.read("test") { reader in
                try reader.row("SELECT COUNT(*) FROM cases")?.int(0)
            }
            await house.close()
            #expect(
                Set(states) == [
                    "open ", "waiting ", "closed granted", "closed refused",
                    "closed withdrawn", "closed lapsed", "closed answered",
                ])
            #expect(
                Set(kinds) == [
                    "check", "verify", "recommend", "inspect", "draft", "initials", "decide",
                    "handover", "pay", "record", "answer", "confirm",
                ])
            // And one that was sent at the counter, and the reports.
            #expect(count == 143)
            let start = try #require(TestCity.start)
            #expect(try #require(latest) <= start)
        }
    }

    @Test("a demo shows every way in which a case waits, is granted by silence, or is contested")
    func everyTurn() async throws {
        try await withDemo(cases: 30) { settings, _ in
            let house = try await House.open(settings)
            let (waits, services, deemed, acts) = try await house.store.read("test") { reader in
                (
                    try reader.rows("SELECT DISTINCT waits_for FROM cases WHERE state = 'waiting'")
                        .map { $0.optionalText(0) ?? "" },
                    try reader.rows("SELECT DISTINCT service FROM cases").map { $0.text(0) },
                    try reader.row("SELECT COUNT(*) FROM cases WHERE deemed_at IS NOT NULL")?
                        .int(0),
                    try reader.rows("SELECT DISTINCT type FROM ledger").map { $0.text(0) }
                )
            }
            await house.close()
            #expect(Set(waits).isSuperset(of: ["payment", "pause"]))
            #expect(
                Set(services).isSuperset(of: [
                    "pbg", "sip-dokter", "taman", "ktp-el", "akta-kelahiran", "keberatan",
                ]))
            #expect(deemed == 1)
            #expect(
                Set(acts).isSuperset(of: [
                    "case.billed", "case.inspected", "case.recorded", "case.objected",
                    "case.deemed_granted", "case.paused",
                ]))
        }
    }

    @Test("after a demo run no stored byte holds a NIK, a name, a phone number or a mail address")
    func nothingPersonalInPlain() async throws {
        try await withDemo(cases: 24) { _, directory in
            var needles: [String] = []
            for n in 0..<60 {
                let person = DemoNames.person(n)
                needles += [person.nik, person.name, person.email, person.phone]
            }
            for n in 0..<16 { needles.append(DemoNames.officer(n)) }
            var files = 0
            var found: [String] = []
            let paths = try #require(FileManager.default.subpaths(atPath: directory))
            for path in paths {
                guard let data = FileManager.default.contents(atPath: directory + "/" + path)
                else { continue }
                files += 1
                for needle in needles where data.range(of: Data(needle.utf8)) != nil {
                    found.append("\(needle) in \(path)")
                }
            }
            #expect(files > 60)
            #expect(found == [])
        }
    }

    @Test("a directory with other data is neither filled nor cleared")
    func refusesForeignData() async throws {
        let directory =
            FileManager.default.temporaryDirectory.path
            + "/pendopo-foreign-\(World.system.uuid().text)"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try Data("precious".utf8).write(to: URL(fileURLWithPath: directory + "/file"))
        let settings = Settings(
            mode: .demo, database: try DatabaseURL("sqlite:\(directory)/pendopo.sqlite"),
            dataDirectory: directory, cityDirectory: TestCity.cityFiles)
        await #expect(throws: OperatingProblem.self) {
            try await DemoCity.fill(settings, hashing: .cheap, tell: { _ in })
        }
        #expect(throws: OperatingProblem.self) { try DemoCity.clear(settings) }
        #expect(FileManager.default.fileExists(atPath: directory + "/file"))
    }
}
