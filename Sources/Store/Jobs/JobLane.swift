import Synchronization

/// Workers of their own for some kinds of job. What waits for strangers' machines, or keeps one of
/// ours busy for minutes, can then fill its own lane and never stands in front of the rest: mails
/// with codes, clocks, examinations of files.
public struct JobLane: Sendable, Hashable {
    public let name: String
    /// Jobs of this lane that run at the same time on one node.
    public let workers: Int

    public init(_ name: String, workers: Int = 1) {
        precondition(workers >= 1)
        self.name = name
        self.workers = workers
    }
}

/// Which lane a kind of job is in on this node, and what wakes the workers of each lane. Until
/// workers run, every kind is in the lane without a name.
final class LaneSignals: Sendable {
    private struct State {
        var lanes: [String: String] = [:]
        var signals: [String: WakeSignal] = [:]
    }

    private let state = Mutex(State())

    func set(_ lane: String, of kinds: some Sequence<String>) {
        state.withLock { state in
            for kind in kinds { state.lanes[kind] = lane }
        }
    }

    func signal(lane: String) -> WakeSignal {
        state.withLock { state in
            if let known = state.signals[lane] { return known }
            let made = WakeSignal()
            state.signals[lane] = made
            return made
        }
    }

    func signal(kind: String) -> WakeSignal {
        signal(lane: state.withLock { $0.lanes[kind] } ?? "")
    }
}
