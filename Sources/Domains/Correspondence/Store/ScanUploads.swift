import Contracts
import Forms
import Kernel
import Store

/// A scan that has come whole and waits for the letter that is being entered.
struct WaitingScan: Sendable, Hashable {
    let id: UploadID
    let name: String
    let size: Int64
}

/// Scans that come piece by piece over a bad line: of a letter, or of one that is being entered
/// (`BegunLetters`). Pieces are sealed under its key, each durable before it is acknowledged; any
/// server of the house takes any piece.
struct ScanUploads: Sendable {
    static let limits = UploadLimits()

    let files: KeptFiles
    let store: Store
    let world: World

    private struct Held {
        let mail: MailID
        let name: [UInt8]
        let seen: Upload
        let parts: Int64
    }

    private static func place(_ id: UploadID) -> SealPlace {
        SealPlace(table: "correspondence_uploads", row: id, column: "name")
    }

    /// - Parameter count: of those that the rule counts already.
    func begin(
        _ mail: MailID, by account: AccountID, name: String, size: Int64,
        alreadyThere count: Int, in tx: Transaction
    ) throws -> Upload {
        try KeptFiles.rule.checkSize(field: "pindaian", size: size, alreadyThere: count)
        try makeRoom(account, in: tx)
        let id: UploadID = world.id()
        let sealed = try files.vault.seal(
            String(name.prefix(200)), with: try files.vault.key(mail, in: tx), at: Self.place(id))
        try tx.execute(
            """
            INSERT INTO correspondence_uploads (id, account, mail, name, size, received, parts, \
            is_done, created_at) VALUES (\(id), \(account), \(mail), \(sealed), \(size), 0, 0, \
            0, \(world.now))
            """)
        return Upload(id: id, size: size, received: 0, isDone: false)
    }

    /// The oldest of somebody's unfinished ones make room for a new one.
    private func makeRoom(_ account: AccountID, in tx: Transaction) throws {
        let open = try tx.rows(
            """
            SELECT id FROM correspondence_uploads WHERE account = \(account) AND is_done = 0 \
            ORDER BY created_at DESC, id DESC
            """)
        for row in open.dropFirst(Self.limits.uploads - 1) { try remove(row.id(0), in: tx) }
    }

    private func held(
        _ id: UploadID, _ mail: MailID, _ account: AccountID, lock: SQL = "", in reader: Reader
    ) throws -> Held {
        let row = try reader.row(
            """
            SELECT name, size, received, is_done, parts FROM correspondence_uploads \
            WHERE id = \(id) AND mail = \(mail) AND account = \(account)\(sql: lock)
            """)
        guard let row else { throw Refusal(.notFound, "forms.upload.gone") }
        return Held(
            mail: mail, name: row.bytes(0),
            seen: Upload(id: id, size: row.int(1), received: row.int(2), isDone: row.bool(3)),
            parts: row.int(4))
    }

    /// Where an upload stands.
    func find(_ id: UploadID, of mail: MailID, by account: AccountID) async throws -> Upload {
        try await store.read("letters.upload", short: true) { [self] reader in
            try held(id, mail, account, in: reader).seen
        }
    }

    /// Takes the piece that begins at `offset`; a piece that came twice changes nothing.
    /// - Returns: how far it is. With the last piece it is all there, and not done yet: what
    ///   becomes of it (`whole`) is the caller's.
    func append(
        _ bytes: [UInt8], at offset: Int64, to id: UploadID, of mail: MailID,
        by account: AccountID
    ) async throws -> Upload {
        let found = try await store.read("letters.upload", short: true) { [self] reader in
            try self.held(id, mail, account, in: reader)
        }
        let seen = found.seen
        if seen.isDone { return seen }
        guard offset == seen.received else { throw Refusal(.conflict, "forms.upload.offset") }
        guard Int64(bytes.count) <= seen.size - offset, found.parts < Self.limits.parts else {
            throw Refusal(.tooMuch, "forms.upload.tooMuch")
        }
        if !bytes.isEmpty { try await keep(bytes, of: found, by: account) }
        let received = offset + Int64(bytes.count)
        return Upload(id: id, size: seen.size, received: received, isDone: false)
    }

