import Kernel
import Synchronization

/// How many permits of each arm the parts of the plan hold, remembered for some minutes: counting
/// goes through all permits that are due within a year.
final class VisitCounts: Sendable {
    /// What counts depend on besides the register.
    struct Basis: Sendable, Hashable {
        let today: Day
        /// Of the catalogue: it says how often permits are visited.
        let version: String
    }

    private struct Known {
        let basis: Basis
        let counts: [VisitArm: [Int]]
        let at: Instant
    }

    static let minutes: Int64 = 10
    private let known = Mutex<Known?>(nil)

    func all(
        _ basis: Basis, at now: Instant, _ count: () async throws -> [VisitArm: [Int]]
    ) async throws -> [VisitArm: [Int]] {
        if let found = known.withLock({ $0 }), found.basis == basis, now >= found.at,
            now < found.at.adding(seconds: Self.minutes * 60)
        {
            return found.counts
        }
        let counts = try await count()
        known.withLock { $0 = Known(basis: basis, counts: counts, at: now) }
        return counts
    }
}
