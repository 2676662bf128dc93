import Contracts
import Kernel
import People
import Synchronization

/// Who opened what of which case a moment ago, so that coming back to it (each act leads there
/// again) is the same look and not another. What was written down is remembered only after it is
/// safe.
final class RecentLooks: Sendable {
    struct Look: Hashable, Sendable {
        let caseID: CaseID
        let account: AccountID
        let position: PositionID
        let part: AccessPart

        init(_ looked: LookedAt, _ officer: Officer, _ part: AccessPart) {
            caseID = looked.caseID
            account = officer.account
            position = looked.reason.position
            self.part = part
        }
    }

    /// How long coming back is the same look, in seconds.
    static let seconds: Int64 = 60
    /// Beyond so many all are forgotten: forgetting costs a row, nothing else.
    private static let limit = 10_000

    private let known = Mutex<[Look: Instant]>([:])

    func isKnown(_ look: Look, at now: Instant) -> Bool {
        known.withLock { known in
            guard let at = known[look] else { return false }
            return now >= at && now < at.adding(seconds: Self.seconds)
        }
    }

    func remember(_ look: Look, at now: Instant) {
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
            known[look] = now
        }
    }
}
