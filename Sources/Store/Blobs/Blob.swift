import Crypto
import Kernel

/// A file that lies durably on disk and waits for its row: pass it to `BlobStore.register` in the
/// transaction that names it. Holds the only copy of its key; unregistered it is swept later.
public struct StoredBlob: Sendable, CustomStringConvertible, CustomReflectable {
    public let id: UUIDv7
    /// Bytes of plain text.
    public let size: Int64
    /// SHA-256 of the plain text.
    public let digest: [UInt8]
    let key: SymmetricKey

    public var description: String { "StoredBlob(\(id.text), \(size) bytes)" }
    public var customMirror: Mirror { Mirror(self, children: ["id": id.text, "size": size]) }
}

/// A blob with its key, ready to be read without a look into the database.
public struct Blob: Sendable, CustomStringConvertible, CustomReflectable {
    public let id: UUIDv7
    /// Bytes of plain text.
    public let size: Int64
    /// The data key under which it stands: of the case or person it belongs to.
    public let owner: UUIDv7
    public let createdAt: Instant
    /// SHA-256 of the plain text.
    public let digest: [UInt8]
    let key: SymmetricKey

    /// How many chunks it has; at least one.
    public var chunks: Int64 { BlobFormat.chunks(size: size) }

    public var description: String { "Blob(\(id.text), \(size) bytes)" }
    public var customMirror: Mirror { Mirror(self, children: ["id": id.text, "size": size]) }
}
