import Synchronization

/// One read on its way: until when it may run, and whether its caller has left.
final class ReadTicket: Sendable {
    private enum Phase {
        case waiting
        /// With what stops it from another thread.
        case running(stop: (@Sendable () -> Void)?)
        case ended
    }

    private let deadline: ContinuousClock.Instant
    private let cancelled = Atomic(false)
    private let phase = Mutex(Phase.waiting)

    init(timeout: Duration) {
        deadline = .now.advanced(by: timeout)
    }

    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
    var isLate: Bool { ContinuousClock.now >= deadline }
    var shouldStop: Bool { isCancelled || isLate }
    var remaining: Duration { deadline - .now }

    /// - Throws: when it makes no sense to begin.
    func begin(stop: (@Sendable () -> Void)? = nil) throws {
        phase.withLock { $0 = .running(stop: stop) }
        try check()
    }

    /// After this, `cancel` does not touch the connection any more.
    func end() {
        phase.withLock { $0 = .ended }
    }

    /// The caller has left. SQLite and the next statement of PostgreSQL notice by themselves.
    func cancel() {
        cancelled.store(true, ordering: .relaxed)
    }

    /// Stops the statement that is running. `end` waits for it, so that the connection's next
    /// user is not hit.
    /// - Returns: whether the read is still running.
    func stop() -> Bool {
        phase.withLock { phase in
            guard case .running(let stop) = phase else { return false }
            stop?()
            return true
        }
    }

    func check() throws {
        if isCancelled { throw CancellationError() }
        if isLate { throw StoreError.timeout }
    }
}
