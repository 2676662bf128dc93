import Contracts
import Kernel
import Ledger
import Store

extension AccessRoots {
    /// What the entries of a cut are named.
    public static let cutType = "access.cut"
    /// Nothing younger is ever cut, whatever a city's rules say: whoever examines a complaint
    /// looks back that far.
    public static let youngest: Int64 = 365 * 24 * hour
    /// How many rows a transaction takes, about.
    private static let rowsAtOnce: Int64 = 5_000
    /// How many hours are looked at in a step.
    private static let hoursAtOnce = 200

    /// Takes away the looks of hours that ended before a moment, wholly, and keeps their count and
    /// root, marked. Each step writes one entry: from which hour to which, how many hours and rows,
    /// and the limit. An hour whose rows are not those of its root stays as the proof of that.
    /// - Parameter limit: the end of the time of keeping; never less than a year ago.
    /// - Parameter steps: how many steps at most; they are taken from it.
    /// - Returns: how many looks went.
    @discardableResult
    public func cut(before limit: Instant, steps: inout Int) async throws -> Int64 {
        let end = min(limit.milliseconds, world.now.milliseconds - Self.youngest)
        var count: Int64 = 0
        var after: Int64 = -1
        while steps > 0 {
            let due = try await next(before: end, after: after)
            guard let last = due.last else { break }
            steps -= 1
            after = last.hour
            let sound = try await sound(due)
            guard !sound.isEmpty else { continue }
            count += try await cut(sound, before: end)
        }
        return count
    }

    private struct Due: Sendable {
        let hour, entries: Int64
        let root: [UInt8]
    }

    /// The next hours with all their rows, oldest first; no more than a step takes.
    private func next(before end: Int64, after: Int64) async throws -> [Due] {
        let all = try await store.read("access.due") { reader in
            try reader.rows(
                """
                SELECT hour, entries, root FROM access_roots WHERE cut_at IS NULL \
                AND hour > \(after) AND hour <= \(end - Self.hour) \
                ORDER BY hour LIMIT \(Self.hoursAtOnce)
                """
            ).map { Due(hour: $0.int(0), entries: $0.int(1), root: $0.bytes(2)) }
        }
        var rows: Int64 = 0
        let fitting = all.prefix { due in
            defer { rows += due.entries }
            return rows < Self.rowsAtOnce
        }
        return Array(fitting)
    }

    private func sound(_ due: [Due]) async throws -> [Due] {
        var sound: [Due] = []
        for one in due {
            let leaves = try await leaves(of: one.hour)
            if Int64(leaves.count) == one.entries, AccessTree.root(leaves) == one.root {
                sound.append(one)
            }
        }
        return sound
    }

    private func cut(_ hours: [Due], before end: Int64) async throws -> Int64 {
        let now = world.now
        return try await store.write("access.cut") { [ledger] tx in
            var rows: Int64 = 0
            var taken: [JSONValue] = []
            for due in hours {
                // Of two nodes one marks the hour.
                let isFirst =
                    try tx.execute(
                        """
                        UPDATE access_roots SET cut_at = \(now) \
                        WHERE hour = \(due.hour) AND cut_at IS NULL
                        """) == 1
                guard isFirst else { continue }
                taken.append(.integer(due.hour))
                rows += Int64(
                    try tx.execute(
                        """
                        DELETE FROM access_log \
                        WHERE at >= \(due.hour) AND at < \(due.hour + Self.hour)
                        """))
            }
            guard !taken.isEmpty else { return 0 }
            try ledger.append(
                LedgerEntry(
                    type: Self.cutType, actor: .system("access"),
                    facts: [
                        "before": .integer(end), "hours": .array(taken),
                        "rows": .integer(rows),
                    ], at: now),
                key: nil, in: tx)
            return rows
        }
    }
}
