import Contracts
import Kernel

/// A file on its way, as its sender sees it.
public struct Upload: Sendable, Hashable {
    public let id: UploadID
    public let size: Int64
    /// How many bytes lie durably in the house: where the next piece begins.
    public let received: Int64
    /// Whether it is attached to its draft.
    public let isDone: Bool

    public init(id: UploadID, size: Int64, received: Int64, isDone: Bool) {
        self.id = id
        self.size = size
        self.received = received
        self.isDone = isDone
    }
}

/// How much may be on its way.
public struct UploadLimits: Sendable, Hashable {
    /// Unfinished uploads of one account; the one that has rested longest makes room for a new one.
    public var uploads = 6
    /// Bytes of all unfinished uploads of one account, as announced.
    public var bytes: Int64 = 100_000_000
    /// Pieces of one upload.
    public var parts: Int64 = 4_000
    /// How long an upload may take, in hours.
    public var hours: Int64 = 24

    public init() {}

    /// Bytes of one piece.
    public static let piece = 4_000_000
}
