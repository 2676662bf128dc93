import Kernel
import TestKit
import Testing

@testable import Store

@Suite("Vault")
struct VaultTests {
    let world = World(
        clock: .fixed(Instant(milliseconds: 1_750_000_000_000)), random: .seeded(1))

    func vault(_ byte: UInt8 = 7) throws -> Vault {
        Vault(master: try MasterKey(bytes: .init(repeating: byte, count: 32)), world: world)
    }

    @Test(arguments: TestEngine.available)
    func aSealedValueOpensWhereItWasSealed(_ engine: TestEngine) async throws {
        try await withStore(engine, [StoreMigrations.sealing]) { store in
            let (vault, id) = (try vault(), world.uuid())
            let place = SealPlace(table: "cases", row: id, column: "answers")
            let sealed = try await store.write("seal") { tx in
                try vault.seal("Siti Aminah", with: try vault.createKey(id, in: tx), at: place)
            }
            let text = try await store.read("open") { reader in
                try vault.openText(sealed, with: try vault.key(id, in: reader), at: place)
            }
            #expect(text == "Siti Aminah")
            #expect(!contains(sealed, Array("Siti".utf8)))
        }
    }

    @Test func aSealedValueMovedElsewhereIsRefused() throws {
        let vault = try vault()
        let id = world.uuid()
        let key = DataKey.random(id)
        let sealed = try vault.seal(
            "x", with: key, at: SealPlace(table: "ab", row: id, column: "c"))
        for place in [
            SealPlace(table: "ab", row: world.uuid(), column: "c"),
            SealPlace(table: "ab", row: id, column: "d"),
            SealPlace(table: "b", row: id, column: "c"),
            SealPlace(table: "a", row: Array("b".utf8) + id.bytes, column: "c"),
        ] {
            #expect(throws: SealingError.unreadable) {
                try vault.open(sealed, with: key, at: place)
            }
        }
    }

    @Test func anyChangedBitIsRefused() throws {
        let vault = try vault()
        let key = DataKey.random(world.uuid())
        let place = SealPlace(table: "t", row: key.id, column: "c")
        let sealed = try vault.seal("NIK 3271", with: key, at: place)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealingError.unreadable) {
                try vault.open(changed, with: key, at: place)
            }
        }
        for count in 0..<sealed.count {
            #expect(throws: SealingError.unreadable) {
                try vault.open(Array(sealed.prefix(count)), with: key, at: place)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aDestroyedKeyIsGoneAndStaysGone(_ engine: TestEngine) async throws {
        try await withStore(engine, [StoreMigrations.sealing]) { store in
            let (vault, id) = (try vault(), world.uuid())
            try await store.write("make") { tx in _ = try vault.createKey(id, in: tx) }
            try await store.write("destroy") { tx in try vault.destroyKey(id, in: tx) }
            await #expect(throws: SealingError.destroyed(id)) {
                try await store.read("key") { reader in _ = try vault.key(id, in: reader) }
            }
            await #expect(throws: (any Error).self) {
                try await store.write("again") { tx in _ = try vault.createKey(id, in: tx) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aWrappedKeyOfAnotherRowIsRefused(_ engine: TestEngine) async throws {
        try await withStore(engine, [StoreMigrations.sealing]) { store in
            let vault = try vault()
            let (one, two) = (world.uuid(), world.uuid())
            try await store.write("make") { tx in
                try vault.createKey(one, in: tx)
                try vault.createKey(two, in: tx)
                try tx.execute(
                    """
                    UPDATE data_keys SET wrapped = (SELECT wrapped FROM data_keys WHERE id = \(one))
                    WHERE id = \(two)
                    """)
            }
            await #expect(throws: SealingError.unreadable) {
                try await store.read("key") { reader in _ = try vault.key(two, in: reader) }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewMasterKeyTakesOverKeysAndKeepsSearchHashes(_ engine: TestEngine) async throws {
        try await withStore(engine, [StoreMigrations.sealing]) { store in
            let (old, id) = (try vault(7), world.uuid())
            let masters = (
                try MasterKey(bytes: .init(repeating: 7, count: 32)),
                try MasterKey(bytes: .init(repeating: 8, count: 32))
            )
            try await store.write("make") { tx in _ = try old.createKey(id, in: tx) }
            let rotating = Vault(master: masters.1, earlier: [masters.0], world: world)
            let last = try await store.write("rewrap") { tx in try rotating.rewrapKeys(in: tx) }
            #expect(last.changed == 1)
            let new = Vault(master: masters.1, world: world)
            try await store.read("key") { reader in _ = try new.key(id, in: reader) }
            await #expect(throws: SealingError.otherMasterKey(id)) {
                try await store.read("key") { reader in _ = try old.key(id, in: reader) }
            }
            #expect(rotating.index("x", "nik") == old.index("x", "nik"))
        }
    }

    @Test func hashesDependOnPurposeAndMasterKey() throws {
        let (one, two) = (try vault(1), try vault(2))
        #expect(one.index("3271", "nik").count == 16)
        #expect(one.index("3271", "nik") == one.index("3271", "nik"))
        #expect(one.index("3271", "nik") != one.index("3271", "phone"))
        #expect(one.index("3271", "nik") != two.index("3271", "nik"))
    }

    @Test func keysAreNotPrinted() throws {
        let master = try MasterKey(bytes: Array(1...32))
        let key = DataKey.random(world.uuid())
        for text in ["\(master)", "\(key)", String(reflecting: master), String(reflecting: key)] {
            #expect(!text.contains("0102") && !text.contains("1, 2"))
        }
        var dumped = ""
        dump(key, to: &dumped)
        dump(master, to: &dumped)
        #expect(!dumped.contains("SymmetricKey"))
    }
}

func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard !part.isEmpty, bytes.count >= part.count else { return false }
    return (0...(bytes.count - part.count)).contains { bytes[$0...].starts(with: part) }
}
