import Contracts
import Kernel
import Previews
import Store
import Synchronization

/// Looks into files that came, one at a time, and keeps what may be shown of them.
public struct FileExaminer: Sendable {
    /// A file that takes the server with it more often than this is not tried again.
    private static let tries = 3
    /// How many files without haste are taken up at one time.
    private static let few = 20

    let store: Store
    let vault: Vault
    let checks: FileChecks
    let previewer: Previewer
    private let turn = Turn()

    public init(store: Store, vault: Vault, checks: FileChecks, previewer: Previewer) {
        self.store = store
        self.vault = vault
        self.checks = checks
        self.previewer = previewer
    }

    public var handlers: [String: JobHandler] {
        // While one file is looked into, the other workers do other work.
        [
            FileChecks.job: JobHandler(
                attempts: Self.tries + 1, isReady: { previewer.isThere && turn.isFree }
            ) { job in
                try await turn.take { try await examine(job) }
            }
        ]
    }

    /// Takes up files that wait without a job: those of the demo, and any that were lost.
    public func catchUp() async throws {
        let waiting = try await store.read("files.waiting") { reader in
            try reader.rows(
                """
                SELECT blob FROM file_checks WHERE state = 'waiting'
                ORDER BY added_at DESC LIMIT \(Self.few)
                """
            ).map { $0.id(0) as BlobID }
        }
        try await hurry(waiting)
    }

    /// Somebody wants to see these files now.
    public func hurry(_ blobs: [BlobID]) async throws {
        guard !blobs.isEmpty else { return }
        try await store.write("files.hurry") { [checks] tx in
            for blob in blobs { try checks.enqueue(blob, in: tx) }
        }
    }

    private struct Found: Sendable {
        let blob: Blob
        let kind: FileKind
    }

    private func examine(_ job: Job) async throws {
        guard let id = UUIDv7(bytes: job.payload) else { return }
        let blob = BlobID(id)
        let preview: Preview
        let owner: UUIDv7
        do {
            guard let found = try await find(blob) else { return }
            if job.attempt > Self.tries { return try await hide(blob, .died) }
            owner = found.blob.owner
            let bytes = try await checks.blobs.read(found.blob)
            preview = try await previewer.preview(bytes, found.kind.preview)
        } catch let fault as PreviewFault {
            return try await hide(blob, fault)
        } catch is BlobError {
            // The original itself is damaged or gone; `pendopo doctor` tells.
            return try await hide(blob, .broken)
        }
        try await keep(preview, of: blob, owner: owner)
    }

    /// The file, if it still waits.
    private func find(_ blob: BlobID) async throws -> Found? {
        try await store.read("files.find") { [checks] reader in
            let row = try reader.row(
                "SELECT kind FROM file_checks WHERE blob = \(blob) AND state = 'waiting'")
            guard let kind = row.flatMap({ FileKind(rawValue: $0.text(0)) }) else { return nil }
            return Found(blob: try checks.blobs.blob(blob.value, in: reader), kind: kind)
        }
    }

    private func hide(_ blob: BlobID, _ fault: PreviewFault) async throws {
        try await store.write("files.hide") { [now = checks.world.now] tx in
            _ = try tx.execute(
                """
                UPDATE file_checks
                SET state = 'hidden', fault = \(fault.rawValue), checked_at = \(now)
                WHERE blob = \(blob) AND state = 'waiting'
                """)
        }
    }

    /// Seals the pictures and notes them; when the file was taken away meanwhile they go again.
    /// What an error leaves behind is swept.
    private func keep(_ preview: Preview, of blob: BlobID, owner: UUIDv7) async throws {
        let blobs = checks.blobs
        var stored: [(page: Int, picture: PreviewPage, blob: StoredBlob)] = []
        for (page, picture) in [(0, preview.thumb)] + preview.pages.map({ ($0.number, $0) }) {
            stored.append((page, picture, try await blobs.put(picture.jpeg)))
        }
        if try await write(stored, preview.count, of: blob, owner: owner) { return }
        for item in stored { try? await blobs.discard(item.blob) }
    }

    private func write(
        _ stored: [(page: Int, picture: PreviewPage, blob: StoredBlob)], _ count: Int,
        of blob: BlobID, owner: UUIDv7
    ) async throws -> Bool {
        try await store.write("files.keep") { [checks, vault] tx in
            let changed = try tx.execute(
                """
                UPDATE file_checks
                SET state = 'shown', pages = \(count), checked_at = \(checks.world.now)
                WHERE blob = \(blob) AND state = 'waiting'
                """)
            guard changed == 1 else { return false }
            let key = try vault.key(owner, in: tx)
            for item in stored {
                try checks.blobs.register(item.blob, owner: key, in: tx)
                try tx.execute(
                    """
                    INSERT INTO file_pages (blob, page, picture, width, height)
                    VALUES (\(blob), \(item.page), \(item.blob.id.bytes), \(item.picture.width),
                        \(item.picture.height))
                    """)
            }
            return true
        }
    }
}

/// One at a time on this server.
private final class Turn: Sendable {
    private let taken = Mutex(0)

    var isFree: Bool { taken.withLock { $0 == 0 } }

    /// Two workers may have found it free at the same moment: the previewer's one thread then lets
    /// the second wait.
    func take(_ body: () async throws -> Void) async throws {
        taken.withLock { $0 += 1 }
        defer { taken.withLock { $0 -= 1 } }
        try await body()
    }
}
