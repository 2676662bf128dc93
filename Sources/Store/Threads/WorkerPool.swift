import Dispatch
import Synchronization

/// A few threads of our own with a bounded queue. Each thread owns one resource, made when first
/// used, that never leaves it: so a C handle needs no lock and no promise to the compiler.
final class WorkerPool<Resource>: Sendable {
    typealias Job = @Sendable (Worker<Resource>) -> Void

    private struct State {
        var jobs: [Job] = []
        var head = 0
        var threads = 0
        var idle = 0
        var closed = false
        var closing: [CheckedContinuation<Void, Never>] = []

        var waiting: Int { jobs.count - head }

        mutating func take() -> Job? {
            guard head < jobs.count else { return nil }
            let job = jobs[head]
            head += 1
            if head == jobs.count || head > 512 {
                jobs.removeFirst(head)
                head = 0
            }
            return job
        }
    }

    private let name: String
    private let limit: Int
    private let queueLimit: Int
    private let niceness: Int32
    private let make: @Sendable () throws -> Resource
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    init(
        name: String, threads limit: Int, queueLimit: Int, niceness: Int32 = 0,
        make: @escaping @Sendable () throws -> Resource
    ) {
        self.name = name
        self.limit = limit
        self.queueLimit = queueLimit
        self.niceness = niceness
        self.make = make
    }

    var waiting: Int { state.withLock { $0.waiting } }

    /// - Throws: `overloaded` or `closed`; then the job will not run.
    func submit(_ job: @escaping Job) throws(StoreError) {
        let start: Result<Bool, StoreError> = state.withLock { state in
            if state.closed { return .failure(.closed) }
            if state.waiting >= queueLimit { return .failure(.overloaded) }
            state.jobs.append(job)
            guard state.idle < state.waiting, state.threads < limit else { return .success(false) }
            state.threads += 1
            return .success(true)
        }
        if try start.get() { startThread(name: name, niceness: niceness) { self.loop() } }
        wake.signal()
    }

    /// What waits is still done; then the threads end.
    func finish() {
        let threads = state.withLock { state in
            state.closed = true
            return state.threads
        }
        for _ in 0..<threads { wake.signal() }
    }

    /// `finish`, and waits until the last thread has ended.
    func close() async {
        finish()
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state in
                if state.threads > 0 { state.closing.append(continuation) }
                return state.threads == 0
            }
            if ended { continuation.resume() }
        }
    }

    private func loop() {
        let worker = Worker(make)
        while true {
            state.withLock { $0.idle += 1 }
            wake.wait()
            let (job, closed) = state.withLock { state in
                state.idle -= 1
                return (state.take(), state.closed)
            }
            if let job {
                job(worker)
            } else if closed {
                break
            }
        }
        worker.discard()
        let waiting = state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.closing = [] }
            return state.closing
        }
        for continuation in waiting { continuation.resume() }
    }
}

/// A thread's own resource.
final class Worker<Resource> {
    private let make: @Sendable () throws -> Resource
    private var made: Resource?

    init(_ make: @escaping @Sendable () throws -> Resource) {
        self.make = make
    }

    func resource() throws -> Resource {
        if let made { return made }
        let new = try make()
        made = new
        return new
    }

    /// Lets go of a broken resource; the next job gets a new one.
    func discard() {
        made = nil
    }
}
