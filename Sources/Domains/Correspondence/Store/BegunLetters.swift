import Contracts
import Forms
import Kernel
import Store

/// Letters that are being entered, as far as scans have come for them: the scans wait here, sealed
/// with a key of their own, and go into the letter when it is registered, or away after a day. Each
/// is the account's that began it.
struct BegunLetters: Sendable {
    let uploads: ScanUploads
    private var world: World { uploads.world }
    private var vault: Vault { uploads.files.vault }

    /// Takes the place for the rest of the transaction; the first scan makes it.
    /// - Throws: `Refusal`: it is somebody else's.
    func open(_ id: MailID, by account: AccountID, in tx: Transaction) throws {
        let added = try tx.execute(
            """
            INSERT INTO correspondence_begun (id, account, created_at) \
            VALUES (\(id), \(account), \(world.now)) ON CONFLICT (id) DO NOTHING
            """)
        guard added == 1 else {
            guard try take(id, by: account, in: tx) else {
                throw Refusal(.notFound, "forms.upload.gone")
            }
            return
        }
        _ = try vault.createKey(id, in: tx)
        try makeRoom(account, in: tx)
    }

    /// Takes it for the rest of the transaction: neither does a scan come nor is it ended.
    /// - Returns: false when there is none (any more), or it is somebody else's.
    func take(_ id: MailID, by account: AccountID, in tx: Transaction) throws -> Bool {
        try tx.row(
            """
            SELECT 1 FROM correspondence_begun WHERE id = \(id) AND account = \(account)\
            \(sql: tx.engine.lockSuffix)
            """) != nil
    }

    /// The oldest that somebody began make room for a new one.
    private func makeRoom(_ account: AccountID, in tx: Transaction) throws {
        let begun = try tx.rows(
            """
            SELECT id FROM correspondence_begun WHERE account = \(account) \
            ORDER BY created_at DESC, id DESC
            """)
        for row in begun.dropFirst(ScanUploads.limits.uploads) { try end(row.id(0), in: tx) }
    }

    /// The scans that wait; none where none has come, or where it is somebody else's.
    func scans(
        _ id: MailID, by account: AccountID, in reader: Reader
    ) throws -> [WaitingScan] {
        try isThere(id, by: account, in: reader)
            ? try uploads.done(of: id, by: account, in: reader) : []
    }

    func isThere(_ id: MailID, by account: AccountID, in reader: Reader) throws -> Bool {
        try reader.row(
            "SELECT 1 FROM correspondence_begun WHERE id = \(id) AND account = \(account)") != nil
    }

    /// Ends it, with all pieces and their key.
    func end(_ id: MailID, in tx: Transaction) throws {
        try uploads.removeAll(of: id, in: tx)
        try tx.execute("DELETE FROM correspondence_begun WHERE id = \(id)")
        try vault.destroyKey(id, in: tx)
    }

    /// What was begun and not registered goes after a day.
    func sweep() async throws -> Int {
        let oldest = world.now.adding(hours: -ScanUploads.limits.hours)
        return try await uploads.store.write("letters.begun") { [self] tx in
            let old = try tx.rows(
                "SELECT id FROM correspondence_begun WHERE created_at < \(oldest) LIMIT 100")
            for row in old { try end(row.id(0), in: tx) }
            return old.count
        }
    }
}
