import Contracts
import Kernel
import Store

/// Keeps applications while they are written. Everything that a person typed, and the names of
/// their files, is sealed with the draft's own key, which becomes the key of the case.
///
/// All functions that change something refuse with `forms.draft.gone` (`.notFound`) when the draft
/// does not exist or belongs to somebody else: the two look the same from outside.
public struct Drafts: Sendable {
    let vault: Vault
    let blobs: BlobStore
    public let checks: FileChecks
    let world: World

    public init(vault: Vault, blobs: BlobStore, checks: FileChecks, world: World) {
        self.vault = vault
        self.blobs = blobs
        self.checks = checks
        self.world = world
    }

    /// Begins an empty draft with a key of its own. A page that names the `id` beforehand may be
    /// sent twice without harm.
    @discardableResult
    public func begin(
        _ id: CaseID? = nil, account: AccountID, service: ServiceCode, version: String,
        in tx: Transaction
    ) throws -> CaseID {
        let id: CaseID = id ?? world.id()
        _ = try vault.createKey(id, in: tx)
        try tx.execute(
            """
            INSERT INTO drafts (id, account, service, version, created_at, updated_at)
            VALUES (\(id), \(account), \(service.text), \(version), \(world.now), \(world.now))
            """)
        return id
    }

    /// The account's drafts, the one touched last first.
    public func list(_ account: AccountID, in reader: Reader) throws -> [DraftSummary] {
        let rows = try reader.rows(
            """
            SELECT id, service, version, created_at, updated_at FROM drafts
            WHERE account = \(account) AND correction = 0
            ORDER BY updated_at DESC, id LIMIT 200
            """)
        return rows.compactMap { row in
            ServiceCode(row.text(1)).map {
                DraftSummary(
                    id: row.id(0), service: $0, version: row.text(2), createdAt: row.instant(3),
                    updatedAt: row.instant(4))
            }
        }
    }

    /// The whole draft, opened; nil when it is not there or not the account's.
    public func load(
        _ id: CaseID, account: AccountID, in reader: Reader
    ) throws -> Draft? {
        try find(id, account, isCorrection: false, in: reader)
    }

    /// - Parameter lock: ends the statement when the draft is to be taken.
    func find(
        _ id: CaseID, _ account: AccountID, isCorrection: Bool, lock: SQL = .empty,
        in reader: Reader
    ) throws -> Draft? {
        let found = try reader.row(
            """
            SELECT d.service, d.version, d.created_at, d.updated_at, k.wrapped FROM drafts d
            JOIN data_keys k ON k.id = d.id
            WHERE d.id = \(id) AND d.account = \(account) AND d.correction = \(isCorrection)
            \(sql: lock)
            """)
        return try found.flatMap { try open(id, account, $0, in: reader) }
    }

    private func open(
        _ id: CaseID, _ account: AccountID, _ found: Row, in reader: Reader
    ) throws -> Draft? {
        guard let service = ServiceCode(found.text(0)) else { return nil }
        let key = try vault.key(id.value, wrapped: found.optionalBytes(4))
        return Draft(
            id: id, key: key, account: account, service: service, version: found.text(1),
            createdAt: found.instant(2), updatedAt: found.instant(3),
            sections: try sections(id, key, in: reader), files: try files(id, key, in: reader))
    }

    /// Opens the draft and takes it for the rest of the transaction: nobody else changes or ends
    /// it meanwhile. Nil when it is not there (any more) or not the account's.
    public func take(_ id: CaseID, account: AccountID, in tx: Transaction) throws -> Draft? {
        try find(
            id, account, isCorrection: false, lock: tx.engine.lockSuffix(of: "d"), in: tx)
    }

    /// Moves the draft to another version of its service; its answers stay as they are.
    public func carry(
        _ id: CaseID, account: AccountID, to version: String, in tx: Transaction
    ) throws {
        try touch(id, account, in: tx)
        try tx.execute("UPDATE drafts SET version = \(version) WHERE id = \(id)")
    }

    /// Destroys the draft's key, its files and its rows: nothing of it can be read again.
    public func delete(_ id: CaseID, account: AccountID, in tx: Transaction) throws {
        try touch(id, account, in: tx)
        // A correction's key is that of its case and must outlive it.
        let correction = try tx.row("SELECT 1 FROM drafts WHERE id = \(id) AND correction <> 0")
        guard correction == nil else { throw Refusal(.notFound, "forms.draft.gone") }
        for row in try tx.rows("SELECT blob FROM draft_files WHERE draft = \(id)") {
            try checks.erase(row.id(0), in: tx)
        }
        try removeRows(id, in: tx)
        try vault.destroyKey(id, in: tx)
    }

    /// Ends a draft that was taken, because it became a case: the rows go, key and files stay with
    /// the case.
    public func consume(_ id: CaseID, in tx: Transaction) throws {
        try removeRows(id, in: tx)
    }

    /// Sections, variants, the list of files and unfinished uploads go with their draft.
    func removeRows(_ id: CaseID, in tx: Transaction) throws {
        // The rows of uploads go by themselves, what has arrived of them does not.
        try UploadParts.erase(of: id, blobs, in: tx)
        try tx.execute("DELETE FROM drafts WHERE id = \(id)")
    }

    /// Marks the draft as changed now. Also locks its row until the end of the transaction, so that
    /// counts of its files hold. The work on a task is its last writer's.
    func touch(_ id: CaseID, _ account: AccountID, in tx: Transaction) throws {
        let changed = try tx.execute(
            """
            UPDATE drafts SET updated_at = \(world.now), account = \(account)
            WHERE id = \(id) AND (account = \(account) OR correction = \(Self.workMark))
            """)
        guard changed == 1 else { throw Refusal(.notFound, "forms.draft.gone") }
    }
}
