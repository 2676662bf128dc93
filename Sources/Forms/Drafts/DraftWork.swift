import Contracts
import Kernel
import Store

// What officers fill in at a step is kept like a draft, under the id of the task and the key of the
// case. Who may read and write it is whoever may do the task; the engine asks that before.
extension Drafts {
    /// The value of `drafts.correction` for the work on a task.
    static let workMark: Int64 = 2
    private static let section = "work"

    /// Opens the place for the work on a task. Nothing happens when it is there.
    public func beginWork(
        _ place: WorkPlace, account: AccountID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO drafts (id, account, service, version, created_at, updated_at, correction,
                owner)
            VALUES (\(place.id), \(account), \(place.service.text), \(place.version),
                \(world.now), \(world.now), \(Self.workMark), \(place.caseID))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    /// What was saved so far; nil when nothing was. One statement.
    public func work(_ place: WorkPlace, in reader: Reader) throws -> Work? {
        let rows = try reader.rows(
            """
            SELECT d.account, d.updated_at, k.wrapped, s.sealed, s.revision,
                f.blob, f.field, f.kind, f.size, f.name_sealed
            FROM drafts d JOIN data_keys k ON k.id = d.owner
            LEFT JOIN draft_sections s ON s.draft = d.id AND s.section = \(Self.section)
            LEFT JOIN draft_files f ON f.draft = d.id
            WHERE d.id = \(place.id) AND d.owner = \(place.caseID)
            ORDER BY f.field, f.added_at, f.blob
            """)
        guard let first = rows.first else { return nil }
        let key = try vault.key(place.caseID.value, wrapped: first.optionalBytes(2))
        let content = try first.optionalBytes(3).map { sealed in
            let plain = try vault.open(sealed, with: key, at: sectionPlace(place))
            return WorkContent(try JSONValue(parsing: plain))
        }
        var files: [String: [FileAnswer]] = [:]
        for row in rows where !row.isNull(5) {
            guard let kind = FileKind(rawValue: row.text(7)) else { continue }
            let blob: BlobID = row.id(5)
            let name = try vault.openText(row.bytes(9), with: key, at: namePlace(blob))
            files[row.text(6), default: []].append(
                FileAnswer(blob: blob, name: name, kind: kind, size: row.int(8)))
        }
        return Work(
            content: content ?? WorkContent(), files: files, author: first.id(0),
            savedAt: first.instant(1), revision: first.isNull(4) ? 0 : first.int(4))
    }

    /// The same for an act that will end it: nobody adds to it any more in this transaction.
    public func takeWork(_ place: WorkPlace, in tx: Transaction) throws -> Work? {
        _ = try tx.row(
            "SELECT 1 FROM drafts WHERE id = \(place.id)\(sql: tx.engine.lockSuffix)")
        return try work(place, in: tx)
    }

    /// Saves what was typed. The same content again changes nothing.
    /// - Parameter seen: the state that the page was made from.
    /// - Throws: `Refusal(.conflict, "forms.work.newer")` when something else was saved since.
    public func saveWork(
        _ place: WorkPlace, account: AccountID, _ content: WorkContent, seen: WorkStamp,
        in tx: Transaction
    ) throws {
        let now = try work(place, in: tx)
        if now?.content ?? WorkContent() == content { return }
        let isNewer =
            now.map { now in
                now.revision != seen.revision
                    || now.author != account && now.savedAt.milliseconds != seen.savedAt
            } ?? false
        guard !isNewer else { throw Refusal(.conflict, "forms.work.newer") }
        try beginWork(place, account: account, in: tx)
        try touch(place.id, account, in: tx)
        let key = try vault.key(place.caseID, in: tx)
        let sealed = try vault.seal(content.json.canonical, with: key, at: sectionPlace(place))
        try tx.execute(
            """
            INSERT INTO draft_sections (draft, section, sealed, revision, updated_at)
            VALUES (\(place.id), \(Self.section), \(sealed), 1, \(world.now))
            ON CONFLICT (draft, section) DO UPDATE SET sealed = excluded.sealed,
                revision = draft_sections.revision + 1, updated_at = excluded.updated_at
            """)
    }

    /// Ends it with its task: files that the case did not take are erased. The key stays, it is the
    /// key of the case.
    public func endWork(
        _ task: TaskID, keeping kept: Set<BlobID> = [], in tx: Transaction
    ) throws {
        let id = CaseID(task.value)
        let open = try tx.row(
            """
            SELECT 1 FROM drafts WHERE id = \(id) AND correction = \(Self.workMark)
            \(sql: tx.engine.lockSuffix)
            """)
        guard open != nil else { return }
        for row in try tx.rows("SELECT blob FROM draft_files WHERE draft = \(id)") {
            let blob: BlobID = row.id(0)
            if !kept.contains(blob) { try checks.erase(blob, in: tx) }
        }
        try removeRows(id, in: tx)
    }

    /// The key that seals a draft, a correction or the work on a task.
    func key(of id: CaseID, in reader: Reader) throws -> DataKey {
        let row = try reader.row(
            """
            SELECT k.id, k.wrapped FROM drafts d JOIN data_keys k ON k.id = COALESCE(d.owner, d.id)
            WHERE d.id = \(id)
            """)
        guard let row else { throw Refusal(.notFound, "forms.draft.gone") }
        return try vault.key(row.uuid(0), wrapped: row.optionalBytes(1))
    }

    private func sectionPlace(_ place: WorkPlace) -> SealPlace {
        SealPlace(
            table: "draft_sections", row: place.id.bytes + Array(Self.section.utf8),
            column: "sealed")
    }
}
