import Synchronization

/// Lets only so many pages be made at a time, first come, first served.
///
/// A page needs the processor at many small moments. Made all at once, everybody's page is ready
/// late, and the unluckiest one much later than the rest; made in turn, most are ready early and
/// the last no later. Requests that write are not held back: the more of them wait for the disk
/// together, the fewer times it is waited for.
final class Turns: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// How many at the head of `waiting` have gone.
        var gone = 0
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(free: count)) }

    /// How many wait for theirs.
    var waiting: Int { state.withLock { $0.waiting.count - $0.gone } }

    func take<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        await begin()
        defer { end() }
        return try await body()
    }

    private func begin() async {
        if state.withLock({ Self.claim(&$0) }) { return }
        await withCheckedContinuation { turn in
            let isFree = state.withLock { state in
                if Self.claim(&state) { return true }
                state.waiting.append(turn)
                return false
            }
            if isFree { turn.resume() }
        }
    }

    private static func claim(_ state: inout State) -> Bool {
        guard state.free > 0 else { return false }
        state.free -= 1
        return true
    }

    /// Hands the turn to whoever waits longest.
    private func end() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.gone < state.waiting.count else {
                state.free += 1
                state.waiting.removeAll(keepingCapacity: true)
                state.gone = 0
                return nil
            }
            let next = state.waiting[state.gone]
            state.gone += 1
            if state.gone >= 64, state.gone * 2 >= state.waiting.count {
                state.waiting.removeFirst(state.gone)
                state.gone = 0
            }
            return next
        }
        next?.resume()
    }
}
