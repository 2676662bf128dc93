import Contracts
import Kernel
import Synchronization

/// How many notices each account has not read, kept in memory for a short while: the number stands
/// on every page of somebody who is signed in.
final class UnreadCounts: Sendable {
    private struct Known {
        let count: Int
        let at: Instant
    }

    /// Another node may write a notice: this one sees it so many seconds later.
    private static let seconds: Int64 = 30
    private static let most = 20_000

    private let known = Mutex<[AccountID: Known]>([:])

    func count(of account: AccountID, at now: Instant) -> Int? {
        known.withLock { known in
            guard let entry = known[account], entry.at <= now,
                now < entry.at.adding(seconds: Self.seconds)
            else { return nil }
            return entry.count
        }
    }

    func keep(_ count: Int, of account: AccountID, at now: Instant) {
        known.withLock { known in
            if known.count >= Self.most { known.removeAll() }
            known[account] = Known(count: count, at: now)
        }
    }

    func forget(_ account: AccountID) { known.withLock { $0[account] = nil } }
}
