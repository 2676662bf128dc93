import Kernel
import Synchronization

/// After a gateway did not answer, nobody knocks for a while: a thousand waiting notices must not
/// hold the workers for a time limit each.
final class GatewayPause: Sendable {
    private struct State {
        var failures = 0
        var stumbles = 0
        var until: Instant?
        /// Tries that go on now.
        var underWay = 0
    }

    /// So many messages turned away one after the other count as a gateway that is away.
    private static let patience = 5

    private let state = Mutex(State())
    /// So many tries at one time; nil: as many as there are workers.
    private let most: Int?

    init(most: Int? = nil) { self.most = most }

    func isOpen(at now: Instant) -> Bool { state.withLock { hasRoom($0, now) } }

    /// Begins a try; false: not now. After a failure one knocks for all, so that a gateway which
    /// hangs never holds more than one worker.
    func enter(at now: Instant) -> Bool {
        state.withLock { state in
            guard hasRoom(state, now) else { return false }
            state.underWay += 1
            return true
        }
    }

    /// A try that was begun is over.
    func leave() { state.withLock { $0.underWay -= 1 } }

    private func hasRoom(_ state: State, _ now: Instant) -> Bool {
        guard state.until.map({ $0 <= now }) ?? true else { return false }
        let room = state.failures > 0 ? 1 : most
        return room.map { state.underWay < $0 } ?? true
    }

    /// Doubles the pause with each failure, from 5 seconds to 5 minutes. Tries turned away during
    /// the pause do not lengthen it.
    func failed(at now: Instant) { state.withLock { Self.fail(&$0, now) } }

    /// One message was turned away for now.
    func stumbled(at now: Instant) {
        state.withLock { state in
            state.stumbles += 1
            if state.stumbles >= Self.patience { Self.fail(&state, now) }
        }
    }

    /// The gateway itself says how long.
    func hold(seconds: Int64, at now: Instant) {
        state.withLock { $0.until = now.adding(seconds: min(max(seconds, 1), 3_600)) }
    }

    func succeeded() {
        state.withLock { state in
            let underWay = state.underWay
            state = State()
            state.underWay = underWay
        }
    }

    private static func fail(_ state: inout State, _ now: Instant) {
        if let until = state.until, now < until { return }
        state.failures += 1
        let seconds = min(300, Int64(5) << Int64(min(state.failures - 1, 6)))
        state.until = now.adding(seconds: seconds)
    }
}
