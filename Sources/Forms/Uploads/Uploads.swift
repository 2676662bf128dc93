import Contracts
import Kernel
import Store

/// Files that come piece by piece over a bad line, in the manner of the tus protocol: the sender
/// announces a file, sends pieces from where the house says it stands, and asks where that is after
/// the line was cut.
///
/// Each piece is sealed and durable before it is acknowledged; the last acknowledgement means that
/// the whole file is, and is attached to its draft. Any server of the house takes any piece.
/// Everything refuses with `forms.upload.gone` (`.notFound`) what is not the account's own.
public struct Uploads: Sendable {
    let store: Store
    let drafts: Drafts
    let limits: UploadLimits

    public init(store: Store, drafts: Drafts, limits: UploadLimits = UploadLimits()) {
        self.store = store
        self.drafts = drafts
        self.limits = limits
    }

    var blobs: BlobStore { drafts.blobs }
    private var world: World { drafts.world }

    /// Announces a file for a field of a draft or correction. Refuses what the field would refuse
    /// in the end, so that nobody sends for an hour in vain.
    public func begin(
        _ draft: CaseID, account: AccountID, field: String, rule: FileRule, name: String,
        size: Int64
    ) async throws -> Upload {
        let id: UploadID = world.id()
        return try await store.write("upload.begin") { [self] tx in
            try drafts.touch(draft, account, in: tx)
            let count = try tx.row(
                "SELECT COUNT(*) FROM draft_files WHERE draft = \(draft) AND field = \(field)")
            // The kind is told by the first piece.
            try rule.checkSize(
                field: field, size: size, alreadyThere: Int(count?.int(0) ?? 0))
            try makeRoom(size, account, in: tx)
            let sealed = try drafts.vault.seal(
                Array(name.prefix(200).utf8), with: try drafts.key(of: draft, in: tx),
                at: UploadRow.place(id))
            let row = UploadRow(
                id: id, account: account, draft: draft, field: field, rule: rule, name: sealed,
                size: size, received: 0, parts: 0, file: nil)
            try UploadRows.insert(row, at: world.now, in: tx)
            return row.seen
        }
    }

    /// Where an upload stands.
    /// - Parameter draft: what it must belong to; nothing takes any of the account's.
    public func find(
        _ id: UploadID, account: AccountID, of draft: CaseID? = nil
    ) async throws -> Upload {
        try await row(id, account, draft).seen
    }

    /// Takes the piece that begins at `offset`. An empty piece at the end finishes what a cut line
    /// left unfinished; a piece that came twice changes nothing.
    /// - Throws: `Refusal(.conflict, "forms.upload.offset")` when the piece does not belong there.
    public func append(
        _ bytes: [UInt8], at offset: Int64, to id: UploadID, account: AccountID,
        of draft: CaseID? = nil
    ) async throws -> Upload {
        let row = try await row(id, account, draft)
        if row.file != nil { return row.seen }
        guard offset == row.received else { throw Refusal(.conflict, "forms.upload.offset") }
        guard Int64(bytes.count) <= row.size - offset, row.parts < limits.parts else {
            throw Refusal(.tooMuch, "forms.upload.tooMuch")
        }
        if bytes.isEmpty, offset < row.size { return row.seen }
        if !bytes.isEmpty { try await keep(bytes, of: row) }
        guard offset + Int64(bytes.count) == row.size else {
            return Upload(
                id: id, size: row.size, received: offset + Int64(bytes.count), isDone: false)
        }
        return try await finish(row)
    }

    /// Throws an unfinished upload away; nothing happens when it is gone or done.
    public func cancel(
        _ id: UploadID, account: AccountID, of draft: CaseID? = nil
    ) async throws {
        try await store.write("upload.cancel") { [self] tx in
            let lock = tx.engine.lockSuffix
            guard let row = try UploadRows.find(id, account, lock: lock, in: tx),
                row.file == nil, draft == nil || row.draft == draft
            else { return }
            try UploadRows.remove(id, blobs, in: tx)
        }
    }

    /// Throws away what did not come to an end in its time, and the memory of what did.
    @discardableResult
    public func sweep() async throws -> Int {
        let oldest = world.now.adding(hours: -limits.hours)
        return try await store.write("upload.sweep") { [self] tx in
            let old = try tx.rows(
                "SELECT id FROM uploads WHERE created_at < \(oldest) ORDER BY created_at LIMIT 500")
            for row in old { try UploadRows.remove(row.id(0), blobs, in: tx) }
            return old.count
        }
    }

    // MARK: Steps

