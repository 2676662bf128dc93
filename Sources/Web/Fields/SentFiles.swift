import Contracts
import Forms
import Kernel
import Store

/// Files that came with a form: judged, made durable, then attached in the transaction that saves
/// the rest of the page.
public struct SentFiles: Sendable {
    struct Item: Sendable {
        let field: Field
        let rule: FileRule
        let kind: FileKind
        let name: String
        let stored: StoredBlob
    }

    let items: [Item]
    /// What was not taken, each at its field; the rest is taken all the same.
    public let problems: [FieldProblem]

    /// - Parameter there: how many files each field has already.
    public static func receive(
        _ files: [UploadedFile], fields: [Field], there: [String: Int], blobs: BlobStore
    ) async throws -> SentFiles {
        var items: [Item] = []
        var problems: [FieldProblem] = []
        var counts = there
        for file in files {
            let name = String(file.field.dropFirst(SentFields.prefix.count))
            guard let field = fields.first(where: { $0.id == name }),
                case .file(let rule) = field.kind
            else { continue }
            let verdict = rule.check(
                field: name, prefix: file.bytes, size: Int64(file.bytes.count),
                alreadyThere: counts[name, default: 0])
            switch verdict {
            case .failure(let problem): problems.append(problem)
            case .success(let kind):
                counts[name, default: 0] += 1
                items.append(
                    Item(
                        field: field, rule: rule, kind: kind, name: file.name,
                        stored: try await blobs.put(file.bytes)))
            }
        }
        return SentFiles(items: items, problems: problems)
    }

    /// Attaches them. A file that is there already by name and size came twice by a double press.
    public func attach(
        to draft: Draft, account: AccountID, _ drafts: Drafts, in tx: Transaction
    ) throws {
        for item in items {
            let clean = FileName.clean(item.name, item.kind)
            let isThere = (draft.files[item.field.id] ?? []).contains {
                $0.name == clean && $0.size == item.stored.size
            }
            if isThere { continue }
            try drafts.attach(
                item.stored, named: item.name, kind: item.kind, to: item.field.id,
                rule: item.rule, draft: draft.id, account: account, in: tx)
        }
    }

    /// The same for a case that begins without a draft.
    public var new: [NewFile] {
        items.map { NewFile($0.stored, named: $0.name, kind: $0.kind, for: $0.field.id) }
    }

    /// Takes the bytes away again when the transaction did not come about.
    public func discard(_ blobs: BlobStore) async {
        for item in items { try? await blobs.discard(item.stored) }
    }
}
