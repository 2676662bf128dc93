import City
import Foundation
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing

/// A small demo city on a database of its own, and directories for its backups, gone after the
/// test.
struct KeptCity {
    let directory: String
    let settings: Settings
    let world: World

    static func run(
        on engine: TestEngine, cases: Int = 12, _ body: (KeptCity) async throws -> Void
    ) async throws {
        try await withDatabase(engine) { url in
            let world = World(
                clock: .fixed(try #require(TestCity.start)), random: .system)
            let directory =
                FileManager.default.temporaryDirectory.path + "/pendopo-kept-\(world.uuid().text)"
            defer { try? FileManager.default.removeItem(atPath: directory) }
            let city = KeptCity(
                directory: directory,
                settings: Settings(
                    mode: .demo, database: url, dataDirectory: directory + "/data",
                    cityDirectory: TestCity.cityFiles), world: world)
            try await DemoCity.fill(
                city.settings, world: world, hashing: .cheap, cases: cases
            ) { _ in }
            // What PostgreSQL has not numbered yet would be numbered by a restore. Nobody writes
            // here; transactions of other tests on the same server need not be waited for.
            try await city.open { try await $0.ledger.numberAfterMove() }
            try await body(city)
        }
    }

    /// An empty place for another house, on SQLite.
    func place(_ name: String) -> Settings {
        place(name, .sqlite(path: directory + "/\(name)/pendopo.sqlite"))
    }

    func place(_ name: String, _ database: DatabaseURL) -> Settings {
        var other = settings
        other.dataDirectory = directory + "/" + name
        other.database = database
        return other
    }

    func backup(_ name: String = "backup") async throws -> String {
        let target = directory + "/" + name
        _ = try await Keeping.backup(settings, to: target, world: world) { _ in }
        return target
    }

    func restore(_ target: Settings, from backup: String) async throws {
        _ = try await Keeping.restore(target, from: backup, world: world) { _ in }
    }

    func verify(_ settings: Settings) async throws -> Keeping.Report {
        try await Keeping.verify(settings) { _ in }
    }

    func open(
        _ settings: Settings? = nil, _ body: (House) async throws -> Void
    ) async throws {
        let house = try await House.open(
            settings ?? self.settings, world: world, hashing: .cheap)
        do {
            try await body(house)
        } catch {
            await house.close()
            throw error
        }
        await house.close()
    }

    func digests(_ url: DatabaseURL) async throws -> [TableDigest] {
        let store = try await Store.open(url)
        let digests = try await store.digests()
        await store.close()
        return digests
    }

    /// Changes a byte in the middle of a file.
    func flip(_ path: String) throws {
        let url = URL(fileURLWithPath: path)
        var bytes = try Data(contentsOf: url)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: url)
    }

    /// All files below a directory, by name.
    func files(_ path: String) -> [String] {
        let found = FileManager.default.subpaths(atPath: path) ?? []
        return found.map { path + "/" + $0 }.filter {
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory)
                && !isDirectory.boolValue
        }.sorted()
    }
}
