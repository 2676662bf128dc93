import Cases
import Contracts
import Forms
import Geo
import Kernel
import People
import Store

/// Open reports that an officer may open, the most urgent first. Three statements a page: along one
/// index until it is full, its pictures, and what lies near.
enum TriageRows {
    static func page(
        _ filter: TriageFilter, of officer: Officer, behind place: TriagePlace?, limit: Int,
        topics: TopicRules, now: Instant, in reader: Reader
    ) throws -> [TriageRow] {
        let from: SQL =
            place.map { "AND (r.urgent_at, r.case_id) > (\($0.urgentAt), \($0.id))" } ?? ""
        let reach = officer.caseScope
        var rows = try reader.rows(
            """
            SELECT \(sql: ReportRows.columns), r.urgent_at, r.hidden \
            FROM reports r CROSS JOIN cases c WHERE c.id = r.case_id AND r.is_open = 1 \
            \(sql: condition(filter, now)) \(sql: from) AND \(sql: reach) \
            ORDER BY r.urgent_at, r.case_id LIMIT \(limit)
            """
        ).map { row in
            let urgent = row.instant(ReportRows.width)
            return TriageRow(
                report: try ReportRows.record(row),
                urgentAt: urgent == ReportRows.never ? nil : urgent,
                isHidden: row.bool(ReportRows.width + 1))
        }
        guard !rows.isEmpty else { return [] }
        try addPhotos(to: &rows, in: reader)
        try addNear(to: &rows, topics, in: reader)
        return rows
    }

    private static func condition(_ filter: TriageFilter, _ now: Instant) -> SQL {
        var wanted = ReportFilter()
        wanted.topic = filter.topic
        wanted.state = filter.state
        wanted.region = filter.region
        wanted.unit = filter.unit
        let late: SQL = filter.isOverdue ? "AND r.urgent_at < \(now)" : ""
        return "\(sql: ReportRows.condition(wanted)) \(sql: late)"
    }

    // MARK: Pictures

    private static func addPhotos(to rows: inout [TriageRow], in reader: Reader) throws {
        let found = try reader.rows(
            """
            SELECT p.case_id, p.is_result, p.hidden, c.state, \
            COALESCE(v.width, g.width), COALESCE(v.height, g.height) FROM report_photos p \
            LEFT JOIN file_checks c ON c.blob = p.blob \
            LEFT JOIN file_pages g ON g.blob = p.blob AND g.page = 0 \
            LEFT JOIN report_covers v ON v.blob = p.blob AND v.page = 0 \
            WHERE p.case_id IN \(list: rows.map(\.report.caseID)) \
            ORDER BY p.case_id, p.is_result, p.place, p.blob
            """)
        let byCase = Dictionary(grouping: found) { $0.id(0) as CaseID }
        for index in rows.indices {
            let photos = (byCase[rows[index].report.caseID] ?? []).enumerated()
                .filter { $0.element.int(1) == 0 }
            rows[index].photos = photos.count
            guard rows[index].report.isPublic else { continue }
            rows[index].thumb =
                photos.lazy.compactMap { thumb($0.offset, $0.element) }
                .first
        }
    }

    private static func thumb(_ place: Int, _ row: Row) -> ShownPhoto? {
        guard !row.bool(2), row.optionalText(3) == "shown", let width = row.optionalInt(4),
            let height = row.optionalInt(5)
        else { return nil }
        let page = FileCheck.Page(number: 1, width: Int(width), height: Int(height))
        return ShownPhoto(place: place, kind: .reported, page: page, thumb: page)
    }

    // MARK: What may be the same

    private struct Around {
        let index: Int
        let point: GeoPoint
        let metres: Int
        let family: Set<String>
    }

    /// How many open public reports of the same family lie near each.
    private static func addNear(
        to rows: inout [TriageRow], _ topics: TopicRules, in reader: Reader
    ) throws {
        let around = rows.indices.compactMap { index -> Around? in
            let report = rows[index].report
            guard let point = report.point, report.mergedInto == nil,
                let topic = topics.topic(report.topic), topic.radius > 0
            else { return nil }
            return Around(
                index: index, point: point, metres: topic.radius,
                family: Set(topics.family(of: topic.code)))
        }
        guard let windows = windows(around) else { return }
        let found = try reader.rows(
            """
            WITH w (n, low, high) AS (VALUES \(sql: windows)) \
            SELECT w.n, r.case_id, r.topic, r.lat, r.lon FROM w CROSS JOIN reports r \
            WHERE r.cell BETWEEN w.low AND w.high AND r.is_public = 1 AND r.is_open = 1 \
            AND r.cell IS NOT NULL AND r.merged_into IS NULL LIMIT \(most)
            """)
        for row in found {
            let one = around[Int(row.int(0))]
            guard (row.id(1) as CaseID) != rows[one.index].report.caseID,
                one.family.contains(row.text(2)),
                let point = GeoPoint(latitude: row.int(3), longitude: row.int(4)),
                Int(one.point.metres(to: point).rounded()) <= one.metres
            else { continue }
            rows[one.index].near += 1
        }
    }

    /// More than these on one page are one great trouble, whatever their number.
    private static let most = 4_000

    /// Ranges of cells around each, as many as a power of two: so pages share few statements.
    private static func windows(_ around: [Around]) -> SQL? {
        var windows = around.enumerated().flatMap { number, one -> [SQL] in
            let box = GeoBox(around: one.point, metres: Double(one.metres))
            return ReportRows.cells(box, atMost: 4).map { low, high in
                "(\(number), \(low), \(high))"
            }
        }
        guard !windows.isEmpty else { return nil }
        var size = 1
        while size < windows.count { size *= 2 }
        let nothing: SQL = "(\(0), \(1), \(0))"
        windows += Array(repeating: nothing, count: size - windows.count)
        return SQL.rows(windows)
    }
}
