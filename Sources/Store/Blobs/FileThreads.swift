/// A few threads of their own for work that blocks on files, so that a slow disk never holds a
/// thread of the cooperative pool. Work waits in order; the threads end with the object.
final class FileThreads: Sendable {
    private let pool: WorkerPool<Void>

    /// - Parameter waiting: how much work may wait; more is refused.
    init(name: String, count: Int, waiting: Int = 4096) {
        pool = WorkerPool(name: name, threads: count, queueLimit: waiting, make: {})
    }

    deinit { pool.finish() }

    /// Runs blocking work on one of the threads.
    /// - Throws: what `work` throws; `StoreError.overloaded`.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try pool.submit { _ in continuation.resume(with: Result { try work() }) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// The same without waiting for it, for tidying up that a later sweep makes good.
    func start(_ work: @escaping @Sendable () -> Void) { try? pool.submit { _ in work() } }
}
