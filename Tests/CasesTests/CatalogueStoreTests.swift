import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import Cases

struct CatalogueStoreTests {
    private let world = World(
        clock: .fixed(Instant(milliseconds: 1_795_400_000_000)), random: .seeded(1))

    @Test(
        "Publishing the same files twice gives the same version", arguments: TestEngine.available)
    func twice(_ engine: TestEngine) async throws {
        let source = try KotaBogor.source()
        let world = world
        try await withStore(engine, [CatalogueMigrations.all]) { store in
            let shelf = CatalogueStore(world: world)
            let first = try await store.write("publish") {
                try shelf.publish(source, in: $0).version
            }
            let second = try await store.write("publish") {
                try shelf.publish(source, in: $0).version
            }
            #expect(first == second)
            let count = try await store.read("count") { reader in
                try reader.row("SELECT COUNT(*) FROM catalogue_versions")?.int(0)
            }
            #expect(count == 1)
        }
    }

    @Test(
        "A running case keeps its version, also on a node without files",
        arguments: TestEngine.available)
    func versions(_ engine: TestEngine) async throws {
        let old = try KotaBogor.source()
        var files = old.files
        let path = "services/penelitian.yaml"
        files[path] = files[path]?.replacing("correction: {days: 14", with: "correction: {days: 10")
        let new = CatalogueSource(files: files)
        let world = world
        let code = try #require(ServiceCode("penelitian"))
        try await withStore(engine, [CatalogueMigrations.all]) { store in
            let writer = CatalogueStore(world: world)
            try await store.write("publish") { tx in
                try writer.publish(old, in: tx)
                try writer.publish(new, in: tx)
            }
            let node = CatalogueStore(world: world)
            let days = try await store.read("read") { reader in
                [try node.current(in: reader), try node.catalogue(old.version, in: reader)].map {
                    $0.services[code]?.correction.days
                }
            }
            #expect(days == [10, 14])
            _ = try await store.write("publish") { tx in try writer.publish(old, in: tx) }
            let current = try await store.read("current") { try node.currentVersion(in: $0) }
            #expect(current == old.version)
        }
    }

    @Test("Files with an error are not published", arguments: TestEngine.available)
    func broken(_ engine: TestEngine) async throws {
        var files = try KotaBogor.source().files
        files["units.yaml"] = "units: []"
        let source = CatalogueSource(files: files)
        let world = world
        try await withStore(engine, [CatalogueMigrations.all]) { store in
            let shelf = CatalogueStore(world: world)
            await #expect(throws: CatalogueStore.NotPublished.self) {
                try await store.write("publish") { tx in _ = try shelf.publish(source, in: tx) }
            }
        }
    }
}
