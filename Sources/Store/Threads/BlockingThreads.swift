/// A few threads of their own for work that blocks (files, mail servers) or burns processor time
/// (Argon2), so that it never holds a thread of the cooperative pool. Work waits in order; the
/// threads end with the object.
public final class BlockingThreads: Sendable {
    private let pool: WorkerPool<Void>

    /// - Parameters:
    ///   - waiting: how much work may wait; more is refused.
    ///   - niceness: how far the threads step back behind others for the processor, 0 to 19.
    public init(name: String, count: Int, waiting: Int = 4096, niceness: Int32 = 0) {
        pool = WorkerPool(
            name: name, threads: count, queueLimit: waiting, niceness: niceness, make: {})
    }

    deinit { pool.finish() }

    /// Runs blocking work on one of the threads.
    /// - Throws: what `work` throws; `StoreError.overloaded`.
    public func run<Value: Sendable>(
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

    /// What waits is still done; then the threads end.
    public func finish() { pool.finish() }

    /// The same without waiting for it, for tidying up that a later sweep makes good.
    func start(_ work: @escaping @Sendable () -> Void) { try? pool.submit { _ in work() } }
}
