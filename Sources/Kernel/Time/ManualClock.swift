import Synchronization

/// A clock that moves only when told to.
public final class ManualClock: Sendable {
    private let instant: Mutex<Instant>

    public init(_ start: Instant) {
        instant = Mutex(start)
    }

    public var now: Instant { instant.withLock { $0 } }

    public func set(_ new: Instant) {
        instant.withLock { $0 = new }
    }

    public func advance(milliseconds: Int64) {
        instant.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }

    /// A city clock that shows this clock's time.
    public var clock: CityClock { CityClock { self.now } }
}
