import Contracts
import Kernel
import Store
import TestKit
import Testing
import TransparencyLog

@testable import Ledger

@Suite struct LogAuditTests {
    private struct Scene {
        let house: LedgerHouse
        let log: LedgerLog
        let caseID: CaseID

        func audit() async throws -> LogAudit { try await log.audit() }

        func change(_ sql: SQL) async throws {
            try await house.store.write("tamper") { _ = try $0.execute(sql) }
        }

        func id(_ number: Int64) async throws -> UUIDv7 {
            let row = try await house.store.read("id") { reader in
                try reader.row("SELECT id FROM ledger WHERE seq = \(number)")?.uuid(0)
            }
            return try #require(row)
        }
    }

    /// A case with sealed acts, in a tree with several checkpoints.
    private func scene(
        _ engine: TestEngine, _ count: Int = 600, _ body: (Scene) async throws -> Void
    ) async throws {
        try await LedgerHouse.with(engine) { house in
            let log = LedgerLog(house.ledger, origin: "kota.example/ledger")
            let caseID: CaseID = house.world.id()
            for part in 0..<3 {
                try await house.store.write("fill") { tx in
                    let id = part == 0 ? caseID : house.world.id()
                    let key = try house.vault.createKey(id.value, in: tx)
                    var block = LedgerBlock()
                    let acts = (0..<count / 3).map { number in
                        house.entry(id, sealed: ["n": .integer(Int64(number))])
                    }
                    try house.ledger.add(acts, of: id, key: key, to: &block)
                    try house.ledger.write(block, in: tx)
                }
                try await log.catchUp()
            }
            try await body(Scene(house: house, log: log, caseID: caseID))
        }
    }

    @Test(arguments: TestEngine.available)
    func `A ledger that nobody touched is sound`(engine: TestEngine) async throws {
        try await scene(engine, 4_500) { scene in
            let audit = try await scene.audit()
            #expect(audit.difference == nil)
            #expect(audit.entries == 4_500 && audit.waiting == 0 && audit.erased == 0)
            #expect(audit.checkpoints == 3)
        }
    }

    @Test(arguments: TestEngine.available)
    func `The first entry that was changed is named`(engine: TestEngine) async throws {
        try await scene(engine) { scene in
            let id = try await scene.id(300)
            let other = try await scene.id(301)
            try await scene.change("UPDATE ledger SET unit = 'lain' WHERE seq IN (300, 555)")
            var audit = try await scene.audit()
            #expect(audit.difference == .changed(300, id))
            try await scene.change("UPDATE ledger SET unit = 'dpmptsp' WHERE seq IN (300, 555)")
            audit = try await scene.audit()
            #expect(audit.isSound)
            // Two change places: each is still what its own commitment says.
            try await scene.change("UPDATE ledger SET seq = -1 WHERE seq = 300")
            try await scene.change("UPDATE ledger SET seq = 300 WHERE seq = 301")
            try await scene.change("UPDATE ledger SET seq = 301 WHERE seq = -1")
            audit = try await scene.audit()
            #expect(audit.difference == .otherLeaf(300, other))
        }
    }

