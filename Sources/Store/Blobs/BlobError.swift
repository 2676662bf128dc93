import Kernel

/// Why a blob could not be stored or read.
public enum BlobError: Error, Sendable, Hashable {
    /// More bytes came than the limit allows; nothing was kept.
    case tooLarge(limit: Int64)
    /// There is no such blob.
    case unknown(UUIDv7)
    /// Its key was destroyed.
    case erased(UUIDv7)
    /// The file was cut, changed, reordered, or is not the one its row names.
    case damaged(UUIDv7)
    /// It was stored too long ago to be registered still: the sweep may take its file.
    case expired(UUIDv7)
}
