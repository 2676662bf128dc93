import Kernel

/// One piece of work as its handler sees it.
public struct Job: Sendable {
    public let id: UUIDv7
    public let kind: String
    public let payload: [UInt8]
    /// Which try this is, from 1.
    public let attempt: Int
    /// Who holds the lease: this one taking, not only this node.
    let lease: UUIDv7

    public init(id: UUIDv7, kind: String, payload: [UInt8], attempt: Int, lease: UUIDv7) {
        self.id = id
        self.kind = kind
        self.payload = payload
        self.attempt = attempt
        self.lease = lease
    }
}

/// How jobs of one kind are done. At least once: a node may die after the work and before the row
/// says so. Work that changes only the database calls `JobQueue.finish` in its own transaction and
/// then happens once.
public struct JobHandler: Sendable {
    /// Tries before the job is a dead letter.
    public let attempts: Int
    /// The pause after the first failed try, in seconds; it doubles with each.
    public let backoff: Int64
    /// The longest pause between tries, in seconds.
    public let longestBackoff: Int64
    /// Whether it makes sense to take a job now. While a gateway is away its jobs rest where they
    /// are instead of being taken and put back.
    public let isReady: @Sendable () -> Bool
    /// Whose workers do it; nil: those that all kinds share.
    public let lane: JobLane?
    public let run: @Sendable (Job) async throws -> Void

    public init(
        attempts: Int = 10, backoff: Int64 = 5, longestBackoff: Int64 = 3600,
        lane: JobLane? = nil, isReady: @escaping @Sendable () -> Bool = { true },
        run: @escaping @Sendable (Job) async throws -> Void
    ) {
        precondition(attempts >= 1 && backoff >= 0 && longestBackoff >= backoff)
        self.lane = lane
        self.isReady = isReady
        self.attempts = attempts
        self.backoff = backoff
        self.longestBackoff = longestBackoff
        self.run = run
    }
}

/// A failure whose reason may be kept and shown to those who run the house. Of any other error
/// only its type is kept, for its text might hold personal data.
public struct JobFailure: Error, Sendable, Hashable {
    /// What went wrong, without personal data.
    public let reason: String
    /// Whether further tries are useless: the job is a dead letter at once.
    public let permanent: Bool
    /// When it may be taken again; nil: after the usual pause. A moment of the past keeps its place
    /// in front of what came later, so use it only where something else holds the kind back.
    public let retryAt: Instant?

    public init(_ reason: String, permanent: Bool = false, retryAt: Instant? = nil) {
        self.reason = reason
        self.permanent = permanent
        self.retryAt = retryAt
    }
}

/// Work done again and again, by one node each time, as a job of its own: a node that dies at it
/// loses nothing.
public struct TimerTask: Sendable {
    public let name: String
    /// Seconds from one time to the next. Times missed while no node ran are not made up for.
    public let every: Int64
    public let run: @Sendable () async throws -> Void

    public init(
        _ name: String, every seconds: Int64, run: @escaping @Sendable () async throws -> Void
    ) {
        precondition(seconds >= 1)
        self.name = name
        every = seconds
        self.run = run
    }

    var kind: String { "timer." + name }
}

/// A job that was given up.
public struct DeadLetter: Sendable, Hashable {
    public let id: UUIDv7
    public let kind: String
    public let attempts: Int
    public let reason: String
    public let createdAt: Instant
}
