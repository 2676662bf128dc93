import Kernel

/// A document of a provider, fetched when needed and kept for a while. However many ask at once,
/// one request is under way; after a failure nobody asks for some seconds, so that a dead
/// provider does not hold our threads.
actor Remembered<Value: Sendable> {
    /// A value, and the how-manieth fetch it came with.
    struct Edition: Sendable {
        let value: Value
        let number: Int
        fileprivate let fetchedAt: Instant
    }

    static var lifetimeSeconds: Int64 { 3_600 }
    static var failureSeconds: Int64 { 5 }
    static var renewalSeconds: Int64 { 30 }

    private let clock: CityClock
    private let fetch: @Sendable () async throws(OpenIDError) -> Value
    private var kept: Edition?
    private var failure: (error: OpenIDError, at: Instant)?
    private var renewedAt: Instant?
    private var running: Task<Result<Edition, OpenIDError>, Never>?
    private var count = 0

    init(
        clock: CityClock, fetch: @escaping @Sendable () async throws(OpenIDError) -> Value
    ) {
        self.clock = clock
        self.fetch = fetch
    }

    func current() async throws(OpenIDError) -> Edition {
        if let kept, isWithin(Self.lifetimeSeconds, of: kept.fetchedAt) { return kept }
        return try await fetched()
    }

    /// For somebody to whom `seen` looks outdated: a later edition; nil when there is none yet and
    /// asking again must wait, so that forged tokens do not make us ask the provider all the time.
    func later(than seen: Edition) async throws(OpenIDError) -> Edition? {
        if let kept, kept.number > seen.number { return kept }
        if running == nil {
            if let renewedAt, isWithin(Self.renewalSeconds, of: renewedAt) { return nil }
            renewedAt = clock.now()
        }
        return try await fetched()
    }

    private func fetched() async throws(OpenIDError) -> Edition {
        if let failure, isWithin(Self.failureSeconds, of: failure.at) { throw failure.error }
        let task = running ?? Task { await load() }
        running = task
        return try await task.value.get()
    }

    private func load() async -> Result<Edition, OpenIDError> {
        let result: Result<Value, OpenIDError>
        do {
            result = .success(try await fetch())
        } catch {
            result = .failure(error)
        }
        running = nil
        let now = clock.now()
        switch result {
        case .success(let value):
            count += 1
            let edition = Edition(value: value, number: count, fetchedAt: now)
            kept = edition
            failure = nil
            return .success(edition)
        case .failure(let error):
            failure = (error, now)
            return .failure(error)
        }
    }

    /// A clock that was set back makes everything old.
    private func isWithin(_ seconds: Int64, of instant: Instant) -> Bool {
        let now = clock.now()
        return now >= instant && now < instant.adding(seconds: seconds)
    }
}
