import Contracts
import Kernel
import People
import Store
import Synchronization

/// How long cases of a service really took, from the complete file to the decision.
public struct Pace: Sendable, Hashable {
    /// Half of the cases took no longer, in working days.
    public let usual: Int
    /// Eight of ten took no longer.
    public let most: Int
    /// How many cases this is said of.
    public let cases: Int
}

/// Keeps what was counted for some minutes: it changes slowly, and pages ask for it often.
final class PaceCache: Sendable {
    struct Entry: Sendable {
        let pace: Pace?
        let at: Instant
    }

    static let minutes: Int64 = 10
    private let entries = Mutex<[ServiceCode: Entry]>([:])

    func pace(of code: ServiceCode, at now: Instant) -> Entry? {
        guard let entry = entries.withLock({ $0[code] }),
            (0..<Self.minutes * 60_000).contains(now.milliseconds(since: entry.at))
        else { return nil }
        return entry
    }

    func keep(_ pace: Pace?, of code: ServiceCode, at now: Instant) {
        entries.withLock { $0[code] = Entry(pace: pace, at: now) }
    }
}

extension Cases {
    /// The newest decided cases that are looked at, and the fewest that say anything.
    private static let newest = 400
    private static let fewest = 8

    /// The expected time of a service, from its real past; nothing while there are too few cases.
    /// Time in which the clock stood still is part of it: it is what applicants live through.
    public func pace(of service: ServiceCode) async throws -> Pace? {
        let now = world.now
        if let kept = paces.pace(of: service, at: now) { return kept.pace }
        let spans = try await store.read("service.pace") { reader in
            try reader.rows(
                """
                SELECT c.clock_started_at, c.clock_stopped_at FROM cases c \
                WHERE c.service = \(service.text) AND c.clock_stopped_at IS NOT NULL \
                AND c.outcome IN ('granted', 'refused') AND NOT \(sql: Restrictions.covers) \
                ORDER BY c.clock_stopped_at DESC LIMIT \(Self.newest)
                """
            ).map { ($0.instant(0), $0.instant(1)) }
        }
        let calendar = try await shelf.calendar()
        let zone = calendar.zone
        let days = spans.compactMap { start, end in
            try? calendar.workingDays(from: Day(start, in: zone), to: Day(end, in: zone))
        }.sorted()
        var pace: Pace?
        let groups = try await shelf.published().profile.groups
        if days.count >= Self.fewest, groups.mayShow(days.count) {
            pace = Pace(
                usual: days[(days.count - 1) / 2], most: days[(days.count - 1) * 8 / 10],
                cases: days.count)
        }
        paces.keep(pace, of: service, at: now)
        return pace
    }
}
