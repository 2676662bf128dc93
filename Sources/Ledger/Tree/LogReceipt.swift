import Contracts
import Crypto
import Kernel
import Store
import TransparencyLog

/// What whoever is concerned by an act can keep of it: the entry itself, what it was mixed with,
/// and the proof that its leaf stands in a tree that the city has signed. Checked without the city.
///
/// The file is JSON: `entry` (see `Commitment`), `salt` (hexadecimal), `index` of the leaf, `proof`
/// (hashes in Base64), `checkpoint` (a signed note), `vkey`, and `v`, which is 1.
public struct LogReceipt: Sendable, Hashable {
    public let entry: JSONValue
    public let salt: [UInt8]
    public let index: Int64
    public let proof: [TreeHash]
    public let checkpoint: SignedNote
    /// The key of the city, as the city says it: compare it with what another source says.
    public let key: NoteKey

    /// What is wrong with a receipt.
    public enum Fault: Error, Sendable, Hashable {
        /// The file is not a receipt, or was cut.
        case unreadable
        /// The receipt names another key than the one that is trusted.
        case otherKey
        /// The city's signature under the checkpoint does not hold.
        case unsigned
        /// Entry, salt or proof are not those that the signed tree holds.
        case notRecorded
    }

    /// Bytes of a receipt that are read at most.
    public static let longest = 1 << 20

    public var bytes: [UInt8] {
        let value: JSONValue = [
            "checkpoint": .string(checkpoint.whole), "entry": entry, "index": .integer(index),
            "proof": .array(proof.map { .string(Base64.encode($0.bytes)) }),
            "salt": .string(Hexadecimal.text(salt)), "v": 1, "vkey": .string(key.text),
        ]
        return value.canonical
    }

    init(
        entry: JSONValue, salt: [UInt8], index: Int64, proof: [TreeHash],
        checkpoint: SignedNote, key: NoteKey
    ) {
        self.entry = entry
        self.salt = salt
        self.index = index
        self.proof = proof
        self.checkpoint = checkpoint
        self.key = key
    }

    /// - Throws: `Fault.unreadable` for anything else than what `bytes` writes.
    public init(reading bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= Self.longest, let json = try? JSONValue(parsing: bytes),
            case .object(let members) = json, members["v"]?.integerValue == 1,
            Set(members.keys)
                == ["v", "vkey", "checkpoint", "proof", "index", "salt", "entry"],
            let entry = members["entry"], case .object = entry,
            let salt = members["salt"]?.stringValue.flatMap({ Hexadecimal.bytes($0) }),
            let index = members["index"]?.integerValue,
            let steps = members["proof"]?.arrayValue,
            let note = members["checkpoint"]?.stringValue.flatMap({ SignedNote($0.utf8) }),
            let key = members["vkey"]?.stringValue.flatMap({ NoteKey(text: $0) })
        else { throw .unreadable }
        let proof = steps.compactMap { step in
            step.stringValue.flatMap { Base64.decode($0, limit: 32) }.flatMap { TreeHash($0) }
        }
        guard proof.count == steps.count, salt.count == 16 else { throw .unreadable }
        self.init(
            entry: entry, salt: salt, index: index, proof: proof, checkpoint: note, key: key)
        // One spelling: a receipt that was touched anywhere is not read.
        guard self.bytes == bytes else { throw .unreadable }
    }

    /// Checks everything that can be checked without the city.
    /// - Parameter trusted: the key as another source says it; nil takes that of the receipt.
    /// - Returns: the checkpoint that holds the entry.
    @discardableResult
    public func check(trusting trusted: NoteKey? = nil) throws(Fault) -> Checkpoint {
        if let trusted, trusted != key { throw .otherKey }
        guard let checkpoint = Checkpoint(self.checkpoint, by: key) else { throw .unsigned }
        let commitment = Array(SHA256.hash(data: salt + entry.canonical))
        guard
            TreeProof.includes(
                LogLeaf.hash(commitment), at: index, size: checkpoint.size,
                root: checkpoint.root, proof: proof)
        else { throw .notRecorded }
        return checkpoint
    }
}

extension LedgerLog {
    /// The receipt of an act.
    /// - Returns: nil while the act is not in a signed tree, which takes a few seconds, and for an
    ///   act that there is not.
    /// - Throws: `SealingError.destroyed` after the erasure of the case.
    public func receipt(
        of act: CaseActNumber, on caseID: CaseID, in reader: Reader
    ) throws -> LogReceipt? {
        let found = try ledger.acts(of: caseID, after: act - 1, limit: 1, in: reader).first
        guard let record = found, record.act == act, let number = record.number,
            let proof = try self.proof(of: number - 1, in: reader)
        else { return nil }
        let row = try reader.row("SELECT public_key FROM ledger_log_key WHERE one = 1")
        guard let stored = row?.bytes(0), let key = NoteKey(name: origin, publicKey: stored)
        else { return nil }
        let opened = try ledger.opened(record, wrapped: nil, in: reader)
        return LogReceipt(
            entry: opened.entry, salt: opened.salt, index: proof.index, proof: proof.hashes,
            checkpoint: proof.checkpoint.note, key: key)
    }
}

extension Ledger {
    /// The private entry and its salt.
    /// - Parameters:
    ///   - wrapped: the wrapped key when it was read together with the record.
    ///   - known: the key, where the record before had the same.
    func opened(
        _ record: LedgerRecord, wrapped: [UInt8]?, known: DataKey? = nil, in reader: Reader
    ) throws -> (entry: JSONValue, salt: [UInt8]) {
        var salt = record.salt
        var sealed: JSONValue?
        if let keyID = record.keyID {
            let key =
                try known ?? wrapped.map { try vault.key(keyID, wrapped: $0) }
                ?? vault.key(keyID, in: reader)
            salt = try vault.open(salt, with: key, at: LedgerRecord.place(record.id, "salt"))
            sealed = try record.sealed.map {
                let plain = try vault.open(
                    $0, with: key, at: LedgerRecord.place(record.id, "sealed"))
                return try JSONValue(parsing: plain)
            }
        } else if record.sealed != nil {
            throw LedgerError.malformed(record.id)
        }
        let entry = LedgerEntry(
            type: record.type, caseID: record.caseID, actor: record.actor,
            service: record.service, unit: record.unit, facts: record.facts, sealed: sealed,
            at: record.at)
        let act = record.caseID == nil ? nil : record.act
        return (Commitment.value(entry, id: record.id, act: act), salt)
    }
}
