import Contracts
import Crypto
import Kernel
import Store
import TransparencyLog

/// A checkpoint as it is told: the note with the city's signature and those of witnesses.
public struct PublishedCheckpoint: Sendable, Hashable {
    public let size: Int64
    public let root: TreeHash
    public let note: SignedNote
    /// When the city signed it.
    public let at: Instant
}

extension LedgerLog {
    /// The key by which the city signs; made at the first need, the same on all nodes.
    /// - Throws: `LogError.badOrigin`; `SealingError`; `StoreError`.
    public func verifierKey() async throws -> NoteKey {
        let known = try await ledger.store.read("ledger key") { reader in
            try reader.row("SELECT public_key FROM ledger_log_key WHERE one = 1")?.bytes(0)
        }
        if let known, let key = NoteKey(name: origin, publicKey: known) { return key }
        return try await ledger.store.write("ledger key") { tx in try signer(in: tx).key }
    }

    /// The newest checkpoint; nil before the first entry.
    public func checkpoint(in reader: Reader) throws -> PublishedCheckpoint? {
        let row = try reader.row(
            """
            SELECT size, root, note, at FROM ledger_checkpoints WHERE origin = \(origin)
            ORDER BY size DESC LIMIT 1
            """)
        guard let row else { return nil }
        guard let root = TreeHash(row.bytes(1)), var note = SignedNote(row.text(2).utf8) else {
            throw LogError.damagedTree
        }
        let lines = try reader.rows(
            """
            SELECT line FROM ledger_cosignatures WHERE size = \(row.int(0)) ORDER BY witness
            LIMIT 50
            """)
        for line in lines { NoteSignature(line: line.text(0)).map { note.add($0) } }
        return PublishedCheckpoint(
            size: row.int(0), root: root, note: note, at: row.instant(3))
    }

    /// Whether the newest checkpoint is old although entries wait.
    func isOverdue(in reader: Reader) throws -> Bool {
        let row = try reader.row(
            "SELECT at FROM ledger_checkpoints ORDER BY size DESC LIMIT 1")
        guard let at = row?.instant(0) else { return false }
        return ledger.world.now.milliseconds - at.milliseconds >= Self.longestWait
    }

    /// Forgets checkpoints that are older than a week, but the last of each day: under load one is
    /// signed every second. The newest is never forgotten, and no smaller tree is signed after it.
    public func prune() async throws {
        let limit = ledger.world.now.adding(hours: -24 * 7)
        try await ledger.store.write("ledger prune") { tx in
            try tx.execute(
                """
                DELETE FROM ledger_checkpoints WHERE at < \(limit) AND size NOT IN
                    (SELECT MAX(size) FROM ledger_checkpoints GROUP BY at / 86400000)
                """)
            try tx.execute(
                """
                DELETE FROM ledger_cosignatures
                WHERE size NOT IN (SELECT size FROM ledger_checkpoints)
                """)
        }
    }

    /// Signs a tree under the lock of the log. The row is durable before anybody can read the
    /// signature, and no two roots of one size can be signed, nor a smaller tree after a greater.
    func sign(_ state: TreeState, in tx: Transaction) throws {
        guard state.size > 0 else { return }
        let last = try tx.row(
            """
            SELECT size, root, origin FROM ledger_checkpoints ORDER BY size DESC LIMIT 1\
            \(sql: tx.engine.lockSuffix)
            """)
        if let last {
            guard last.int(0) <= state.size else { throw LogError.signedOtherwise(state.size) }
            if last.int(0) == state.size {
                guard last.bytes(1) == state.root.bytes else {
                    throw LogError.signedOtherwise(state.size)
                }
                if last.text(2) == origin { return }
            }
        }
        let checkpoint = Checkpoint(origin: origin, size: state.size, root: state.root)
        let signature = try signer(in: tx).sign(checkpoint.text)
        let note = SignedNote(text: checkpoint.text, signatures: [signature])
        // The same root under a new address of the city replaces that under the old one.
        let changed = try tx.execute(
            """
            INSERT INTO ledger_checkpoints (size, root, origin, note, at)
            VALUES (\(state.size), \(state.root.bytes), \(origin), \(note.whole),
                \(ledger.world.now))
            ON CONFLICT (size) DO UPDATE SET origin = excluded.origin, note = excluded.note,
                at = excluded.at WHERE ledger_checkpoints.root = excluded.root
            """)
        guard changed == 1 else { throw LogError.signedOtherwise(state.size) }
        try tx.execute("DELETE FROM ledger_cosignatures WHERE size = \(state.size)")
    }

    private func signer(in tx: Transaction) throws -> NoteSigner {
        let secret = try Curve25519.Signing.PrivateKey(rawRepresentation: try secret(in: tx))
        guard let signer = NoteSigner(name: origin, secret: secret) else {
            throw LogError.badOrigin
        }
        return signer
    }

    private func secret(in tx: Transaction) throws -> [UInt8] {
        let vault = ledger.vault
        try tx.lock("ledger key")
        let row = try tx.row("SELECT id, sealed FROM ledger_log_key WHERE one = 1")
        if let row {
            let id = row.uuid(0)
            return try vault.open(
                row.bytes(1), with: try vault.key(id, in: tx), at: Self.keyPlace(id))
        }
        let fresh = Curve25519.Signing.PrivateKey()
        let secret = Array(fresh.rawRepresentation)
        let id = ledger.world.uuid()
        let sealing = try vault.createKey(id, in: tx)
        let sealed = try vault.seal(secret, with: sealing, at: Self.keyPlace(id))
        try tx.execute(
            """
            INSERT INTO ledger_log_key (one, id, public_key, sealed)
            VALUES (1, \(id.bytes), \(Array(fresh.publicKey.rawRepresentation)), \(sealed))
            """)
        return secret
    }

    private static func keyPlace(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "ledger_log_key", row: id, column: "sealed")
    }
}
