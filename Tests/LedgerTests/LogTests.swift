import Contracts
import Crypto
import Kernel
import Store
import TestKit
import Testing
import TransparencyLog

@testable import Ledger

@Suite struct LogTests {
    private static let origin = "kota.example/ledger"

    private func log(_ house: LedgerHouse) -> LedgerLog {
        LedgerLog(house.ledger, origin: Self.origin)
    }

    /// Entries that are written and numbered at once.
    private func fill(_ house: LedgerHouse, _ count: Int) async throws {
        try await house.store.write("fill") { tx in
            let key = try house.vault.createKey(house.world.uuid(), in: tx)
            var block = LedgerBlock()
            let acts = (0..<count).map { _ in house.entry(nil) }
            try house.ledger.add(acts, of: house.world.id(), key: key, to: &block)
            try house.ledger.write(block, in: tx)
        }
    }

    private func commitments(_ house: LedgerHouse) async throws -> [[UInt8]] {
        try await house.store.read("commitments") { reader in
            try reader.rows("SELECT commitment FROM ledger ORDER BY seq").map { $0.bytes(0) }
        }
    }

    private func root(_ commitments: some Sequence<[UInt8]>) -> TreeHash {
        var range = CompactRange()
        for commitment in commitments { range.append(.leaf([1] + commitment)) }
        return range.root
    }

    private func checkpoint(_ house: LedgerHouse) async throws -> PublishedCheckpoint? {
        try await house.store.read("checkpoint") { try log(house).checkpoint(in: $0) }
    }

    @Test(arguments: TestEngine.available)
    func `Each entry is a leaf in its order, and the root is signed`(
        engine: TestEngine
    ) async throws {
        try await LedgerHouse.with(engine) { house in
            let log = log(house)
            let before = try await checkpoint(house)
            #expect(before == nil)
            let key = try await log.verifierKey()
            #expect(key.name == Self.origin)
            for count in [1, 254, 1, 1, 300, 2_500] {
                try await fill(house, count)
                try await log.catchUp()
                let leaves = try await commitments(house)
                let found = try #require(try await checkpoint(house))
                #expect(found.size == Int64(leaves.count))
                #expect(found.root == root(leaves))
                #expect(Checkpoint(found.note, by: key)?.root == found.root)
                for index in [0, leaves.count / 2, leaves.count - 1] {
                    let proof = try await house.store.read("proof") {
                        try log.proof(of: Int64(index), in: $0)
                    }
                    #expect(proof?.leaf == .leaf([1] + leaves[index]))
                }
            }
            let again = try await log.verifierKey()
            #expect(again == key)
        }
    }

