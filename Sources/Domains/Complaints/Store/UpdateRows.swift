import Cases
import Contracts
import Kernel
import Open311
import Store

/// Rows of `report_updates`: the public acts on reports, for those who follow all of them.
enum UpdateRows {
    private static let columns: SQL = "u.case_id, u.act, u.kind, u.status, u.unit, u.at, u.body"

    /// Writes down what happened to a report.
    /// - Parameter reply: the newest words of the office; nil where they are not public, and then
    ///   nothing that it said before is kept either.
    static func keep(
        _ updates: [ReportUpdate], of id: CaseID, says reply: String?, isPublic: Bool,
        in tx: Transaction
    ) throws {
        for update in updates {
            try tx.put(
                """
                INSERT INTO report_updates (case_id, act, kind, status, unit, at, body) VALUES \
                (\(id), \(update.act), \(update.kind.rawValue), \(update.status.rawValue), \
                \(update.unit?.text), \(update.at), \(update.speaks ? reply : nil)) \
                ON CONFLICT (case_id, act) DO NOTHING
                """)
        }
        guard !isPublic else { return }
        try tx.put(
            "UPDATE report_updates SET body = NULL WHERE case_id = \(id) AND body IS NOT NULL")
    }

    private static func record(_ row: Row) -> ReportUpdate? {
        guard let kind = ActKind(rawValue: row.text(2)),
            let status = GeoUpdateStatus(rawValue: row.text(3))
        else { return nil }
        return ReportUpdate(
            caseID: row.id(0), act: row.int(1), kind: kind, status: status,
            unit: row.optionalText(4).flatMap { UnitCode($0) }, at: row.instant(5),
            text: row.optionalText(6))
    }

    static func find(
        _ id: CaseID, act: Int64, in reader: Reader
    ) throws -> ReportUpdate? {
        try reader.row(
            """
            SELECT \(sql: columns) FROM report_updates u WHERE u.case_id = \(id) \
            AND u.act = \(act)
            """
        ).flatMap(record)
    }

    /// The history of each of some reports, oldest act first: one statement.
    static func histories(
        of ids: [CaseID], in reader: Reader
    ) throws -> [CaseID: [ReportUpdate]] {
        guard !ids.isEmpty else { return [:] }
        let found = try reader.rows(
            """
            SELECT \(sql: columns) FROM report_updates u WHERE u.case_id IN \(list: ids) \
            ORDER BY u.case_id, u.act
            """
        ).compactMap(record)
        return Dictionary(grouping: found, by: \.caseID)
    }

    /// What happened to public reports in a span of time, oldest first, each with the number of
    /// its report.
    static func list(
        _ listing: GeoUpdateListing, in reader: Reader
    ) throws -> [(update: ReportUpdate, number: String)] {
        try reader.rows(
            """
            SELECT \(sql: columns), r.number FROM report_updates u \
            JOIN reports r ON r.case_id = u.case_id AND r.is_public = 1 \
            WHERE u.at >= \(listing.updated.lowerBound) AND u.at < \(listing.updated.upperBound) \
            ORDER BY u.at, u.case_id, u.act \
            LIMIT \(listing.page.size) OFFSET \(listing.page.offset)
            """
        ).compactMap { row in record(row).map { ($0, row.text(7)) } }
    }
}