    private func keep(_ bytes: [UInt8], of held: Held, by account: AccountID) async throws {
        let (id, mail, start) = (held.seen.id, held.mail, held.seen.received)
        if start == 0 {
            let verdict = KeptFiles.rule.check(
                field: "pindaian", prefix: bytes, size: held.seen.size, alreadyThere: 0)
            if case .failure(let problem) = verdict {
                try await cancel(id, of: mail, by: account)
                throw Refusal(
                    .invalid, problem.key, field: "pindaian", values: problem.values)
            }
        }
        let stored = try await files.blobs.put(bytes)
        do {
            try await store.write("letters.piece") { [self] tx in
                let moved = try tx.execute(
                    """
                    UPDATE correspondence_uploads SET received = received + \(bytes.count), \
                    parts = parts + 1 WHERE id = \(id) AND received = \(start) AND is_done = 0
                    """)
                guard moved == 1 else { throw Refusal(.conflict, "forms.upload.offset") }
                try files.blobs.register(
                    stored, owner: try files.vault.key(mail, in: tx), in: tx)
                try tx.execute(
                    """
                    INSERT INTO correspondence_pieces (upload, start, blob) \
                    VALUES (\(id), \(start), \(stored.id))
                    """)
            }
        } catch let refusal as Refusal {
            try? await files.blobs.discard(stored)
            throw refusal
        }
    }

    /// All pieces as one file on disk, before its row.
    func whole(
        _ id: UploadID, of mail: MailID, by account: AccountID
    ) async throws -> ComingFile {
        let (held, parts, name) = try await store.read("letters.pieces") { [self] reader in
            let held = try self.held(id, mail, account, in: reader)
            return (
                held,
                try reader.rows(
                    """
                    SELECT blob FROM correspondence_pieces WHERE upload = \(id) ORDER BY start
                    """
                ).map { try files.blobs.blob($0.uuid(0), in: reader) },
                try self.name(id, held.name, mail, in: reader)
            )
        }
        guard let first = parts.first, parts.reduce(0, { $0 + $1.size }) == held.seen.size,
            let kind = FileKind.sniff(try await files.blobs.chunk(0, of: first))
        else { throw Refusal(.notFound, "forms.upload.gone") }
        let stored = try await files.blobs.put(
            JoinedBlobs(blobs: files.blobs, parts: parts), limit: held.seen.size)
        return ComingFile(stored: stored, name: FileName.clean(name, kind), kind: kind)
    }

    private func name(
        _ id: UploadID, _ sealed: [UInt8], _ mail: MailID, in reader: Reader
    ) throws -> String {
        try files.vault.openText(
            sealed, with: try files.vault.key(mail, in: reader), at: Self.place(id))
    }

    /// Marks it as done, once.
    /// - Returns: false when somebody was quicker, or not all of it is there.
    func markDone(_ id: UploadID, of mail: MailID, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE correspondence_uploads SET is_done = 1 \
            WHERE id = \(id) AND mail = \(mail) AND is_done = 0 AND received = size
            """) == 1
    }

    /// The same, and forgets its pieces: they are joined.
    func finish(_ id: UploadID, of mail: MailID, in tx: Transaction) throws -> Bool {
        guard try markDone(id, of: mail, in: tx) else { return false }
        try erasePieces(id, in: tx)
        return true
    }

    /// Those of somebody that are done, oldest first, with their names.
    func done(
        of mail: MailID, by account: AccountID, in reader: Reader
    ) throws -> [WaitingScan] {
        try reader.rows(
            """
            SELECT id, name, size FROM correspondence_uploads WHERE mail = \(mail) \
            AND account = \(account) AND is_done = 1 ORDER BY id
            """
        ).map { row in
            let id: UploadID = row.id(0)
            return WaitingScan(
                id: id, name: try name(id, row.bytes(1), mail, in: reader), size: row.int(2))
        }
    }

    /// Forgets all of a letter.
    func removeAll(of mail: MailID, in tx: Transaction) throws {
        for row in try tx.rows("SELECT id FROM correspondence_uploads WHERE mail = \(mail)") {
            try remove(row.id(0), in: tx)
        }
    }

    func cancel(_ id: UploadID, of mail: MailID, by account: AccountID) async throws {
        try await store.write("letters.cancel") { [self] tx in
            let found = try? self.held(id, mail, account, lock: tx.engine.lockSuffix, in: tx)
            guard let found, !found.seen.isDone else { return }
            try remove(id, in: tx)
        }
    }

    /// Throws away what did not come to an end in its time, and the memory of what did.
    func sweep() async throws -> Int {
        let oldest = world.now.adding(hours: -Self.limits.hours)
        return try await store.write("letters.uploads") { [self] tx in
            let old = try tx.rows(
                """
                SELECT id FROM correspondence_uploads WHERE created_at < \(oldest) LIMIT 500
                """)
            for row in old { try remove(row.id(0), in: tx) }
            return old.count
        }
    }

    private func remove(_ id: UploadID, in tx: Transaction) throws {
        try erasePieces(id, in: tx)
        try tx.execute("DELETE FROM correspondence_uploads WHERE id = \(id)")
    }

    private func erasePieces(_ id: UploadID, in tx: Transaction) throws {
        for row in try tx.rows("SELECT blob FROM correspondence_pieces WHERE upload = \(id)") {
            try files.blobs.erase(row.uuid(0), in: tx)
        }
        try tx.execute("DELETE FROM correspondence_pieces WHERE upload = \(id)")
    }
}
