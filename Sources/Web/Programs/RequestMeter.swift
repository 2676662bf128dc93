import Synchronization

/// Counts what is asked of the site, by the template of the path: what somebody typed is not in it.
public final class RequestMeter: Sendable {
    /// Upper bounds of the buckets of times, in microseconds; the last bucket has none.
    public static let bounds: [Int64] = [
        1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
        2_500_000,
    ]

    public struct Key: Sendable, Hashable {
        public let method: String
        public let route: String
        /// The first digit of the status.
        public let status: Int
    }

    public struct Count: Sendable, Hashable {
        public fileprivate(set) var requests: Int64 = 0
        public fileprivate(set) var microseconds: Int64 = 0
        public fileprivate(set) var buckets = [Int64](
            repeating: 0, count: RequestMeter.bounds.count + 1)
    }

    private let counts = Mutex<[Key: Count]>([:])

    public init() {}

    func note(_ method: String, _ route: String, status: Int, microseconds: Int64) {
        let known: Set = ["GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"]
        let key = Key(
            method: known.contains(method) ? method : "other", route: route, status: status / 100)
        counts.withLock { counts in
            var count = counts[key] ?? Count()
            count.requests += 1
            count.microseconds += microseconds
            let place = Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count
            count.buckets[place] += 1
            counts[key] = count
        }
    }

    public var all: [(key: Key, count: Count)] {
        counts.withLock { Array($0) }.map { (key: $0.key, count: $0.value) }.sorted {
            ($0.key.route, $0.key.method, $0.key.status)
                < ($1.key.route, $1.key.method, $1.key.status)
        }
    }
}
