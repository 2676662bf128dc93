import Contracts
import Store
import Synchronization

/// Who on this node waits for entries, and how they are woken.
final class LedgerSignals: Sendable {
    /// Raised when entries with a city-wide number may have become visible.
    let numbered = WakeSignal()
    /// Raised when entries were committed that have no number yet.
    let appended = WakeSignal()

    private struct Watch {
        var last: CaseActNumber
        let tell: @Sendable (CaseActNumber) -> Void
    }

    private struct State {
        var next = 0
        var watches: [CaseID: [Int: Watch]] = [:]
    }

    private let state = Mutex(State())
    let recent = RecentActs()

    /// The cases somebody waits for.
    var watched: [CaseID] { state.withLock { Array($0.watches.keys) } }

    func raise(_ caseID: CaseID, act: CaseActNumber) {
        recent.note(caseID)
        // Watchers are told inside the lock: a later act must not be told before an earlier one.
        state.withLock { state in
            guard var watches = state.watches[caseID] else { return }
            for (ticket, watch) in watches where watch.last < act {
                watches[ticket]?.last = act
                watch.tell(act)
            }
            state.watches[caseID] = watches
        }
    }

    func watch(_ caseID: CaseID) -> AsyncStream<CaseActNumber> {
        // Only the newest number matters: who is slow reads all acts up to it.
        let (stream, continuation) = AsyncStream.makeStream(
            of: CaseActNumber.self, bufferingPolicy: .bufferingNewest(1))
        let ticket = watch(caseID) { continuation.yield($0) }
        continuation.onTermination = { [weak self] _ in self?.forget(caseID, ticket) }
        return stream
    }

    /// - Returns: by what it is forgotten.
    func watch(_ caseID: CaseID, tell: @escaping @Sendable (CaseActNumber) -> Void) -> Int {
        state.withLock { state in
            state.next += 1
            state.watches[caseID, default: [:]][state.next] = Watch(last: 0, tell: tell)
            return state.next
        }
    }

    func forget(_ caseID: CaseID, _ ticket: Int) {
        state.withLock { state in
            state.watches[caseID]?[ticket] = nil
            if state.watches[caseID]?.isEmpty == true { state.watches[caseID] = nil }
        }
    }
}

extension Ledger {
    /// What happened lately, for those who keep something made of a case. Acts of other nodes are
    /// heard of only while `run` is running here.
    public var recentActs: RecentActs { signals.recent }

    /// Tells the newest act number of a case whenever it grows, on whichever node: read `acts`
    /// after each. Begin the stream, then read once, then wait: so nothing falls in between.
    ///
    /// Acts of other nodes are told only while `run` is running here.
    public func actSignals(for caseID: CaseID) -> AsyncStream<CaseActNumber> {
        signals.watch(caseID)
    }

    /// The same without a stream: `tell` is called with every new number, must be quick and must
    /// not come back here.
    /// - Returns: what ends it.
    public func onActs(
        of caseID: CaseID, tell: @escaping @Sendable (CaseActNumber) -> Void
    ) -> @Sendable () -> Void {
        let ticket = signals.watch(caseID, tell: tell)
        return { [signals] in signals.forget(caseID, ticket) }
    }
}