    @Test(arguments: TestEngine.available)
    func `Clients get every tile from the smallest tree to the greatest`(
        engine: TestEngine
    ) async throws {
        try await LedgerHouse.with(engine) { house in
            let log = log(house)
            try await fill(house, 700)
            try await log.catchUp()
            let leaves = try await commitments(house)
            try await house.store.read("tiles") { reader in
                for size in [1, 255, 256, 257, 699, 700] as [Int64] {
                    var tree = TileTree(size: size) { try log.tile($0, in: reader) }
                    let found = try tree.root()
                    #expect(found == root(leaves.prefix(Int(size))))
                }
                let last = try #require(Tile(level: 0, number: 2, width: 188))
                let bundle = try log.bundle(last, in: reader)
                #expect(bundle == leaves[512...].map { [1] + $0 })
                let beyond = try #require(Tile(level: 0, number: 2, width: 189))
                let none = try (log.tile(beyond, in: reader), log.bundle(beyond, in: reader))
                #expect(none.0 == nil && none.1 == nil)
                let steps = try log.consistency(from: 300, to: 700, in: reader) ?? []
                #expect(
                    TreeProof.grows(
                        from: (300, root(leaves.prefix(300))), to: (700, root(leaves)),
                        proof: steps))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func `Two roots of one size, or a smaller tree later, are never signed`(
        engine: TestEngine
    ) async throws {
        try await LedgerHouse.with(engine) { house in
            let log = log(house)
            try await fill(house, 5)
            try await log.catchUp()
            for size in [4, 5] as [Int64] {
                await #expect(throws: LogError.signedOtherwise(size)) {
                    try await house.store.write("sign") { tx in
                        try log.sign(TreeState(size: size, root: .empty), in: tx)
                    }
                }
            }
            // A change of address signs the same tree under another name.
            let moved = LedgerLog(house.ledger, origin: "baru.example/ledger")
            try await moved.catchUp()
            let found = try await house.store.read("checkpoint") { reader in
                (try log.checkpoint(in: reader), try moved.checkpoint(in: reader))
            }
            #expect(found.0 == nil && found.1?.size == 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func `Damaged tiles are noticed and made anew`(engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let log = log(house)
            try await fill(house, 600)
            try await log.catchUp()
            let wrong = [UInt8](repeating: 7, count: 8_192)
            let short = [UInt8](repeating: 7, count: 31)
            let changes: [SQL] = [
                """
                UPDATE ledger_tiles SET hashes = \(wrong) WHERE level = 0 AND number = 1
                """,
                """
                UPDATE ledger_tiles SET hashes = \(short) WHERE level = 0 AND number = 2
                """,
                "DELETE FROM ledger_tiles WHERE level = 1",
            ]
            for change in changes {
                try await house.store.write("damage") { _ = try $0.execute(change) }
                let full = try #require(Tile(level: 0, number: 1))
                let served = try? await house.store.read("tile") {
                    try log.tile(full, in: $0)
                }
                let leaves = try await commitments(house)
                let right = leaves[256..<512].flatMap { TreeHash.leaf([1] + $0).bytes }
                #expect(served == nil || served == right)
                let count = try await log.repair()
                #expect(count == 1)
                try await fill(house, 1)
                try await log.catchUp()
            }
            let found = try #require(try await checkpoint(house))
            #expect(found.size == 603)
            let expected = root(try await commitments(house))
            #expect(found.root == expected)
        }
    }

    @Test(arguments: TestEngine.available)
    func `Changed entries never get into tiles`(engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let log = log(house)
            try await fill(house, 300)
            try await log.catchUp()
            let other = [UInt8](repeating: 9, count: 32)
            try await house.store.write("tamper") { tx in
                _ = try tx.execute("UPDATE ledger SET commitment = \(other) WHERE seq = 17")
            }
            await #expect(throws: LogError.changedHistory) { try await log.repair() }
            try await house.store.write("tamper") { tx in
                _ = try tx.execute("DELETE FROM ledger WHERE seq = 18")
            }
            await #expect(throws: LogError.missingEntry(18)) { try await log.repair() }
        }
    }

    @Test(arguments: TestEngine.available)
    func `Of old checkpoints the last of each day stays`(engine: TestEngine) async throws {
        try await LedgerHouse.with(engine) { house in
            let log = log(house)
            for _ in 0..<4 {
                try await fill(house, 3)
                try await log.catchUp()
            }
            let old = house.world.now.adding(hours: -24 * 9)
            try await house.store.write("age") { tx in
                _ = try tx.execute("UPDATE ledger_checkpoints SET at = \(old) WHERE size < 12")
            }
            try await log.prune()
            let sizes = try await house.store.read("sizes") { reader in
                try reader.rows("SELECT size FROM ledger_checkpoints ORDER BY size")
                    .map { $0.int(0) }
            }
            #expect(sizes == [9, 12])
            let newest = try await house.store.read("newest") { try log.checkpoint(in: $0) }
            #expect(newest?.size == 12)
        }
    }

    @Test(.enabled(if: TestEngine.postgresURL != nil))
    func `Two nodes extend one tree`() async throws {
        try await LedgerHouse.withTwo { one, two in
            for _ in 0..<6 {
                try await fill(one, 3_000)
                async let first: Void = log(one).catchUp()
                async let second: Void = log(two).catchUp()
                _ = try await (first, second)
            }
            try await log(two).catchUp()
            let found = try #require(try await checkpoint(one))
            let leaves = try await commitments(one)
            #expect(found.size == 18_000 && found.root == root(leaves))
        }
    }
}
