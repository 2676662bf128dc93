import Cases
import City
import Contracts
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Backup, restore, move")
struct KeepingTests {
    @Test(
        "a backup of either engine is restored with everything in its place",
        arguments: TestEngine.available)
    func roundTrip(engine: TestEngine) async throws {
        try await KeptCity.run(on: engine) { city in
            let backup = try await city.backup()
            let other = city.place("other")
            try await city.restore(other, from: backup)
            let report = try await city.verify(other)
            #expect(report.isSound, "\(report.lines)")
            let left = try await city.digests(city.settings.database)
            #expect(try await city.digests(other.database) == left)
            // The house opens and goes on.
            try await city.open(other) { house in
                let catalogue = try await house.shelf.current()
                #expect(catalogue != nil)
            }
        }
    }

    @Test(
        "a backup of SQLite is restored to PostgreSQL",
        .enabled(if: TestEngine.postgresURL != nil, "run under scripts/with-postgres"))
    func acrossEngines() async throws {
        try await KeptCity.run(on: .sqlite) { city in
            let backup = try await city.backup()
            try await withDatabase(.postgres) { url in
                let other = city.place("other", url)
                try await city.restore(other, from: backup)
                let report = try await city.verify(other)
                #expect(report.isSound, "\(report.lines)")
                let left = try await city.digests(city.settings.database)
                #expect(try await city.digests(other.database) == left)
                await #expect(throws: OperatingProblem.self, "a filled database is left alone") {
                    try await city.restore(city.place("third", url), from: backup)
                }
            }
        }
    }

    @Test("a house that is written to is copied at one moment, with the files it names")
    func whileOpen() async throws {
        try await KeptCity.run(on: .sqlite, cases: 2) { city in
            try await city.open { house in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for n in 0..<8 { try await apply(n, house) }
                    }
                    for n in 0..<3 {
                        let backup = try await city.backup("backup\(n)")
                        let other = city.place("other\(n)")
                        try await city.restore(other, from: backup)
                        let report = try await city.verify(other)
                        #expect(report.isSound, "\(report.lines)")
                    }
                    try await group.waitForAll()
                }
            }
        }
    }

    /// A new citizen applies, with files.
    private func apply(_ n: Int, _ house: House) async throws {
        let person = DemoNames.person(500 + n)
        let account = try await house.store.write("test.citizen") { tx in
            try house.accounts.createCitizen(
                CitizenRecord(
                    name: person.name, contact: .email(try EmailAddress(person.email)),
                    language: .id, passwordHash: "none"), in: tx)
        }
        _ = try await DemoApplication(house: house).submit(n, person, account)
    }

    @Test("a backup that was changed, cut, or has no manifest is refused and leaves nothing")
    func changedBackup() async throws {
        try await KeptCity.run(on: .sqlite, cases: 3) { city in
            let backup = try await city.backup()
            let database = backup + "/database/pendopo.sqlite"
            try city.flip(database)
            await refuses(city, backup, "digest")
            try city.flip(database)
            let blob = try #require(city.files(backup + "/blobs").first)
            try FileManager.default.moveItem(atPath: blob, toPath: backup + "/apart")
            await refuses(city, backup, "files with")
            try FileManager.default.moveItem(atPath: backup + "/apart", toPath: blob)
            try FileManager.default.moveItem(
                atPath: backup + "/keys", toPath: city.directory + "/keys")
            await refuses(city, backup, "The key is missing")
            try FileManager.default.removeItem(atPath: backup + "/manifest.json")
            await refuses(city, backup, "not a complete backup")
            await #expect(throws: OperatingProblem.self, "a directory in use is left alone") {
                _ = try await city.backup()
            }
        }
    }

    private func refuses(_ city: KeptCity, _ backup: String, _ text: String) async {
        let other = city.place("refused")
        do {
            try await city.restore(other, from: backup)
            Issue.record("restored a backup that should be refused: \(text)")
        } catch let problem as OperatingProblem {
            #expect(problem.text.contains(text))
            #expect(city.files(other.dataDirectory).isEmpty)
        } catch {
            Issue.record("unexpected: \(error)")
        }
    }

    @Test("the key may be kept apart and put back by hand")
    func keyApart() async throws {
        try await KeptCity.run(on: .sqlite, cases: 2) { city in
            let backup = try await city.backup()
            let other = city.place("other")
            try FileManager.default.createDirectory(
                atPath: other.dataDirectory, withIntermediateDirectories: true)
            try FileManager.default.moveItem(
                atPath: backup + "/keys", toPath: other.dataDirectory + "/keys")
            try await city.restore(other, from: backup)
            #expect(try await city.verify(other).isSound)
        }
    }

    @Test("moving there and back changes nothing", arguments: TestEngine.available)
    func moves(engine: TestEngine) async throws {
        try await KeptCity.run(on: .sqlite) { city in
            try await withDatabase(engine) { url in
                let before = try await city.digests(city.settings.database)
                _ = try await Keeping.move(
                    city.settings, to: "\(url)", world: city.world
                ) { _ in }
                #expect(try await city.digests(url) == before)
                let moved = city.place("data", url)
                let report = try await city.verify(moved)
                #expect(report.isSound, "\(report.lines)")
                let home = "sqlite:\(city.directory)/back.sqlite"
                _ = try await Keeping.move(moved, to: home, world: city.world) { _ in }
                let back = try await city.digests(try DatabaseURL(home))
                #expect(back == before)
                await #expect(throws: OperatingProblem.self, "a filled database is left alone") {
                    try await Keeping.move(moved, to: home, world: city.world) { _ in }
                }
            }
        }
    }
}
