import Kernel
import Synchronization

/// So many messages a second to one gateway, and no more: a bucket that holds one second's worth.
final class RateGate: Sendable {
    private struct State {
        var room: Double
        var at: Instant?
    }

    private let rate: Double
    private let state: Mutex<State>

    init(perSecond rate: Int) {
        self.rate = Double(rate)
        state = Mutex(State(room: Double(rate)))
    }

    func hasRoom(at now: Instant) -> Bool { state.withLock { filled($0, now).room >= 1 } }

    /// Takes one place. False: none is free now.
    func take(at now: Instant) -> Bool {
        state.withLock { state in
            state = filled(state, now)
            guard state.room >= 1 else { return false }
            state.room -= 1
            return true
        }
    }

    private func filled(_ state: State, _ now: Instant) -> State {
        let passed = state.at.map { Double(max(0, now.milliseconds(since: $0))) / 1000 } ?? 0
        return State(room: min(rate, state.room + passed * rate), at: now)
    }
}
