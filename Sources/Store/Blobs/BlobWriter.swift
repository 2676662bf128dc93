import Crypto
import Kernel
import Synchronization

/// Writes one blob: chunk by chunk into a temporary file, then synced, renamed and synced into its
/// directory. Only the calls that block on the disk run on `BlockingThreads`.
struct BlobWriter {
    let id: UUIDv7
    private let key = SymmetricKey(size: .bits256)
    private let place: BlobPlace
    private let disk: BlobDisk
    private let limit: Int64
    private var file: OpenFile?
    private var pending: [UInt8] = []
    private var index: Int64 = 0
    private var size: Int64 = 0
    private var digest = SHA256()

    init(_ id: UUIDv7, root: String, limit: Int64, disk: BlobDisk) {
        self.id = id
        self.limit = limit
        self.disk = disk
        place = BlobPlace(root: root, id: id)
    }

    /// Makes the empty temporary file.
    mutating func begin() async throws {
        file = try await disk.threads.run { [place] in
            try PosixFile.makeDirectories(place.directory, mode: 0o700)
            return try OpenFile(creating: place.temporary)
        }
    }

    mutating func add(_ bytes: [UInt8]) async throws {
        size += Int64(bytes.count)
        guard size <= limit else { throw BlobError.tooLarge(limit: limit) }
        digest.update(data: bytes)
        pending += bytes
        // A full chunk stays until more comes: only then is it known not to be the last.
        var done = 0
        while pending.count - done > BlobFormat.chunk {
            try await write(pending[done..<(done + BlobFormat.chunk)], last: false)
            done += BlobFormat.chunk
        }
        pending.removeFirst(done)
    }

    mutating func finish() async throws -> StoredBlob {
        try await write(pending[...], last: true)
        try await disk.threads.run { [place, disk, file] in
            guard let file else { return }
            try place.keep(file, disk)
        }
        return StoredBlob(id: id, size: size, digest: Array(digest.finalize()), key: key)
    }

    /// The same for bytes that are all there: sealed, written and synced in one turn on a thread
    /// of the disk, for each turn costs as much as sealing a chunk.
    func store(_ bytes: [UInt8]) async throws -> StoredBlob {
        guard Int64(bytes.count) <= limit else { throw BlobError.tooLarge(limit: limit) }
        return try await disk.threads.run { [id, key, place, disk] in
            try PosixFile.makeDirectories(place.directory, mode: 0o700)
            let file = try OpenFile(creating: place.temporary)
            let count = BlobFormat.chunks(size: Int64(bytes.count))
            for index in 0..<count {
                let start = Int(index) * BlobFormat.chunk
                let end = min(start + BlobFormat.chunk, bytes.count)
                try file.write(
                    try BlobFormat.seal(
                        bytes[start..<end], index: index, last: index == count - 1, of: id,
                        with: key))
            }
            try place.keep(file, disk)
            return StoredBlob(
                id: id, size: Int64(bytes.count), digest: Array(SHA256.hash(data: bytes)),
                key: key)
        }
    }

    func abandon() {
        disk.threads.start { [place] in PosixFile.removeIfPresent(place.temporary) }
    }

    private mutating func write(_ chunk: ArraySlice<UInt8>, last: Bool) async throws {
        let sealed = try BlobFormat.seal(chunk, index: index, last: last, of: id, with: key)
        index += 1
        try await disk.threads.run { [file] in try file?.write(sealed) }
    }
}

/// The threads that wait for the disk, and how it syncs: `fsync`, or a disk failing in a test.
struct BlobDisk: Sendable {
    let threads: BlockingThreads
    let sync: @Sendable (Int32) -> Int32
}

/// One descriptor from the first byte to the sync: an error of writing back is told only to
/// descriptors that were open when it happened.
private final class OpenFile: Sendable {
    private let handle: Mutex<PosixFile.Handle>

    init(creating path: String) throws(FileError) {
        handle = Mutex(try PosixFile.Handle(creating: path, mode: 0o600))
    }

    func write(_ bytes: [UInt8]) throws { try handle.withLock { try $0.write(bytes) } }

    func syncAndClose(_ sync: (Int32) -> Int32) throws {
        try handle.withLock { handle in
            try handle.sync(sync)
            try handle.close()
        }
    }
}

/// Where a blob's file stands: `<root>/<last byte of the id>/<id>`. The last byte is chance, so
/// that the 256 directories fill evenly; the first bytes are time.
struct BlobPlace: Sendable {
    let directory: String
    let name: String

    init(root: String, id: UUIDv7) {
        name = Hexadecimal.text(id.bytes)
        directory = root + "/" + name.suffix(2)
    }

    var path: String { directory + "/" + name }
    var temporary: String { path + ".tmp" }

    /// Gives a written file its name; afterwards file and name survive a power cut.
    fileprivate func keep(_ file: OpenFile, _ disk: BlobDisk) throws {
        try file.syncAndClose(disk.sync)
        try PosixFile.rename(temporary, to: path)
        do {
            try PosixFile.syncDirectory(directory, by: disk.sync)
        } catch {
            PosixFile.removeIfPresent(path)
            throw error
        }
    }
}
