import Foundation
import Synchronization

/// A few threads of their own for work that blocks on files, so that a slow disk never holds a
/// thread of the cooperative pool. Work waits in order; the threads end with the object.
final class FileThreads: Sendable {
    private typealias Work = @Sendable () -> Void

    /// What the threads share; they keep it, and not `FileThreads`, alive.
    private final class Queue: Sendable {
        private struct State {
            var waiting: [Work] = []
            var next = 0
            var closed = false
        }

        private let state = Mutex(State())
        private let available = DispatchSemaphore(value: 0)

        func add(_ work: @escaping Work) {
            state.withLock { $0.waiting.append(work) }
            available.signal()
        }

        func close(threads: Int) {
            state.withLock { $0.closed = true }
            for _ in 0..<threads { available.signal() }
        }

        func run() {
            while true {
                available.wait()
                let work = state.withLock { state -> Work? in
                    guard state.next < state.waiting.count else { return nil }
                    let work = state.waiting[state.next]
                    state.next += 1
                    if state.next == state.waiting.count {
                        state.waiting.removeAll(keepingCapacity: true)
                        state.next = 0
                    }
                    return work
                }
                guard let work else { return }
                work()
            }
        }
    }

    private let queue = Queue()
    private let count: Int

    init(name: String, count: Int) {
        self.count = count
        for number in 1...count {
            let thread = Thread { [queue] in queue.run() }
            thread.name = "\(name)-\(number)"
            thread.start()
        }
    }

    deinit { queue.close(threads: count) }

    /// Runs blocking work on one of the threads.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.add { continuation.resume(with: Result { try work() }) }
        }
    }

    /// The same without waiting for it.
    func start(_ work: @escaping @Sendable () -> Void) { queue.add(work) }
}
