import Crypto
import Kernel
import Store
import Synchronization
import TransparencyLog

/// What a witness has signed of each log, in one folder. What it knows is on the disk before a
/// signature leaves it: a file for each log holds the last note, signed by the log and cosigned.
///
/// All of it blocks and goes one by one: call it on one thread of `BlockingThreads`.
public final class WitnessBook: Sendable {
    /// What is known of one log.
    public struct Standing: Sendable, Hashable {
        public let key: NoteKey
        /// The last note, with the cosignature; nil before the first.
        public fileprivate(set) var note: SignedNote?
        /// What was found against the log: from then on nothing of it is signed.
        public fileprivate(set) var alarm: HistoryEvidence?
        /// The last tree that was signed.
        public fileprivate(set) var tree: WitnessedLog
    }

    public let signer: NoteSigner
    private let folder: String
    private let world: World
    private let logs: Mutex<[String: Standing]>

    /// Reads what the folder knows of these logs.
    /// - Throws: `WitnessProblem.damaged` for a file that the log or the witness has not signed;
    ///   `FileError`.
    public init(_ keys: [NoteKey], signer: NoteSigner, in folder: String, world: World) throws {
        self.signer = signer
        self.folder = folder
        self.world = world
        var known: [String: Standing] = [:]
        for key in keys {
            known[key.name] = try Self.standing(of: key, by: signer.key, in: folder)
        }
        logs = Mutex(known)
    }

    /// In the order of their names.
    public var standings: [Standing] {
        logs.withLock { $0.values.sorted { $0.key.name < $1.key.name } }
    }

    public func standing(of origin: String) -> Standing? { logs.withLock { $0[origin] } }

    /// Where evidence against a log is kept.
    public func evidencePath(of origin: String) -> String {
        Self.path(folder, origin, "evidence.json")
    }

    /// Answers `add-checkpoint`: signs when the rule allows it (`WitnessedLog.next`).
    public func take(_ body: [UInt8]) throws -> WitnessAnswer {
        let request: WitnessedLog.Request
        do throws(WitnessedLog.Refusal) {
            request = try WitnessedLog.Request(reading: body)
        } catch {
            return WitnessAnswer(error)
        }
        return try take(request)
    }

    /// The same for what the witness has fetched itself.
    public func take(_ request: WitnessedLog.Request) throws -> WitnessAnswer {
        // Signing happens under the lock: no two trees can be signed from one state.
        try logs.withLock { logs in
            let origin = String(request.note.text.prefix { $0 != "\n" })
            guard var standing = logs[origin] else { return .unknownLog }
            if standing.alarm != nil { return .alarmed }
            let next: WitnessedLog
            do throws(WitnessedLog.Refusal) {
                next = try standing.tree.next(request)
            } catch .twoHistories(_) {
                if let evidence = Self.evidence(standing, request.note) {
                    try keep(evidence)
                    logs[origin]?.alarm = evidence
                }
                return .alarmed
            } catch {
                return WitnessAnswer(error)
            }
            let line = try signer.cosign(
                request.note.text, at: world.now.milliseconds / 1_000)
            let own = request.note.signature(of: standing.key).map { [$0] } ?? []
            let note = SignedNote(text: request.note.text, signatures: own + [line])
            try DurableFile.replace(
                Self.path(folder, origin, "checkpoint"), with: Array(note.whole.utf8))
            (standing.note, standing.tree) = (note, next)
            logs[origin] = standing
            return .signed(line)
        }
    }

    /// Keeps what shows two histories of a log, and signs nothing of it any more.
    /// - Returns: whether it proves what it says, against what is signed now.
    public func accuse(_ evidence: HistoryEvidence) throws -> Bool {
        try logs.withLock { logs in
            guard let standing = logs[evidence.key.name], standing.alarm == nil,
                standing.key == evidence.key, evidence.holds,
                evidence.first.text == standing.note?.text
            else { return false }
            try keep(evidence)
            logs[evidence.key.name]?.alarm = evidence
            return true
        }
    }

    private func keep(_ evidence: HistoryEvidence) throws {
        try DurableFile.replace(
            evidencePath(of: evidence.key.name), with: Array((evidence.json.text + "\n").utf8))
    }

    /// Two roots of one size.
    private static func evidence(
        _ standing: Standing, _ note: SignedNote
    ) -> HistoryEvidence? {
        guard let first = standing.note, let other = Checkpoint(note, by: standing.key) else {
            return nil
        }
        return HistoryEvidence(
            key: standing.key, first: first, second: note, otherRoot: other.root, proof: [])
    }

    private static func standing(
        of key: NoteKey, by witness: NoteKey, in folder: String
    ) throws -> Standing {
        var standing = Standing(key: key, tree: WitnessedLog(key: key))
        let path = path(folder, key.name, "checkpoint")
        if let bytes = try DurableFile.read(path, limit: SignedNote.longest) {
            guard let note = SignedNote(bytes), note.signature(of: witness) != nil,
                let last = Checkpoint(note, by: key)
            else { throw WitnessProblem.damaged(path) }
            standing.note = note
            standing.tree = WitnessedLog(key: key, size: last.size, root: last.root)
        }
        let found = Self.path(folder, key.name, "evidence.json")
        if let bytes = try DurableFile.read(found, limit: 1 << 20) {
            guard let json = try? JSONValue(parsing: bytes),
                let evidence = HistoryEvidence(json), evidence.holds
            else { throw WitnessProblem.damaged(found) }
            standing.alarm = evidence
        }
        return standing
    }

    /// A name that every file system takes, whatever the origin is.
    private static func path(_ folder: String, _ origin: String, _ kind: String) -> String {
        let hash = SHA256.hash(data: Array(origin.utf8)).prefix(8)
        return "\(folder)/\(Hexadecimal.text(Array(hash))).\(kind)"
    }
}
