import Kernel
import TransparencyLog

/// What shows that a log has two histories: two notes that the log has signed. Of one size they
/// are enough; of two sizes a proof goes with them, which leads to the greater tree from a smaller
/// one that is not the one that was signed. Anybody can check it with the key of the log.
public struct HistoryEvidence: Sendable, Hashable {
    public let key: NoteKey
    /// The checkpoint that the witness has cosigned.
    public let first: SignedNote
    /// The one that does not go on from it.
    public let second: SignedNote
    /// The root that the second tree had at the size of the first.
    public let otherRoot: TreeHash
    public let proof: [TreeHash]

    public init(
        key: NoteKey, first: SignedNote, second: SignedNote, otherRoot: TreeHash,
        proof: [TreeHash]
    ) {
        self.key = key
        self.first = first
        self.second = second
        self.otherRoot = otherRoot
        self.proof = proof
    }

    /// Whether it proves two histories.
    public var holds: Bool {
        guard let old = Checkpoint(first, by: key), let new = Checkpoint(second, by: key),
            old.root != otherRoot
        else { return false }
        return TreeProof.grows(
            from: (old.size, otherRoot), to: (new.size, new.root), proof: proof)
    }

    /// As it is kept and handed on.
    public var json: JSONValue {
        [
            "key": .string(key.text), "first": .string(first.whole),
            "second": .string(second.whole),
            "other_root": .string(Base64.encode(otherRoot.bytes)),
            "proof": .array(proof.map { .string(Base64.encode($0.bytes)) }),
        ]
    }

    /// - Returns: nil for anything that `json` does not write.
    public init?(_ json: JSONValue) {
        func hash(_ value: JSONValue?) -> TreeHash? {
            value?.stringValue.flatMap { Base64.decode($0, limit: 32) }
                .flatMap { TreeHash($0) }
        }
        guard let key = json["key"]?.stringValue.flatMap({ NoteKey(text: $0) }),
            let first = json["first"]?.stringValue.flatMap({ SignedNote($0.utf8) }),
            let second = json["second"]?.stringValue.flatMap({ SignedNote($0.utf8) }),
            let root = hash(json["other_root"]), let steps = json["proof"]?.arrayValue
        else { return nil }
        let proof = steps.compactMap { hash($0) }
        guard proof.count == steps.count else { return nil }
        self.init(key: key, first: first, second: second, otherRoot: root, proof: proof)
    }
}
