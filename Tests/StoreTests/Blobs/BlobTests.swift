import Foundation
import Kernel
import Synchronization
import TestKit
import Testing

@testable import Store

@Suite("Blobs")
struct BlobTests {
    let clock = ManualClock(Instant(milliseconds: 1_750_000_000_000))

    /// A store of blobs in a directory of its own, a database and an owner's key.
    struct House {
        let directory: String
        let store: Store
        let vault: Vault
        let blobs: BlobStore
        let owner: DataKey

        func keep(_ stored: StoredBlob) async throws {
            try await store.write("keep") { [self] tx in
                try blobs.register(stored, owner: owner, in: tx)
            }
        }

        func blob(_ id: UUIDv7) async throws -> Blob {
            try await store.read("blob") { [self] in try blobs.blob(id, in: $0) }
        }

        func path(_ id: UUIDv7) -> String { BlobPlace(root: directory, id: id).path }

        var files: [String] {
            (FileManager.default.enumerator(atPath: directory)?.allObjects as? [String] ?? [])
                .filter { $0.contains("/") }
        }
    }

    func withHouse(
        _ engine: TestEngine, sync: @escaping @Sendable (Int32) -> Int32 = { fsync($0) },
        _ body: (House) async throws -> Void
    ) async throws {
        let world = World(clock: clock.clock, random: .system)
        let vault = Vault(master: try .random(), world: world)
        let directory = temporaryDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await withStore(engine, [StoreMigrations.sealing, StoreMigrations.blobs]) { store in
            let owner = try await store.write("owner") {
                try vault.createKey(world.uuid(), in: $0)
            }
            try await body(
                House(
                    directory: directory, store: store, vault: vault,
                    blobs: BlobStore(
                        directory: directory, vault: vault, world: world, sync: sync),
                    owner: owner))
        }
    }

