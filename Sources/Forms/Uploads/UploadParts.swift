import Contracts
import Kernel
import Store

/// The pieces of an upload, each a sealed blob under the key of its draft.
enum UploadParts {
    static func add(
        _ stored: StoredBlob, at start: Int64, of id: UploadID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO upload_parts (upload, start, blob)
            VALUES (\(id), \(start), \(stored.id.bytes))
            """)
    }

    /// In their order, ready to be read.
    static func all(of id: UploadID, _ blobs: BlobStore, in reader: Reader) throws -> [Blob] {
        try reader.rows(
            "SELECT blob FROM upload_parts WHERE upload = \(id) ORDER BY start"
        ).map { try blobs.blob($0.uuid(0), in: reader) }
    }

    static func erase(_ id: UploadID, _ blobs: BlobStore, in tx: Transaction) throws {
        for row in try tx.rows("SELECT blob FROM upload_parts WHERE upload = \(id)") {
            try blobs.erase(row.uuid(0), in: tx)
        }
        try tx.execute("DELETE FROM upload_parts WHERE upload = \(id)")
    }

    /// Of all uploads of a draft.
    static func erase(of draft: CaseID, _ blobs: BlobStore, in tx: Transaction) throws {
        let rows = try tx.rows(
            """
            SELECT p.blob FROM uploads u JOIN upload_parts p ON p.upload = u.id
            WHERE u.draft = \(draft)
            """)
        for row in rows { try blobs.erase(row.uuid(0), in: tx) }
    }
}

/// The bytes of several blobs, one after the other.
public struct JoinedBlobs: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    let blobs: BlobStore
    let parts: [Blob]

    public init(blobs: BlobStore, parts: [Blob]) {
        self.blobs = blobs
        self.parts = parts
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let blobs: BlobStore
        var rest: ArraySlice<Blob>
        var current: BlobStream.AsyncIterator?

        public mutating func next() async throws -> [UInt8]? {
            while true {
                if let bytes = try await current?.next() { return bytes }
                guard let part = rest.popFirst() else { return nil }
                current = blobs.stream(part).makeAsyncIterator()
            }
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(blobs: blobs, rest: parts[...])
    }
}
