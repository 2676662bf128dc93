import Kernel

/// What a witness answers to `add-checkpoint` (C2SP tlog-witness), and what it knows of one log.
///
/// The rule: a witness signs a checkpoint only when it is the first that it sees of the log, or
/// when a consistency proof shows that the tree goes on from the last that it has signed. Whoever
/// holds its signature knows that nobody was shown another history under it.
public struct WitnessedLog: Sendable, Hashable {
    /// By which the log signs.
    public let key: NoteKey
    /// The last tree that was signed; empty before the first.
    public let size: Int64
    public let root: TreeHash

    public init(key: NoteKey, size: Int64 = 0, root: TreeHash = .empty) {
        self.key = key
        self.size = size
        self.root = root
    }

    /// Why a checkpoint is not signed, with the status of HTTP that says so.
    public enum Refusal: Error, Sendable, Hashable {
        /// The request is not one (400).
        case malformed
        /// The key is not one that the witness knows of this log (403).
        case unknownKey
        /// The log told another size than the witness has seen last (409), and is told it.
        case otherSize(Int64)
        /// The proof does not lead from the last tree to this one (422).
        case badProof
        /// Two roots of one size, both signed by the log: evidence of two histories (422).
        case twoHistories(TreeHash)

        public var status: Int {
            switch self {
            case .malformed: 400
            case .unknownKey: 403
            case .otherSize: 409
            case .badProof, .twoHistories: 422
            }
        }
    }

    /// What is asked of a witness.
    public struct Request: Sendable, Hashable {
        /// The size from which the proof leads.
        public let old: Int64
        public let proof: [TreeHash]
        public let note: SignedNote

        public init(old: Int64, proof: [TreeHash], note: SignedNote) {
            self.old = old
            self.proof = proof
            self.note = note
        }

        /// `old <size>`, the hashes of the proof in Base64, an empty line, the checkpoint.
        public var body: String {
            (["old \(old)"] + proof.map { Base64.encode($0.bytes) }).joined(separator: "\n")
                + "\n\n" + note.whole
        }

        /// - Throws: `Refusal.malformed` for anything that `body` does not write, and for a proof
        ///   of more than 63 hashes.
        public init(reading body: [UInt8]) throws(Refusal) {
            guard body.count <= SignedNote.longest,
                let gap = body.indices.dropLast().first(where: {
                    body[$0] == 0x0A && body[$0 + 1] == 0x0A
                }),
                let note = SignedNote(body[(gap + 2)...])
            else { throw .malformed }
            let lines = String(decoding: body[..<gap], as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
            guard let first = lines.first, first.hasPrefix("old "),
                let old = Checkpoint.size(first.dropFirst(4)), lines.count <= 64
            else { throw .malformed }
            let proof = lines.dropFirst().compactMap { line in
                Base64.decode(line, limit: 32).flatMap { TreeHash($0) }
            }
            guard proof.count == lines.count - 1 else { throw .malformed }
            self.init(old: old, proof: proof, note: note)
        }
    }

    /// What the witness knows once it has signed the checkpoint. Store it durably before the
    /// signature leaves.
    public func next(_ request: Request) throws(Refusal) -> WitnessedLog {
        guard let checkpoint = Checkpoint(request.note, by: key) else { throw .unknownKey }
        // Two signed roots of one size prove by themselves that the log has two histories.
        if checkpoint.size == size, checkpoint.root != root { throw .twoHistories(root) }
        guard request.old <= checkpoint.size else { throw .malformed }
        guard request.old == size else { throw .otherSize(size) }
        guard
            TreeProof.grows(
                from: (size, root), to: (checkpoint.size, checkpoint.root), proof: request.proof)
        else { throw .badProof }
        return WitnessedLog(key: key, size: checkpoint.size, root: checkpoint.root)
    }
}
