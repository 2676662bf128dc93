import Kernel
import Synchronization

/// Slows down whoever tries numbers of cases at random. Only numbers count that are well formed and
/// yet unknown: a slip of the pen fails the check symbol and costs nothing.
///
/// Numbers hold 40 bits of chance; this keeps a single address from trying more than a few hundred
/// a day. It is kept in memory: each node counts for itself.
public final class GuessGuard: Sendable {
    private struct Bucket {
        var level: Double
        var at: Instant
    }

    /// So many misses at once, and one more each half minute.
    private static let capacity = 20.0
    private static let drainSeconds = 30.0
    private static let limit = 20_000

    private let buckets = Mutex<[String: Bucket]>([:])

    public init() {}

    public func admits(_ address: String, at now: Instant) -> Bool {
        buckets.withLock { buckets in
            guard let bucket = buckets[address] else { return true }
            return Self.level(bucket, now) < Self.capacity
        }
    }

    public func miss(_ address: String, at now: Instant) {
        buckets.withLock { buckets in
            let level = buckets[address].map { Self.level($0, now) } ?? 0
            buckets[address] = Bucket(level: level + 1, at: now)
            if buckets.count > Self.limit {
                buckets = buckets.filter { Self.level($0.value, now) >= 1 }
            }
        }
    }

    private static func level(_ bucket: Bucket, _ now: Instant) -> Double {
        let seconds = Double(now.milliseconds(since: bucket.at)) / 1000
        return max(0, bucket.level - seconds / drainSeconds)
    }
}
