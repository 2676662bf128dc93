import Cases
import Contracts
import Kernel
import Store

/// What a list is narrowed by, and the index that leads through it.
///
/// Whether a permit holds is worked out from its days, always. `ended` only says where to look: a
/// row carries 1 once its last day was seen to have passed, so that what holds and what has ended
/// stand apart in the indexes. A row that is not marked yet is found all the same.
extension PermitRows {
    static func condition(_ filter: PermitFilter, on day: Day) -> SQL {
        var parts: [SQL] = ["1 = 1"]
        if let kind = filter.kind { parts.append("p.kind = \(kind.text)") }
        if let kinds = filter.kinds { parts.append("p.kind IN \(list: kinds.map(\.text))") }
        if let region = filter.region { parts.append("p.region = \(region.text)") }
        if let state = filter.state { parts.append(condition(state, on: day)) }
        return SQL.joined(parts, by: " AND ")
    }

    /// `Permit.state(on:)` in SQL.
    static func condition(_ state: PermitState, on day: Day) -> SQL {
        let runs: SQL = "\(sql: stands) AND (p.until_day IS NULL OR p.until_day >= \(day))"
        return switch state {
        case .revoked: "p.revoked_on IS NOT NULL"
        case .superseded: "p.superseded_on IS NOT NULL AND p.revoked_on IS NULL"
        case .expired: "\(sql: stands) AND p.until_day < \(day)"
        case .suspended:
            """
            \(sql: runs) AND p.suspended_from IS NOT NULL AND p.suspended_from <= \(day) \
            AND (p.suspended_until IS NULL OR p.suspended_until >= \(day))
            """
        case .inForce:
            """
            \(sql: runs) AND (p.suspended_from IS NULL OR p.suspended_from > \(day) \
            OR p.suspended_until < \(day))
            """
        }
    }

    private static let stands: SQL = "p.revoked_on IS NULL AND p.superseded_on IS NULL"

    /// A run of rows that one index gives in the order of their numbers.
    struct Run {
        let condition, order: SQL
    }

    /// The run of the index that knows most of the filter. What is equal in all its rows stands in
    /// the comparison and in the order, so that no other index gives them so: told that kind and
    /// mark are `=` something, PostgreSQL goes along all numbers instead.
    /// - Parameter isMarked: whether every permit that has ended carries its mark.
    static func run(_ filter: PermitFilter, after: [UInt8]?, isMarked: Bool) -> Run {
        var equal: [(column: SQL, value: SQL)] = []
        let isStanding = filter.state == .inForce || filter.state == .expired && isMarked
        if filter.state == nil || filter.state == .inForce || filter.state == .expired {
            if let region = filter.region {
                equal.append(("p.region", "\(region.text)"))
            } else if let kind = filter.kind ?? filter.onlyKind {
                equal.append(("p.kind", "\(kind.text)"))
            }
        }
        if isStanding { equal.append(("p.ended", filter.state == .expired ? "1" : "0")) }
        let own: SQL =
            switch filter.state {
            case .revoked: "AND p.revoked_on IS NOT NULL"
            case .superseded: "AND p.superseded_on IS NOT NULL"
            case .suspended: "AND p.suspended_from IS NOT NULL"
            case .inForce, .expired: isStanding ? "AND \(sql: stands)" : ""
            case nil: ""
            }
        let order = SQL.joined(equal.map(\.column) + ["p.number_key"], by: ", ")
        let start = SQL.joined(equal.map(\.value) + ["\(after ?? [])"], by: ", ")
        let ends = equal.map { "AND \(sql: $0.column) <= \(sql: $0.value)" as SQL }
        return Run(
            condition: """
                (\(sql: order)) > (\(sql: start)) \(sql: SQL.joined(ends, by: " ")) \(sql: own)
                """,
            order: order)
    }

    private static let unmarked: SQL = "p.ended = 0 AND p.until_day IS NOT NULL"

    /// Asked for the first in order: asked for any, PostgreSQL reads the table, since it takes most
    /// permits without a mark for ended ones.
    func isAnyUnmarked(on day: Day, in reader: Reader) throws -> Bool {
        let first = try reader.row(
            """
            SELECT p.until_day FROM permits p WHERE \(sql: Self.unmarked) \
            ORDER BY p.until_day LIMIT 1
            """)
        return first?.optionalDay(0).map { $0 < day } ?? false
    }

    /// Marks some of those that have ended.
    static func mark(_ count: Int, on day: Day, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE permits SET ended = 1 WHERE id IN (SELECT p.id FROM permits p \
            WHERE \(sql: unmarked) AND p.until_day < \(day) ORDER BY p.until_day LIMIT \(count))
            """)
    }
}

extension PermitTools {
    private static let markedAtOnce = 500

    /// Marks what has ended since it was last asked for; for a timer.
    func markEnded() async throws {
        let zone = try await shelf.published().profile.zone
        let today = Day(world.now, in: zone)
        while try await isAnyUnmarked(on: today) {
            try await store.write("permit.mark") { tx in
                try PermitRows.mark(Self.markedAtOnce, on: today, in: tx)
            }
        }
    }

    private func isAnyUnmarked(on day: Day) async throws -> Bool {
        try await store.read("permit.unmarked", short: true) { [rows] reader in
            try rows.isAnyUnmarked(on: day, in: reader)
        }
    }
}

extension PermitFilter {
    fileprivate var onlyKind: ServiceCode? { kinds?.count == 1 ? kinds?.first : nil }
}
