import Contracts
import Kernel
import Store

extension Drafts {
    /// Attaches a stored file to a field. The bytes are durable already (`BlobStore.put`); after a
    /// refusal the caller discards them. Refuses with the problem of `rule`.
    /// - Parameter isUrgent: whether its pictures are wanted soon.
    @discardableResult
    public func attach(
        _ stored: StoredBlob, named name: String, kind: FileKind, to field: String,
        rule: FileRule, draft id: CaseID, account: AccountID, isUrgent: Bool = true,
        in tx: Transaction
    ) throws -> FileAnswer {
        try touch(id, account, in: tx)
        let count = try tx.row(
            "SELECT COUNT(*) FROM draft_files WHERE draft = \(id) AND field = \(field)")
        if count?.int(0) ?? 0 >= Int64(rule.maxCount) {
            throw Refusal(
                .invalid, "forms.file.tooMany", field: field, values: ["max": "\(rule.maxCount)"])
        }
        guard stored.size > 0 else { throw Refusal(.invalid, "forms.file.empty", field: field) }
        guard stored.size <= Int64(rule.maxBytes) else {
            throw Refusal(
                .tooMuch, "forms.file.tooLarge", field: field, values: ["max": rule.sizeText])
        }
        guard rule.kinds.contains(kind) else {
            throw Refusal(
                .invalid, "forms.file.kind", field: field, values: ["kinds": rule.kindsText])
        }
        let key = try key(of: id, in: tx)
        try blobs.register(stored, owner: key, in: tx)
        let blob = BlobID(stored.id)
        let safe = FileName.clean(name, kind)
        let sealed = try vault.seal(safe, with: key, at: namePlace(blob))
        try tx.execute(
            """
            INSERT INTO draft_files (blob, draft, field, kind, size, name_sealed, added_at)
            VALUES (\(blob), \(id), \(field), \(kind.rawValue), \(stored.size), \(sealed),
                \(world.now))
            """)
        try checks.add(blob, kind, owner: CaseID(key.id), isUrgent: isUrgent, in: tx)
        return FileAnswer(blob: blob, name: safe, kind: kind, size: stored.size)
    }

    /// Takes a file away and destroys its key. Nothing happens when it is not there.
    public func detach(
        _ blob: BlobID, draft id: CaseID, account: AccountID, in tx: Transaction
    ) throws {
        try touch(id, account, in: tx)
        let removed = try tx.execute(
            "DELETE FROM draft_files WHERE draft = \(id) AND blob = \(blob)")
        if removed == 1 { try checks.erase(blob, in: tx) }
    }

    func files(
        _ id: CaseID, _ key: DataKey, in reader: Reader
    ) throws -> [String: [FileAnswer]] {
        let rows = try reader.rows(
            """
            SELECT blob, field, kind, size, name_sealed FROM draft_files
            WHERE draft = \(id) ORDER BY field, added_at, blob
            """)
        var files: [String: [FileAnswer]] = [:]
        for row in rows {
            let blob: BlobID = row.id(0)
            guard let kind = FileKind(rawValue: row.text(2)) else { continue }
            let name = try vault.openText(row.bytes(4), with: key, at: namePlace(blob))
            files[row.text(1), default: []].append(
                FileAnswer(blob: blob, name: name, kind: kind, size: row.int(3)))
        }
        return files
    }

    func namePlace(_ blob: BlobID) -> SealPlace {
        SealPlace(table: "draft_files", row: blob, column: "name_sealed")
    }
}
