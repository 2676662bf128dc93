public import Kernel

/// How a store behaves; the defaults are right for a server.
public struct StoreOptions: Sendable {
    public enum Synchronous: String, Sendable {
        /// An acknowledged write survives a power cut.
        case full
        /// For measurements only.
        case off
    }

    /// Most actions in one durable transaction of SQLite; 1 switches group commit off.
    public var batchLimit = 256
    /// Most writes that may wait; one more is refused.
    public var writeQueueLimit = 4096
    /// Most reads that may wait; one more is refused.
    public var readQueueLimit = 1024
    /// Threads for reads, each with a connection, made when first needed.
    public var readers = 4
    /// PostgreSQL: threads for writes, each with a connection.
    public var writers = 8
    /// A read is stopped after this time, waiting included.
    public var readTimeout = Duration.seconds(5)
    /// PostgreSQL: one statement of a write.
    public var writeStatementTimeout = Duration.seconds(30)
    public var synchronous = Synchronous.full
    public var world: World
    /// Counts what the store does.
    public let meter = StoreMeter()

    public init(world: World = .system) {
        self.world = world
    }
}
