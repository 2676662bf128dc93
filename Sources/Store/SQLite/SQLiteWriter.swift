import Dispatch
import Synchronization

/// The only writer of a SQLite file: a thread of its own that takes all that waits, up to the
/// batch limit, and stores it with one commit.
final class SQLiteWriter: Sendable {
    private struct State {
        var waiting: [WriteAction] = []
        var closed = false
        var ended = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }

    private let queueLimit: Int
    private let batchLimit: Int
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    init(
        _ options: StoreOptions, make: @escaping @Sendable () throws -> SQLiteBatch
    ) {
        queueLimit = options.writeQueueLimit
        batchLimit = max(1, options.batchLimit)
        startThread(name: "store.write") { self.loop(make) }
    }

    var waiting: Int { state.withLock { $0.waiting.count } }

    func submit(_ action: WriteAction) throws(StoreError) {
        let result: Result<Void, StoreError> = state.withLock { state in
            if state.closed { return .failure(.closed) }
            if state.waiting.count >= queueLimit { return .failure(.overloaded) }
            state.waiting.append(action)
            return .success(())
        }
        try result.get()
        wake.signal()
    }

    func finish() {
        state.withLock { $0.closed = true }
        wake.signal()
    }

    func close() async {
        finish()
        await withCheckedContinuation { continuation in
            let ended = state.withLock { state in
                if !state.ended { state.closing.append(continuation) }
                return state.ended
            }
            if ended { continuation.resume() }
        }
    }

    private func loop(_ make: @Sendable () throws -> SQLiteBatch) {
        var batch: SQLiteBatch?
        while true {
            wake.wait()
            let (actions, closed) = take()
            if !actions.isEmpty {
                do {
                    if batch?.isUsable != true { batch = try make() }
                    batch?.run(actions)
                } catch {
                    for action in actions { action.fail(error) }
                }
            } else if closed {
                break
            }
        }
        batch = nil
        let closing = state.withLock { state in
            state.ended = true
            defer { state.closing = [] }
            return state.closing
        }
        for continuation in closing { continuation.resume() }
    }

    /// One signal comes for each action, so later rounds may find nothing: they go to sleep again.
    private func take() -> ([WriteAction], closed: Bool) {
        state.withLock { state in
            let actions = Array(state.waiting.prefix(batchLimit))
            state.waiting.removeFirst(actions.count)
            return (actions, state.closed)
        }
    }
}
