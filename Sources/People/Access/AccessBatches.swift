import Store
import Synchronization

/// Gathers rows that come while others are being written, so that many looks at once cost few
/// transactions. Whoever finds nobody writing writes at once; whoever comes meanwhile waits, and
/// the first of those writes for all of them. No task runs behind the requests.
final class AccessBatches: Sendable {
    private enum Turn: Sendable {
        /// To write the own rows and those of others.
        case lead([Waiter])
        case written
    }

    private struct Waiter: Sendable {
        let rows: [AccessRow]
        let answer: CheckedContinuation<Turn, any Error>
    }

    private struct State {
        var isWriting = false
        var waiting: [Waiter] = []
    }

    /// Rows a statement, unless one caller alone brings more.
    static let limit = 256
    /// More do not wait: the store is too slow for what is asked of it.
    static let longestQueue = 20_000

    private let state = Mutex(State())
    private let write: @Sendable ([AccessRow]) async throws -> Void

    init(write: @escaping @Sendable ([AccessRow]) async throws -> Void) { self.write = write }

    /// Whether somebody writes.
    var isWriting: Bool { state.withLock { $0.isWriting } }
    /// How many callers wait for the next write.
    var waiting: Int { state.withLock { $0.waiting.count } }

    /// - Throws: what the write of these rows threw; then none of them is stored.
    func add(_ rows: [AccessRow]) async throws {
        let turn = try await withCheckedThrowingContinuation { answer in
            let now: Result<Turn, any Error>? = state.withLock { state in
                guard state.isWriting else {
                    state.isWriting = true
                    return .success(.lead([]))
                }
                guard state.waiting.count < Self.longestQueue else {
                    return .failure(StoreError.overloaded)
                }
                state.waiting.append(Waiter(rows: rows, answer: answer))
                return nil
            }
            if let now { answer.resume(with: now) }
        }
        guard case .lead(let others) = turn else { return }
        let result: Result<Turn, any Error>
        do {
            try await write(rows + others.flatMap(\.rows))
            result = .success(.written)
        } catch {
            result = .failure(error)
        }
        handOver()
        for other in others { other.answer.resume(with: result) }
        _ = try result.get()
    }

    /// Lets the first of those who wait write for as many as one statement takes.
    private func handOver() {
        let next: (first: Waiter, others: [Waiter])? = state.withLock { state in
            guard let first = state.waiting.first else {
                state.isWriting = false
                return nil
            }
            var count = first.rows.count
            let others = state.waiting.dropFirst().prefix { waiter in
                count += waiter.rows.count
                return count <= Self.limit
            }
            state.waiting.removeFirst(1 + others.count)
            return (first, Array(others))
        }
        if let next { next.first.answer.resume(returning: .lead(next.others)) }
    }
}
