import Foundation
import Synchronization

/// Threads that may wait for a mail server; the cooperative pool may not.
final class DeliveryThreads: Sendable {
    private let queue = DeliveryQueue()

    init(count: Int) {
        for number in 1...max(1, count) {
            let queue = queue
            let thread = Thread {
                while let work = queue.next() { work() }
            }
            thread.name = "delivery-\(number)"
            thread.start()
        }
    }

    deinit { queue.stop() }

    /// Bounded by the callers: each job worker has one message under way.
    func run<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            queue.add { continuation.resume(returning: body()) }
        }
    }
}

private final class DeliveryQueue: Sendable {
    typealias Work = @Sendable () -> Void

    private struct State {
        var waiting: [Work] = []
        var isStopped = false
    }

    private let condition = NSCondition()
    private let state = Mutex(State())

    func add(_ work: @escaping Work) {
        condition.lock()
        state.withLock { $0.waiting.append(work) }
        condition.signal()
        condition.unlock()
    }

    func stop() {
        condition.lock()
        state.withLock { $0.isStopped = true }
        condition.broadcast()
        condition.unlock()
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
}
