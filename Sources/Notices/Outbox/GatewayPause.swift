import Kernel
import Synchronization

/// After a gateway did not answer, nobody knocks for a while: a thousand waiting notices must not
/// hold the workers for a time limit each.
final class GatewayPause: Sendable {
    private struct State {
        var failures = 0
        var until: Instant?
    }

    private let state = Mutex(State())

    func isOpen(at now: Instant) -> Bool {
        state.withLock { state in state.until.map { $0 <= now } ?? true }
    }

    /// Doubles the pause with each failure, from 5 seconds to 5 minutes. Tries turned away during
    /// the pause do not lengthen it.
    func failed(at now: Instant) {
        state.withLock { state in
            if let until = state.until, now < until { return }
            state.failures += 1
            let seconds = min(300, Int64(5) << Int64(min(state.failures - 1, 6)))
            state.until = now.adding(seconds: seconds)
        }
    }

    func succeeded() { state.withLock { $0 = State() } }
}
