import TransparencyLog

/// What a witness answers to `add-checkpoint` (C2SP tlog-witness).
public enum WitnessAnswer: Sendable, Hashable {
    case signed(NoteSignature)
    case refused(WitnessedLog.Refusal)
    /// The witness does not follow this log.
    case unknownLog
    /// The log has two histories: nothing of it is signed any more.
    case alarmed

    init(_ refusal: WitnessedLog.Refusal) { self = .refused(refusal) }

    public var status: Int {
        switch self {
        case .signed: 200
        case .refused(let refusal): refusal.status
        case .unknownLog: 404
        case .alarmed: 422
        }
    }

    public var type: String {
        if case .refused(.otherSize) = self { return "text/x.tlog.size" }
        return "text/plain; charset=utf-8"
    }

    public var text: String {
        switch self {
        case .signed(let signature): signature.line + "\n"
        case .refused(.otherSize(let size)): "\(size)\n"
        case .refused(.malformed): "The request is none of tlog-witness.\n"
        case .refused(.unknownKey): "The key of this log has not signed the checkpoint.\n"
        case .refused(.badProof): "The proof does not lead to this checkpoint.\n"
        case .refused(.twoHistories), .alarmed: "This log has shown two histories.\n"
        case .unknownLog: "This witness does not follow the log.\n"
        }
    }
}