    private func row(
        _ id: UploadID, _ account: AccountID, _ draft: CaseID?
    ) async throws -> UploadRow {
        let found = try await store.read("upload.find", short: true) { reader in
            try UploadRows.find(id, account, in: reader)
        }
        guard let found, draft == nil || found.draft == draft else {
            throw Refusal(.notFound, "forms.upload.gone")
        }
        return found
    }

    /// Old uploads of the account make room for a new one.
    private func makeRoom(_ size: Int64, _ account: AccountID, in tx: Transaction) throws {
        let open = try tx.rows(
            """
            SELECT id, size FROM uploads WHERE account = \(account) AND file IS NULL
            ORDER BY updated_at DESC, id
            """)
        var bytes = size
        for (index, row) in open.enumerated() {
            bytes += row.int(1)
            guard index >= limits.uploads - 1 || bytes > limits.bytes else { continue }
            try UploadRows.remove(row.id(0), blobs, in: tx)
        }
    }

    /// Makes a piece durable and moves the mark.
    func keep(_ bytes: [UInt8], of row: UploadRow) async throws {
        if row.received == 0 {
            let verdict = row.rule.check(
                field: row.field, prefix: bytes, size: row.size, alreadyThere: 0)
            if case .failure(let problem) = verdict {
                try await cancel(row.id, account: row.account)
                throw Refusal(.invalid, problem.key, field: row.field, values: problem.values)
            }
        }
        let stored = try await blobs.put(bytes)
        do {
            try await store.write("upload.append") { [self] tx in
                let moved = try tx.execute(
                    """
                    UPDATE uploads SET received = received + \(bytes.count), parts = parts + 1,
                        updated_at = \(world.now)
                    WHERE id = \(row.id) AND received = \(row.received) AND file IS NULL
                    """)
                guard moved == 1 else { throw Refusal(.conflict, "forms.upload.offset") }
                let key = try drafts.key(of: row.draft, in: tx)
                try blobs.register(stored, owner: key, in: tx)
                try UploadParts.add(stored, at: row.received, of: row.id, in: tx)
            }
        } catch let refusal as Refusal {
            // After any other error the row may be there all the same: the sweep looks.
            try? await blobs.discard(stored)
            throw refusal
        }
    }

    /// Joins the pieces and attaches the file, once: of two that finish at the same moment the
    /// second finds it done.
    private func finish(_ row: UploadRow) async throws -> Upload {
        let parts = try await store.read("upload.parts") { [blobs] reader in
            try UploadParts.all(of: row.id, blobs, in: reader)
        }
        let done = Upload(id: row.id, size: row.size, received: row.size, isDone: true)
        guard parts.reduce(0, { $0 + $1.size }) == row.size else {
            // Another server has just finished it; if not, it is gone.
            return try await find(row.id, account: row.account)
        }
        let prefix = try await blobs.chunk(0, of: parts[0])
        let stored = try await blobs.put(
            JoinedBlobs(blobs: blobs, parts: parts), limit: row.size)
        do {
            let isMine = try await store.write("upload.finish") { [self] tx in
                try attach(stored, prefix, row, in: tx)
            }
            if !isMine { try? await blobs.discard(stored) }
            return done
        } catch let refusal as Refusal {
            try? await blobs.discard(stored)
            try await cancel(row.id, account: row.account)
            throw refusal
        }
    }

    private func attach(
        _ stored: StoredBlob, _ prefix: [UInt8], _ row: UploadRow, in tx: Transaction
    ) throws -> Bool {
        // The draft first, as everywhere, so that no two wait for each other.
        try drafts.touch(row.draft, row.account, in: tx)
        let now = try UploadRows.find(row.id, row.account, lock: tx.engine.lockSuffix, in: tx)
        guard let now else { throw Refusal(.notFound, "forms.upload.gone") }
        if now.file != nil { return false }
        guard let kind = FileKind.sniff(prefix) else {
            throw Refusal(.invalid, "forms.file.kind", values: ["kinds": row.rule.kindsText])
        }
        let key = try drafts.key(of: row.draft, in: tx)
        let name = try drafts.vault.openText(row.name, with: key, at: UploadRow.place(row.id))
        let file = try drafts.attach(
            stored, named: name, kind: kind, to: row.field, rule: row.rule, draft: row.draft,
            account: row.account, in: tx)
        try tx.execute("UPDATE uploads SET file = \(file.blob) WHERE id = \(row.id)")
        try UploadParts.erase(row.id, blobs, in: tx)
        return true
    }
}
