import Contracts
import Kernel
import Synchronization

/// How many permits hold in each kelurahan, remembered for some minutes: counting reads the whole
/// register, and anybody may ask.
final class PermitCounts: Sendable {
    private struct Known {
        let counts: [RegionCode: Int64]
        let at: Instant
    }

    private static let minutes: Int64 = 10
    private let known = Mutex<Known?>(nil)

    func all(
        at now: Instant, _ count: () async throws -> [RegionCode: Int64]
    ) async throws -> [RegionCode: Int64] {
        if let found = known.withLock({ $0 }), now >= found.at,
            now < found.at.adding(seconds: Self.minutes * 60)
        {
            return found.counts
        }
        let counts = try await count()
        known.withLock { $0 = Known(counts: counts, at: now) }
        return counts
    }
}