    func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) } }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 200_000], TestEngine.available)
    func whatWasStoredIsRead(_ count: Int, _ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let bytes = pattern(count)
            let stored = try await house.blobs.put(bytes)
            try await house.keep(stored)
            #expect(try await house.blobs.read(stored.id, from: house.store) == bytes)
            var streamed: [UInt8] = []
            for try await chunk in house.blobs.stream(try await house.blob(stored.id)) {
                #expect(chunk.count <= 65_536)
                streamed += chunk
            }
            #expect(streamed == bytes)
        }
    }

    @Test(arguments: TestEngine.available)
    func aStreamIsStoredInItsOrder(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let parts = [pattern(100_000), [], pattern(3), pattern(70_000)]
            let stream = AsyncStream([UInt8].self) { continuation in
                for part in parts { continuation.yield(part) }
                continuation.finish()
            }
            let stored = try await house.blobs.put(stream, limit: 1 << 20)
            try await house.keep(stored)
            #expect(
                try await house.blobs.read(stored.id, from: house.store) == Array(parts.joined()))
        }
    }

    @Test(arguments: TestEngine.available)
    func tooMuchLeavesNothing(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            await #expect(throws: BlobError.tooLarge(limit: 99_999)) {
                _ = try await house.blobs.put(pattern(100_000), limit: 99_999)
            }
            try await house.blobs.threads.run {}
            // Work of four threads: what is still removed is removed by the sweep at the latest.
            clock.advance(milliseconds: 3 * 3_600_000)
            try await house.blobs.sweep(olderThan: 2, in: house.store)
            #expect(house.files.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func noPlainTextIsInTheFile(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let text = Array("NIK 3271046504930002".utf8)
            let stored = try await house.blobs.put(text)
            let file = try PosixFile.readAll(house.path(stored.id), limit: 1 << 20)
            #expect(file.count == text.count + 16)
            #expect(!contains(file, Array("3271046504930002".utf8)))
        }
    }

    @Test(arguments: TestEngine.available)
    func aCutReorderedOrLengthenedFileIsRefused(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let stored = try await house.blobs.put(pattern(180_000))
            try await house.keep(stored)
            let blob = try await house.blob(stored.id)
            let path = house.path(stored.id)
            let whole = try PosixFile.readAll(path, limit: 1 << 20)
            let size = BlobFormat.sealedChunk
            let swapped = Array(whole[size..<(2 * size)] + whole[..<size] + whole[(2 * size)...])
            var changed = whole
            changed[70_000] ^= 1
            for bytes in [
                [], Array(whole.dropLast()), Array(whole[..<(2 * size)]), swapped, changed,
                whole + [0],
            ] {
                try Data(bytes).write(to: URL(fileURLWithPath: path))
                await #expect(throws: BlobError.damaged(stored.id)) {
                    _ = try await house.blobs.read(blob)
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aFileOfAnotherBlobIsRefused(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let one = try await house.blobs.put(pattern(10))
            let two = try await house.blobs.put(pattern(10))
            try await house.keep(one)
            let other = try PosixFile.readAll(house.path(two.id), limit: 1000)
            try Data(other).write(to: URL(fileURLWithPath: house.path(one.id)))
            await #expect(throws: BlobError.damaged(one.id)) {
                _ = try await house.blobs.read(one.id, from: house.store)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func anErasedBlobCannotBeReadEvenFromACopyOfItsFile(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let stored = try await house.blobs.put(pattern(10))
            try await house.keep(stored)
            let copy = try PosixFile.readAll(house.path(stored.id), limit: 1000)
            try await house.store.write("erase") { try house.blobs.erase(stored.id, in: $0) }
            try? Data(copy).write(to: URL(fileURLWithPath: house.path(stored.id)))
            await #expect(throws: BlobError.erased(stored.id)) {
                _ = try await house.blobs.read(stored.id, from: house.store)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func destroyingTheOwnersKeyErasesItsFiles(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let stored = try await house.blobs.put(pattern(10))
            try await house.keep(stored)
            try await house.store.write("destroy") {
                try house.vault.destroyKey(house.owner.id, in: $0)
            }
            await #expect(throws: BlobError.erased(stored.id)) {
                _ = try await house.blobs.read(stored.id, from: house.store)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func theSweepTakesOldOrphansOnly(_ engine: TestEngine) async throws {
        try await withHouse(engine) { house in
            let orphan = try await house.blobs.put(pattern(10))
            let kept = try await house.blobs.put(pattern(10))
            try await house.keep(kept)
            try Data().write(to: URL(fileURLWithPath: house.path(orphan.id) + ".tmp"))
            clock.advance(milliseconds: 3 * 3_600_000)
            let young = try await house.blobs.put(pattern(10))
            #expect(try await house.blobs.sweep(olderThan: 2, in: house.store) == 2)
            #expect(!PosixFile.exists(house.path(orphan.id)))
            #expect(PosixFile.exists(house.path(young.id)))
            #expect(try await house.blobs.read(kept.id, from: house.store) == pattern(10))
            await #expect(throws: BlobError.expired(orphan.id)) { try await house.keep(orphan) }
        }
    }

    @Test(arguments: [1, 2], TestEngine.available)
    func aFailingDiskIsToldAndLeavesNothing(_ failing: Int, _ engine: TestEngine) async throws {
        let count = Mutex(0)
        let broken: @Sendable (Int32) -> Int32 = { descriptor in
            let number = count.withLock { count in
                count += 1
                return count
            }
            guard number != failing else {
                errno = EIO
                return -1
            }
            return fsync(descriptor)
        }
        try await withHouse(engine, sync: broken) { house in
            let error = await #expect(throws: FileError.self) {
                _ = try await house.blobs.put(pattern(10))
            }
            #expect(error?.code == EIO)
            clock.advance(milliseconds: 3 * 3_600_000)
            try await house.blobs.sweep(olderThan: 2, in: house.store)
            #expect(house.files.isEmpty)
        }
    }
}
