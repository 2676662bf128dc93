import Synchronization

/// Wakes whoever waits on this node for something in the database. A signal raised while nobody
/// waits is kept, so that no wake-up falls between looking and waiting.
public final class WakeSignal: Sendable {
    private struct State {
        var generation: UInt64 = 0
        var next: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// How often the signal was raised: take it before looking for work.
    public var generation: UInt64 { state.withLock { $0.generation } }

    /// Wakes all who wait.
    public func raise() {
        let waiting = state.withLock { state in
            state.generation += 1
            defer { state.waiting.removeAll() }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Wakes one of those who wait: who finds work wakes the next.
    public func raiseOne() {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.generation += 1
            guard let first = state.waiting.keys.min() else { return nil }
            return state.waiting.removeValue(forKey: first)
        }
        waiting?.resume()
    }

    /// Returns when the signal was raised after `generation`, after `longest`, or when the task is
    /// cancelled.
    public func wait(after generation: UInt64, longest: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(after: generation) }
            group.addTask { try? await Task.sleep(for: longest) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait(after generation: UInt64) async {
        let ticket = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state -> Bool in
                    if state.generation != generation || Task.isCancelled { return true }
                    state.waiting[ticket] = continuation
                    return false
                }
                if ready { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
    }
}
