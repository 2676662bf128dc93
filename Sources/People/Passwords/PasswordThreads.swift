import Foundation
import Kernel
import Synchronization

/// A few threads of their own for work that burns processor time, with a bounded queue: Argon2 on
/// the cooperative pool would freeze every page of a small server.
final class PasswordThreads: Sendable {
    private let queue: PasswordQueue

    /// - Parameter limit: how many may wait; more are refused at once.
    init(threads: Int, limit: Int) {
        let queue = PasswordQueue(limit: limit)
        self.queue = queue
        for number in 1...max(1, threads) {
            // The thread holds the queue and not this object, so that letting go of it ends it.
            let thread = Thread {
                while let work = queue.next() { work() }
            }
            thread.name = "password-\(number)"
            thread.start()
        }
    }

    deinit { queue.stop() }

    func stop() { queue.stop() }

    /// Runs `body` on one of the threads.
    /// - Throws: `Refusal` of kind `.unavailable` when too many wait already.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = queue.add { continuation.resume(with: Result { try body() }) }
            if !isTaken {
                continuation.resume(throwing: Refusal(.unavailable, "people.sign-in.busy"))
            }
        }
    }
}

/// The line in front of the threads.
private final class PasswordQueue: Sendable {
    typealias Work = @Sendable () -> Void

    private struct State {
        var waiting: [Work] = []
        var isStopped = false
    }

    private let condition = NSCondition()
    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func add(_ work: @escaping Work) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        let isTaken = state.withLock { state in
            guard !state.isStopped, state.waiting.count < limit else { return false }
            state.waiting.append(work)
            return true
        }
        if isTaken { condition.signal() }
        return isTaken
    }

    func next() -> Work? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            let (work, isStopped) = state.withLock { state in
                (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.isStopped)
            }
            if work != nil || isStopped { return work }
            condition.wait()
        }
    }

    func stop() {
        condition.lock()
        state.withLock { $0.isStopped = true }
        condition.broadcast()
        condition.unlock()
    }
}
