import Contracts
import Kernel
import Store

/// Rows of `report_supports`: who has the same trouble. What was merged into another report takes
/// its supporters along, and back again when it is parted.
enum SupportRows {
    /// - Parameter source: the merged report that was meant; nil: the report itself.
    /// - Returns: whether that is new.
    static func add(
        _ account: AccountID, to report: CaseID, from source: CaseID?, at now: Instant,
        in tx: Transaction
    ) throws -> Bool {
        let added = try tx.execute(
            """
            INSERT INTO report_supports (case_id, account, at, came_from) VALUES \
            (\(report), \(account), \(now), \(source)) ON CONFLICT DO NOTHING
            """)
        if added == 1 { try count([report], in: tx) }
        return added == 1
    }

    /// Supporters of a report stand where it is worked on: with the one that it was merged into, or
    /// with itself. Doing it again changes nothing.
    static func follow(_ source: CaseID, into target: CaseID?, in tx: Transaction) throws {
        let before = try tx.rows(
            "SELECT DISTINCT case_id FROM report_supports WHERE came_from = \(source)"
        ).map { $0.id(0) as CaseID }
        for place in before where place != target {
            try move(from: place, to: source, "came_from = \(source)", cameFrom: nil, in: tx)
        }
        if let target, try ReportRows.find(target, in: tx) != nil {
            try move(from: source, to: target, "1 = 1", cameFrom: source, in: tx)
        }
        try count(Set(before + [source, target].compactMap(\.self)), in: tx)
    }

    /// Whoever supports both stays with the other in his own name.
    private static func move(
        from place: CaseID, to other: CaseID, _ whom: SQL, cameFrom: CaseID?, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE report_supports SET case_id = \(other), came_from = \(cameFrom) \
            WHERE case_id = \(place) AND \(sql: whom) AND account NOT IN \
            (SELECT o.account FROM report_supports o WHERE o.case_id = \(other))
            """)
    }

    private static func count(_ reports: Set<CaseID>, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE reports SET supports = (SELECT COUNT(*) FROM report_supports s \
            WHERE s.case_id = reports.case_id) WHERE case_id IN \(list: reports.sorted())
            """)
    }
}
