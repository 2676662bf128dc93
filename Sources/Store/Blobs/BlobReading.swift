import Crypto
import Kernel

extension BlobStore {
    /// One chunk of at most 64 KiB, authenticated.
    /// - Parameter index: from 0 to `blob.chunks - 1`.
    /// - Throws: `BlobError.damaged`, `FileError`.
    public func chunk(_ index: Int64, of blob: Blob) async throws -> [UInt8] {
        precondition((0..<blob.chunks).contains(index), "a chunk beyond the blob")
        let path = BlobPlace(root: root, id: blob.id).path
        let last = index == blob.chunks - 1
        let sealed = try await threads.run {
            let file = try PosixFile.Handle(reading: path)
            // One byte more than belongs there, so that bytes after the last chunk are seen.
            let limit = BlobFormat.sealedChunk + (last ? 1 : 0)
            return try file.read(upTo: limit, at: index * Int64(BlobFormat.sealedChunk))
        }
        let plain = try BlobFormat.open(
            sealed, index: index, last: last, of: blob.id, with: blob.key)
        let expected = last ? blob.size - index * Int64(BlobFormat.chunk) : Int64(BlobFormat.chunk)
        guard plain.count == expected else { throw BlobError.damaged(blob.id) }
        return plain
    }

    /// All bytes, compared with the digest.
    /// - Throws: `BlobError.tooLarge` above `limit`, `.damaged`, `FileError`.
    public func read(_ blob: Blob, limit: Int64 = 64 << 20) async throws -> [UInt8] {
        guard blob.size <= limit else { throw BlobError.tooLarge(limit: limit) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(blob.size))
        for index in 0..<blob.chunks { bytes += try await chunk(index, of: blob) }
        guard Array(SHA256.hash(data: bytes)) == blob.digest else {
            throw BlobError.damaged(blob.id)
        }
        return bytes
    }

    /// All bytes of a blob by its id.
    public func read(_ id: UUIDv7, from store: Store) async throws -> [UInt8] {
        try await read(try await store.read("blob") { try self.blob(id, in: $0) })
    }

    public func read<Subject>(_ id: Identifier<Subject>, from store: Store) async throws -> [UInt8]
    {
        try await read(id.value, from: store)
    }

    /// The blob chunk by chunk, each read when it is asked for.
    public func stream(_ blob: Blob) -> BlobStream { BlobStream(store: self, blob: blob) }
}

/// The chunks of a blob in order. Each is authenticated; a cut file ends in `BlobError.damaged`.
public struct BlobStream: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    let store: BlobStore
    let blob: Blob

    public struct AsyncIterator: AsyncIteratorProtocol {
        let store: BlobStore
        let blob: Blob
        var index: Int64 = 0

        public mutating func next() async throws -> [UInt8]? {
            guard index < blob.chunks else { return nil }
            defer { index += 1 }
            return try await store.chunk(index, of: blob)
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(store: store, blob: blob) }
}
