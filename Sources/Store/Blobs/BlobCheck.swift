import Crypto
import Kernel

extension BlobStore {
    /// Reads and decrypts the whole blob, chunk by chunk, and compares size and digest.
    /// - Returns: false when its file is missing, cut or changed.
    /// - Throws: `FileError` when the disk fails.
    public func isIntact(_ blob: Blob) async throws -> Bool {
        var digest = SHA256()
        do {
            for try await chunk in stream(blob) { digest.update(data: chunk) }
        } catch is BlobError {
            return false
        } catch let error as FileError where error.isMissing {
            return false
        }
        return Array(digest.finalize()) == blob.digest
    }

    /// The blobs after `id`, in order, that are not erased; at most `limit`.
    public func ids(after id: UUIDv7?, limit: Int, in reader: Reader) throws -> [UUIDv7] {
        try reader.rows(
            """
            SELECT id FROM blobs WHERE erased_at IS NULL AND id > \(id?.bytes ?? [])
            ORDER BY id LIMIT \(limit)
            """
        ).map { $0.uuid(0) }
    }
}
