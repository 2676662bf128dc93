import Contracts
import Synchronization

/// On which cases something happened lately, as far as this node knows: its own acts at their
/// commit, those of other nodes a moment later. Whoever keeps something made of a case asks here
/// whether it still holds, and spares the database the question.
public final class RecentActs: Sendable {
    /// A point in the stream of acts that this node has heard of.
    public typealias Mark = UInt64

    private struct State {
        var now: Mark = 1
        /// The newest act on each of the cases that acted after `since`.
        var last: [CaseID: Mark] = [:]
        var since: Mark = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int = 20_000) { self.limit = limit }

    /// Take it before reading what is to be kept.
    public var mark: Mark { state.withLock { $0.now } }

    /// Whether nothing happened on the case after `mark`; false also when that is too long ago to
    /// tell.
    public func isQuiet(_ caseID: CaseID, since mark: Mark) -> Bool {
        state.withLock { state in
            if mark == state.now { return true }
            return mark >= state.since && state.last[caseID] ?? 0 <= mark
        }
    }

    func note(_ caseID: CaseID) {
        state.withLock { state in
            state.now += 1
            state.last[caseID] = state.now
            // Forgetting all is rare and costs one look each at what was kept.
            if state.last.count > limit {
                state.last = [:]
                state.since = state.now
            }
        }
    }
}
