import Cases
import Kernel
import Ledger
import Signatures
import Store
import TransparencyLog

/// Receipts and audits for whoever sits at the command line.
public enum LedgerCheck {
    /// What is said of a ledger or a receipt.
    public struct Answer: Sendable, Hashable {
        public let isSound: Bool
        public let lines: [String]
    }

    /// Checks a receipt; asks neither a city nor a network.
    /// - Parameters:
    ///   - file: the receipt.
    ///   - key: the city's verifier key as another source says it; nil takes that of the receipt.
    /// - Throws: `OperatingProblem` when the file cannot be read or the key is none.
    public static func receipt(_ file: String, key: String?) async throws -> Answer {
        let bytes = try? await FileTree.read(file, limit: LogReceipt.longest)
        guard let bytes else { throw OperatingProblem("\(file) cannot be read.") }
        return try receipt(bytes, key: key)
    }

    static func receipt(_ bytes: [UInt8], key: String?) throws -> Answer {
        let trusted = try key.map { text -> NoteKey in
            guard let key = NoteKey(text: text.filter { !$0.isWhitespace }) else {
                throw OperatingProblem("--vkey is no verifier key: name+id+key.")
            }
            return key
        }
        do {
            let inside = LetterData.bytes(in: bytes, named: LetterData.receipt)
            let receipt = try LogReceipt(reading: inside ?? bytes)
            let checkpoint = try receipt.check(trusting: trusted)
            return Answer(isSound: true, lines: lines(receipt, checkpoint, trusted))
        } catch {
            return Answer(isSound: false, lines: [sentence(error)])
        }
    }

    private static func lines(
        _ receipt: LogReceipt, _ checkpoint: Checkpoint, _ trusted: NoteKey?
    ) -> [String] {
        let entry = receipt.entry
        var lines = [
            "Recorded and unchanged.",
            "ledger   \(checkpoint.origin), record \(receipt.index + 1) of \(checkpoint.size)",
            "act      \(entry["type"]?.stringValue ?? "?")",
        ]
        if let at = entry["at"]?.integerValue {
            let moments = HumanText.dateTime(Instant(milliseconds: at), .wib, .en)
            lines.append("at       \(moments)")
        }
        for (name, key) in [("service", "service"), ("unit", "unit")] {
            guard let text = entry[key]?.stringValue else { continue }
            lines.append(name + String(repeating: " ", count: 9 - name.count) + text)
        }
        let witnesses = receipt.checkpoint.signatures.filter { $0.name != receipt.key.name }
        if !witnesses.isEmpty {
            lines.append("seen by  " + witnesses.map(\.name).joined(separator: ", "))
        }
        if trusted == nil {
            lines.append("The key is the receipt's own. Compare it with another source:")
            lines.append(receipt.key.text)
        }
        return lines
    }

    private static func sentence(_ fault: LogReceipt.Fault) -> String {
        switch fault {
        case .unreadable: "This is not a receipt, or it was damaged."
        case .otherKey: "The receipt was signed by another key than the one you trust."
        case .unsigned: "The city's signature does not hold: the checkpoint was changed."
        case .notRecorded:
            "What this receipt says is not what the city recorded: it was changed."
        }
    }

    /// Computes the whole ledger of a house again.
    /// - Throws: `OperatingProblem` when there is no house, `StoreError`, `SealingError`.
    public static func audit(_ settings: Settings) async throws -> Answer {
        let house = try await KeptHouse.open(settings)
        return try await closing(house.store) {
            try await Keeping.requireTables(house.store)
            let cases = CaseAudit(store: house.store, blobs: house.blobs)
            return answer(
                try await LedgerLog(house.ledger, origin: "audit").audit(
                    comparing: [cases.comparer]))
        }
    }

    static func answer(_ audit: LogAudit) -> Answer {
        if let difference = audit.difference {
            return Answer(isSound: false, lines: ["The first difference: \(name(difference))."])
        }
        var lines = [
            "\(Keeping.english(audit.entries)) entries are what their commitments, leaves, tiles "
                + "and \(Keeping.english(audit.checkpoints)) signed checkpoints say."
        ]
        if let cases = audit.compared["cases"] {
            lines.append(
                "\(Keeping.english(cases)) cases, with letters, fees and tasks, are what their "
                    + "entries say.")
        }
        if audit.erased > 0 {
            lines.append("\(Keeping.english(audit.erased)) of them were erased, with their act.")
        }
        if audit.waiting > 0 {
            lines.append("\(Keeping.english(audit.waiting)) are not in the tree yet.")
        }
        return Answer(isSound: true, lines: lines)
    }

    private static func name(_ difference: LogDifference) -> String {
        switch difference {
        case .missing(let number): "entry \(number) is missing"
        case .changed(let number, let id): "entry \(number) (\(id.text)) was changed"
        case .keyLost(let number, let id):
            "the key of entry \(number) (\(id.text)) is gone, and nobody has destroyed it"
        case .erasedSilently(let number, let id):
            "the key of entry \(number) (\(id.text)) was destroyed without an act of erasure"
        case .otherLeaf(let number, let id):
            "entry \(number) (\(id.text)) is not the one that the tree holds: it was changed, put "
                + "in from outside, or has changed places"
        case .tile(let path):
            "\(path) is not what the entries come to, though they are what was signed; the "
                + "house makes it anew"
        case .otherRoot(let size): "the first \(size) entries are not what was signed"
        case .unsigned(let size): "the signature of the checkpoint of \(size) does not hold"
        case .counter(let counter, let last):
            "the counter says \(counter), but the last entry has the number \(last)"
        case .unnumbered(let count): "\(count) entries have no number"
        case .mismatch(let found): "of \(found.subject): \(found.what)"
        case .otherActs(let id): "the case \(id.text) has other acts than its counter says"
        }
    }
}
