import Cases
import Contracts
import Kernel
import Ledger
import Synchronization

/// Numbers of cases that were looked up lately with the version of their page, good until
/// something happens on the case. Bounded; kept in memory by each node for itself.
final class TrackingStamps: Sendable {
    private struct Kept {
        let stamp: TrackingStamp
        var mark: RecentActs.Mark
    }

    private static let limit = 150_000

    private let acts: RecentActs
    private let kept = Mutex<[TrackingCode: Kept]>([:])

    init(_ acts: RecentActs) { self.acts = acts }

    /// The stamp of a number: the kept one, or what `look` finds.
    func stamp(
        _ number: TrackingCode, _ look: () async throws -> TrackingStamp?
    ) async rethrows -> TrackingStamp? {
        let mark = acts.mark
        let known = kept.withLock { $0[number] }
        if let known, acts.isQuiet(known.stamp.caseID, since: known.mark) { return known.stamp }
        guard let found = try await look() else { return nil }
        kept.withLock { kept in
            if kept.count >= Self.limit { kept = [:] }
            kept[number] = Kept(stamp: found, mark: mark)
        }
        return found
    }
}
