import Cases
import City
import Foundation
import Kernel
import People
import Store
import TestKit
import Testing

/// Nothing is made for one city alone: the second one runs from its own files.
@Suite("Kota Batu")
struct OtherCityTests {
    static let files = TestCity.cityFiles.replacing("kota-bogor", with: "kota-batu")

    @Test("its files have nothing to mend, and say what they should")
    func clean() throws {
        let read = try CatalogueSource.load(directory: Self.files).read()
        #expect(read.findings.map(\.description) == [])
        let catalogue = try #require(read.catalogue)
        #expect(
            catalogue.services.keys.map(\.text).sorted() == [
                "data-pribadi", "laporan", "penelitian", "pengawasan-izin", "perubahan-data-izin",
                "salinan-izin", "tanya", "verifikasi-oss", "verifikasi-pbg-simbg",
            ])
        let levels = Dictionary(grouping: catalogue.regions, by: \.code.level)
        #expect(levels[.kecamatan]?.count == 3)
        // Five kelurahan and nineteen desa.
        #expect(levels[.kelurahan]?.count == 24)
        // What its words suggest, it also takes.
        let bogor = try CatalogueSource.load(directory: TestCity.cityFiles).read().catalogue
        #expect(
            Set(catalogue.topics.all.map(\.code)) == Set(try #require(bogor).topics.all.map(\.code))
        )
    }

    @Test("its errands run from form to letter", arguments: TestEngine.available)
    func errands(engine: TestEngine) async throws {
        try await withDatabase(engine) { url in
            let world = World(clock: .fixed(try #require(TestCity.start)), random: .system)
            let directory =
                FileManager.default.temporaryDirectory.path + "/pendopo-batu-\(world.uuid().text)"
            defer { try? FileManager.default.removeItem(atPath: directory) }
            let settings = Settings(
                mode: .demo, database: url, dataDirectory: directory, cityDirectory: Self.files)
            try await DemoCity.fill(settings, world: world, hashing: .cheap, cases: 30) { _ in }
            let house = try await House.open(settings, world: world, hashing: .cheap)
            #expect(house.cityName == "Kota Batu")
            let issued = try await house.store.read("test") { reader in
                try reader.row("SELECT COUNT(*) FROM letters WHERE state = 'issued'")?.int(0) ?? 0
            }
            #expect(issued > 0)
            let regions = try await house.store.read("test") { reader in
                try reader.rows("SELECT DISTINCT region FROM cases").map { $0.text(0) }
            }
            #expect(regions.allSatisfy { $0.hasPrefix("35.79.") }, "\(regions)")
            await house.close()
        }
    }
}
