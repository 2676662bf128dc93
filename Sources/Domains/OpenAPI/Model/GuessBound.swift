import Kernel
import Synchronization

/// Slows down whoever tries numbers of cases at random: so many misses at once, and one more each
/// half minute. Kept in memory, for each node by itself.
final class GuessBound: Sendable {
    private struct Bucket {
        var level: Double
        var at: Instant
    }

    private static let capacity = 20.0
    private static let drainSeconds = 30.0
    private static let most = 20_000

    private let buckets = Mutex<[String: Bucket]>([:])

    func admits(_ address: String, at now: Instant) -> Bool {
        buckets.withLock { buckets in
            guard let bucket = buckets[address] else { return true }
            return Self.level(bucket, now) < Self.capacity
        }
    }

    func miss(_ address: String, at now: Instant) {
        buckets.withLock { buckets in
            let level = buckets[address].map { Self.level($0, now) } ?? 0
            buckets[address] = Bucket(level: level + 1, at: now)
            if buckets.count > Self.most {
                buckets = buckets.filter { Self.level($0.value, now) >= 1 }
            }
        }
    }

    private static func level(_ bucket: Bucket, _ now: Instant) -> Double {
        max(0, bucket.level - Double(now.milliseconds(since: bucket.at)) / 1_000 / drainSeconds)
    }
}
