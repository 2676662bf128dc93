import Kernel
import Synchronization

/// A register that failed several times in a row is left alone for a while: citizens get the plain
/// word at once instead of waiting for a time limit each.
final class Rest: Sendable {
    private struct State {
        var failures = 0
        var until: Instant?
    }

    private let state = Mutex(State())

    static let tolerated = 3
    static let seconds: Int64 = 30
    static let longest: Int64 = 600

    /// After the rest the next question goes through; it decides how it goes on.
    func isOver(at now: Instant) -> Bool {
        state.withLock { state in state.until.map { $0 <= now } ?? true }
    }

    func failed(at now: Instant) {
        state.withLock { state in
            state.failures += 1
            guard state.failures >= Self.tolerated else { return }
            let doublings = Int64(min(state.failures - Self.tolerated, 5))
            let seconds = min(Self.longest, Self.seconds << doublings)
            state.until = now.adding(seconds: seconds)
        }
    }

    func succeeded() { state.withLock { $0 = State() } }
}
