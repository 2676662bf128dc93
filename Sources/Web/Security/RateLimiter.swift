import Kernel
import Synchronization

/// Token buckets per client and class. Addresses are kept only as a hash that is seeded anew in
/// every process; memory is bounded.
final class RateLimiter: Sendable {
    private struct Key: Hashable {
        let client: Int
        let rate: RateClass
    }

    private struct Bucket {
        var tokens: Double
        var milliseconds: Int64
    }

    private let rates: [RateClass: Rate]
    private let capacity: Int
    private let buckets = Mutex<[Key: Bucket]>([:])

    init(_ rates: [RateClass: Rate], capacity: Int = 50_000) {
        self.rates = rates
        self.capacity = capacity
    }

    /// Seconds to wait, or nothing when the call may go on.
    /// - Parameter counts: false only asks whether a call could go on now.
    func wait(
        _ address: String, _ rate: RateClass, now: Instant, counts: Bool = true
    ) -> Int? {
        guard let allowance = rates[rate] else { return nil }
        var hasher = Hasher()
        hasher.combine(address)
        let key = Key(client: hasher.finalize(), rate: rate)
        return buckets.withLock { buckets in
            if buckets.count >= capacity, buckets[key] == nil { makeRoom(&buckets, now) }
            var bucket =
                buckets[key] ?? Bucket(tokens: allowance.burst, milliseconds: now.milliseconds)
            let passed = Double(max(0, now.milliseconds - bucket.milliseconds)) / 1_000
            bucket.tokens = min(allowance.burst, bucket.tokens + passed * allowance.perSecond)
            bucket.milliseconds = now.milliseconds
            defer { buckets[key] = bucket }
            guard bucket.tokens >= 1 else {
                return max(1, Int(((1 - bucket.tokens) / allowance.perSecond).rounded(.up)))
            }
            if counts { bucket.tokens -= 1 }
            return nil
        }
    }

    /// Forgets those who have been quiet; if nobody has, a part of all.
    private func makeRoom(_ buckets: inout [Key: Bucket], _ now: Instant) {
        buckets = buckets.filter { now.milliseconds - $0.value.milliseconds < 60_000 }
        guard buckets.count >= capacity else { return }
        var left = capacity / 2
        buckets = buckets.filter { _ in
            left -= 1
            return left >= 0
        }
    }
}