    @Test(arguments: TestEngine.available)
    func `What was taken out or put in is named`(engine: TestEngine) async throws {
        try await scene(engine) { scene in
            try await scene.change("DELETE FROM ledger WHERE seq = 600")
            var audit = try await scene.audit()
            #expect(audit.difference == .missing(600))
            try await scene.change("DELETE FROM ledger WHERE seq = 17")
            audit = try await scene.audit()
            #expect(audit.difference == .missing(17))
        }
        try await scene(engine) { scene in
            // A whole entry with a commitment that fits, behind the last one.
            try await scene.change(
                """
                INSERT INTO ledger (id, seq, txid, type, actor_kind, actor_name, at, facts, salt,
                    commitment) SELECT \(scene.house.world.uuid().bytes), 601, txid, type,
                    actor_kind, actor_name, at, facts, salt, commitment FROM ledger
                WHERE seq = 1
                """)
            let audit = try await scene.audit()
            #expect(!audit.isSound)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A tile or a checkpoint that was changed is named`(engine: TestEngine) async throws {
        let wrong = [UInt8](repeating: 7, count: 8_192)
        try await scene(engine) { scene in
            try await scene.change(
                "UPDATE ledger_tiles SET hashes = \(wrong) WHERE level = 0 AND number = 1")
            var audit = try await scene.audit()
            #expect(audit.difference == .tile("tile/0/001"))
            try await scene.log.repair()
            audit = try await scene.audit()
            #expect(audit.isSound)
            try await scene.change(
                "UPDATE ledger_tiles SET hashes = \(Array(wrong.prefix(64))) WHERE level = 1")
            audit = try await scene.audit()
            #expect(audit.difference == .tile("tile/1/000.p/2"))
            try await scene.log.repair()
            try await scene.change(
                """
                UPDATE ledger_checkpoints SET note = replace(note, 'kota', 'desa')
                WHERE size = 400
                """)
            audit = try await scene.audit()
            #expect(audit.difference == .unsigned(400))
            try await scene.change(
                "UPDATE ledger_checkpoints SET root = \(Array(wrong.prefix(32))) WHERE size = 200")
            audit = try await scene.audit()
            #expect(audit.difference == .otherRoot(200))
        }
    }

    @Test(arguments: TestEngine.available)
    func `What was erased needs its act of erasure`(engine: TestEngine) async throws {
        try await scene(engine) { scene in
            let house = scene.house
            try await house.store.write("erase") { tx in
                try house.vault.destroyKey(scene.caseID, in: tx)
            }
            let first = try await scene.id(1)
            var audit = try await scene.audit()
            #expect(audit.difference == .erasedSilently(1, first))
            try await house.store.write("act") { tx in
                let act = house.entry(nil, "privacy.erased")
                _ = try house.ledger.append(act, key: nil, in: tx)
            }
            if engine == .postgres { try await house.settle(601) }
            audit = try await scene.audit()
            #expect(audit.isSound && audit.erased == 200)
            try await scene.change("DELETE FROM data_keys WHERE id = \(scene.caseID)")
            audit = try await scene.audit()
            #expect(audit.difference == .keyLost(1, first))
        }
    }

    @Test(arguments: TestEngine.available)
    func `Once acts of erasure name their keys, an act of another key does not cover`(
        engine: TestEngine
    ) async throws {
        try await scene(engine) { scene in
            let house = scene.house
            func act(_ keys: [UUIDv7]) async throws {
                try await house.store.write("act") { tx in
                    let act = house.entry(
                        nil, "privacy.forgotten", facts: ["keys": house.ledger.erased(keys)])
                    _ = try house.ledger.append(act, key: nil, in: tx)
                }
            }
            try await act([house.world.uuid()])
            try await house.store.write("erase") { tx in
                try house.vault.destroyKey(scene.caseID, in: tx)
            }
            // An old kind of act at the same time names nobody, and counts no more.
            try await house.store.write("old") { tx in
                let act = house.entry(nil, "privacy.erased")
                _ = try house.ledger.append(act, key: nil, in: tx)
            }
            if engine == .postgres { try await house.settle(602) }
            let first = try await scene.id(1)
            var audit = try await scene.audit()
            #expect(audit.difference == .erasedSilently(1, first))
            try await act([scene.caseID.value])
            if engine == .postgres { try await house.settle(603) }
            audit = try await scene.audit()
            #expect(audit.isSound && audit.erased == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func `A receipt is checked without the city, and a flipped bit spoils it`(
        engine: TestEngine
    ) async throws {
        try await scene(engine) { scene in
            let made = try await scene.house.store.read("receipt") { reader in
                try scene.log.receipt(of: 42, on: scene.caseID, in: reader)
            }
            let receipt = try #require(made)
            let again = try LogReceipt(reading: receipt.bytes)
            #expect(again == receipt)
            let checkpoint = try again.check(trusting: try await scene.log.verifierKey())
            #expect(checkpoint.size == 600 && receipt.index == 41)
            #expect(receipt.entry["sealed"]?["n"]?.integerValue == 41)
            let none = try await scene.house.store.read("receipt") { reader in
                try scene.log.receipt(of: 201, on: scene.caseID, in: reader)
            }
            #expect(none == nil)

            let random = RandomSource.seeded(5)
            for _ in 0..<400 {
                var bytes = receipt.bytes
                bytes[random.number(below: bytes.count)] ^= 1 << UInt8(random.number(below: 8))
                #expect(throws: LogReceipt.Fault.self) {
                    try LogReceipt(reading: bytes).check(trusting: receipt.key)
                }
            }
            for end in [0, 1, receipt.bytes.count / 2, receipt.bytes.count - 1] {
                #expect(throws: LogReceipt.Fault.unreadable) {
                    try LogReceipt(reading: Array(receipt.bytes.prefix(end)))
                }
            }
        }
    }
}
