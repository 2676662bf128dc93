import Crypto
import Glibc
import Kernel

/// Files of cases, sealed on disk. The bytes are durable before the row that names them is
/// written, so a row never points at nothing; a file without a row is swept.
///
/// Each blob has a key of its own, wrapped under the data key of its owner (a case, a person) and
/// not under the master key: destroying the owner's key makes all its files unreadable at once,
/// and one file alone is erased by destroying its own.
public struct BlobStore: Sendable {
    let root: String
    let vault: Vault
    let world: World
    private let disk: BlobDisk
    var threads: BlockingThreads { disk.threads }

    /// - Parameter directory: the city's directory of blobs, such as `<data>/blobs`.
    /// - Parameter isDurable: false does not wait for the disk and loses files in a power cut:
    ///   for measurements only.
    public init(directory: String, vault: Vault, world: World, isDurable: Bool = true) {
        let toDisk: @Sendable (Int32) -> Int32 = { fsync($0) }
        let toMemory: @Sendable (Int32) -> Int32 = { _ in 0 }
        self.init(
            directory: directory, vault: vault, world: world,
            sync: isDurable ? toDisk : toMemory)
    }

    /// - Parameter sync: `fsync`, or a disk that fails in a test.
    init(
        directory: String, vault: Vault, world: World, sync: @escaping @Sendable (Int32) -> Int32
    ) {
        root = directory
        self.vault = vault
        self.world = world
        disk = BlobDisk(threads: BlockingThreads(name: "blobs", count: 4), sync: sync)
    }

    // MARK: Storing

    /// Stores bytes durably. No row exists yet: `register` them in the transaction that needs them.
    /// - Throws: `BlobError.tooLarge`, `FileError`; then nothing is kept.
    public func put(_ bytes: [UInt8], limit: Int64 = .max) async throws -> StoredBlob {
        let writer = BlobWriter(world.uuid(), root: root, limit: limit, disk: disk)
        do {
            return try await writer.store(bytes)
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// Stores a stream of byte chunks durably, holding at most one chunk in memory.
    /// - Parameter limit: the most bytes to take; one more and nothing is kept.
    public func put<Chunks: AsyncSequence>(
        _ chunks: Chunks, limit: Int64
    ) async throws -> StoredBlob where Chunks.Element == [UInt8] {
        try await store(limit: limit) { writer in
            for try await chunk in chunks { try await writer.add(chunk) }
        }
    }

    private func store(
        limit: Int64, _ fill: (inout BlobWriter) async throws -> Void
    ) async throws -> StoredBlob {
        var writer = BlobWriter(world.uuid(), root: root, limit: limit, disk: disk)
        do {
            try await writer.begin()
            try await fill(&writer)
            return try await writer.finish()
        } catch {
            writer.abandon()
            throw error
        }
    }

    /// Writes the row of a stored blob under the data key of its owner.
    /// - Throws: `BlobError.expired` an hour after `put`, for the sweep may soon take the file.
    public func register(_ stored: StoredBlob, owner: DataKey, in tx: Transaction) throws {
        let now = world.now
        guard now.milliseconds(since: stored.id.instant) < Self.registrable else {
            throw BlobError.expired(stored.id)
        }
        let key = stored.key.withUnsafeBytes { Array($0) }
        let wrapped = try vault.seal(key, with: owner, at: place(stored.id, "wrapped"))
        let digest = try vault.seal(
            stored.digest, with: owner, at: place(stored.id, "digest_sealed"))
        try tx.execute(
            """
            INSERT INTO blobs (id, owner, size, wrapped, digest_sealed, created_at)
            VALUES (\(stored.id.bytes), \(owner.id.bytes), \(stored.size), \(wrapped), \(digest),
                \(now))
            """)
    }

    /// How long after `put` a blob may be registered, in milliseconds.
    static let registrable: Int64 = 3_600_000

    /// Removes a stored blob whose transaction did not come about. Never call it for a blob that
    /// may have been registered.
    public func discard(_ stored: StoredBlob) async throws {
        let path = BlobPlace(root: root, id: stored.id).path
        try await threads.run { try PosixFile.remove(path) }
    }

    // MARK: Finding and erasing

    /// The blob with its key, for reading.
    /// - Throws: `BlobError.unknown`, `.erased`.
    public func blob(_ id: UUIDv7, in reader: Reader) throws -> Blob {
        let row = try reader.row(
            """
            SELECT owner, size, wrapped, digest_sealed, created_at FROM blobs
            WHERE id = \(id.bytes)
            """)
        guard let row else { throw BlobError.unknown(id) }
        guard let wrapped = row.optionalBytes(2), let digest = row.optionalBytes(3) else {
            throw BlobError.erased(id)
        }
        let owner = row.uuid(0)
        let ownerKey: DataKey
        do {
            ownerKey = try vault.key(owner, in: reader)
        } catch SealingError.destroyed {
            throw BlobError.erased(id)
        }
        let key = try vault.open(wrapped, with: ownerKey, at: place(id, "wrapped"))
        return Blob(
            id: id, size: row.int(1), owner: owner, createdAt: row.instant(4),
            digest: try vault.open(digest, with: ownerKey, at: place(id, "digest_sealed")),
            key: SymmetricKey(data: key))
    }

    /// Destroys the key of one blob; its file goes after the commit, or with the next sweep.
    public func erase(_ id: UUIDv7, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE blobs SET wrapped = NULL, digest_sealed = NULL, erased_at = \(world.now)
            WHERE id = \(id.bytes) AND erased_at IS NULL
            """)
        let path = BlobPlace(root: root, id: id).path
        tx.onCommit { [threads] in threads.start { PosixFile.removeIfPresent(path) } }
    }

    private func place(_ id: UUIDv7, _ column: String) -> SealPlace {
        SealPlace(table: "blobs", row: id, column: column)
    }
}
