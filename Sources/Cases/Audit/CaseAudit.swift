import Contracts
import Kernel
import Ledger
import Store

/// Compares cases, their letters, bills and done tasks with their entries in the ledger, and the
/// reverse, for an audit. What can be told from entries alone is told in `CaseStory`.
public struct CaseAudit: Sendable {
    private let store: Store
    private let blobs: BlobStore
    /// Whether the file of each letter is decrypted too.
    private let readsFiles: Bool

    /// Cases that are compared in one look.
    private static let size = 400
    /// How often a case that differs is looked at before it is said: on PostgreSQL each statement
    /// sees what was committed meanwhile.
    private static let looks = 4

    /// - Parameter readsFiles: false where whoever asks decrypts all files anyway.
    public init(store: Store, blobs: BlobStore, readsFiles: Bool = true) {
        self.store = store
        self.blobs = blobs
        self.readsFiles = readsFiles
    }

    public var comparer: LedgerComparer { LedgerComparer("cases") { try await compare($0) } }

    private func compare(_ pace: AuditPace) async throws -> LedgerComparison {
        var comparison = LedgerComparison()
        var after: [UInt8] = []
        while true {
            let part = try await pace.part { [after] in
                try await store.read("audit.cases") { reader in
                    let ids = try reader.rows(
                        "SELECT id FROM cases WHERE id > \(after) ORDER BY id LIMIT \(Self.size)")
                    // The last look goes to the end, for entries of cases that are not there.
                    let end = ids.count < Self.size ? nil : ids.last?.bytes(0)
                    return try look(CaseRange(after: after, end: end), in: reader)
                }
            }
            comparison.checked += part.count
            comparison.mismatch = try await firstReal(part)
            guard comparison.mismatch == nil, let end = part.range.end else { return comparison }
            after = end
        }
    }

    /// The first difference of a part that is still there when its case is looked at alone.
    private func firstReal(_ part: Part) async throws -> LedgerMismatch? {
        for suspect in part.suspects {
            for look in 1...Self.looks {
                let again = try await store.read("audit.case") { reader in
                    try self.look(CaseRange(only: suspect.bytes), in: reader)
                }
                if again.suspects.isEmpty { break }
                if look == Self.looks { return again.mismatch }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        guard readsFiles else { return nil }
        for letter in part.files where try await !blobs.isIntact(letter.file) {
            return LedgerMismatch(
                letter.number, "the file of its letter is missing or is not the one issued")
        }
        return nil
    }

    private struct Part: Sendable {
        let range: CaseRange
        var count: Int64 = 0
        /// Cases that differ, in their order.
        var suspects: [CaseID] = []
        /// What is wrong with the first of them.
        var mismatch: LedgerMismatch?
        var files: [(number: String, file: Blob)] = []
    }

    private func look(_ range: CaseRange, in reader: Reader) throws -> Part {
        var part = Part(range: range)
        let rows = try CaseAuditRows(range, in: reader)
        for story in rows.stories {
            part.count += story.row == nil ? 0 : 1
            let (what, files) = try difference(story, in: reader)
            if let what {
                part.suspects.append(story.id)
                part.mismatch = part.mismatch ?? LedgerMismatch(story.name, what)
            }
            part.files += files.map { (story.name, $0) }
        }
        return part
    }

    private func difference(
        _ story: CaseStory, in reader: Reader
    ) throws -> (what: String?, files: [Blob]) {
        if let what = story.difference { return (what, []) }
        var files: [Blob] = []
        for letter in story.letters where !story.isErased {
            let name = "its letter \(letter.number ?? "without number")"
            guard let id = letter.blob else { return ("\(name) has no file", []) }
            do {
                let file = try blobs.blob(id, in: reader)
                guard Hexadecimal.text(file.digest) == letter.digest else {
                    return ("\(name) has another file than the one that was issued", [])
                }
                files.append(file)
            } catch let error as StoreError {
                throw error
            } catch {
                return ("the file of \(name) is gone or cannot be opened", [])
            }
        }
        return (nil, readsFiles ? files : [])
    }
}

/// Cases that are looked at together, by the order of their ids.
struct CaseRange: Sendable {
    private let after: [UInt8]
    let end: [UInt8]?
    private let only: [UInt8]?

    init(after: [UInt8], end: [UInt8]?) {
        (self.after, self.end, only) = (after, end, nil)
    }

    init(only id: [UInt8]) { (after, end, only) = (id, id, id) }

    /// What a column with the id of a case must hold.
    func holds(_ column: SQL) -> SQL {
        if let only { return "\(sql: column) = \(only)" }
        if let end { return "\(sql: column) > \(after) AND \(sql: column) <= \(end)" }
        return "\(sql: column) > \(after)"
    }
}
