import Cases
import Contracts
import Forms
import Geo
import Kernel
import Store

/// Rows of `reports`.
enum ReportRows {
    static let columns: SQL = """
        r.case_id, r.number, r.service, r.kind, r.topic, r.body, r.place, r.region, r.lat, r.lon, \
        r.state, r.unit, r.at, r.updated_at, r.due_at, r.answered_at, r.closed_at, r.reply, \
        r.supports, r.is_public, r.merged_into
        """
    /// How many they are.
    static let width = 21

    /// The urgency of what waits.
    static let never = Instant(milliseconds: 253_370_764_800_000)

    static func record(_ row: Row) throws -> Report {
        guard let number = try? TrackingCode(row.text(1)), let service = ServiceCode(row.text(2)),
            let kind = ReportRule.Kind(rawValue: row.text(3)),
            let state = ReportState(rawValue: row.text(10)), let unit = UnitCode(row.text(11))
        else { throw ComplaintFault.unreadable }
        var point: GeoPoint?
        if !row.isNull(8) { point = GeoPoint(latitude: row.int(8), longitude: row.int(9)) }
        return Report(
            caseID: row.id(0), number: number, service: service, kind: kind, topic: row.text(4),
            text: row.optionalText(5), place: row.optionalText(6),
            region: row.optionalText(7).flatMap { RegionCode($0) }, point: point, state: state,
            unit: unit, at: row.instant(12), updatedAt: row.instant(13),
            dueAt: row.optionalInstant(14), answeredAt: row.optionalInstant(15),
            closedAt: row.optionalInstant(16), reply: row.optionalText(17),
            supports: row.int(18), isPublic: row.int(19) == 1, mergedInto: row.optionalID(20))
    }

    static func find(_ number: TrackingCode, in reader: Reader) throws -> Report? {
        try list("WHERE r.number = \(number.symbols)", in: reader).first
    }

    static func find(_ id: CaseID, in reader: Reader) throws -> Report? {
        try list("WHERE r.case_id = \(id)", in: reader).first
    }

    /// - Parameter rest: of the statement, over the alias `r`.
    static func list(_ rest: SQL, in reader: Reader) throws -> [Report] {
        try reader.rows("SELECT \(sql: columns) FROM reports r \(sql: rest)").map(record)
    }

    /// Public reports, newest first, behind one of them.
    static func newest(
        _ filter: ReportFilter, after: (at: Instant, id: CaseID)?, limit: Int, in reader: Reader
    ) throws -> [Report] {
        let from: SQL = after.map { "AND (r.at, r.case_id) < (\($0.at), \($0.id))" } ?? ""
        return try list(
            """
            WHERE r.is_public = 1 \(sql: condition(filter)) \(sql: from) \
            ORDER BY r.at DESC, r.case_id DESC LIMIT \(limit)
            """, in: reader)
    }

    static func condition(_ filter: ReportFilter) -> SQL {
        var parts: [SQL] = []
        if let topic = filter.topic { parts.append("AND r.topic = \(topic)") }
        if !filter.villages.isEmpty {
            parts.append("AND r.region IN \(list: filter.villages.map(\.text))")
        } else if let region = filter.region {
            // A kecamatan's code begins those of its kelurahan.
            let end = region.text + ".~"
            parts.append("AND r.region >= \(region.text) AND r.region < \(end)")
        }
        if let state = filter.state { parts.append("AND r.state = \(state.rawValue)") }
        if let unit = filter.unit { parts.append("AND r.unit = \(unit.text)") }
        if let isOpen = filter.isOpen { parts.append("AND r.is_open = \(isOpen ? 1 : 0)") }
        if let box = filter.box { parts.append("AND \(sql: inside(box))") }
        return SQL.joined(parts, by: " ")
    }

    /// What lies in a box: by the exact coordinates.
    private static func inside(_ box: GeoBox) -> SQL {
        """
        r.lat BETWEEN \(box.south) AND \(box.north) AND r.lon BETWEEN \(box.west) AND \(box.east)
        """
    }

    /// Public reports that lie in a box, at most so many. Each range of cells is a statement part
    /// of its own: an `OR` of ranges would lead along no partial index.
    static func inside(
        _ box: GeoBox, zoom: Int = 20, _ condition: SQL, limit: Int, in reader: Reader
    ) throws -> [Report] {
        let parts = ranges(ClusterWindow(box, zoom: zoom)).map { low, high -> SQL in
            """
            SELECT \(sql: columns) FROM reports r WHERE r.is_public = 1 AND r.cell IS NOT NULL \
            AND r.cell >= \(low) AND r.cell <= \(high) AND \(sql: inside(box)) \(sql: condition)
            """
        }
        return try reader.rows("\(sql: SQL.joined(parts, by: " UNION ALL ")) LIMIT \(limit)")
            .map(record)
    }

    /// The keys of finest squares that a window covers, as few ranges.
    static func ranges(_ window: ClusterWindow) -> [(low: Int64, high: Int64)] {
        window.ranges(atMost: 12).map(deepest)
    }

    /// Ranges of cells that hold a box; they may hold a little more.
    static func cells(
        _ box: GeoBox, zoom: Int = 20, atMost limit: Int
    ) -> [(low: Int64, high: Int64)] {
        ClusterWindow(box, zoom: zoom).ranges(atMost: limit).map(deepest)
    }

    /// Keys of the finest squares within those of a coarser zoom.
    private static func deepest(_ range: ClosedRange<Int64>) -> (low: Int64, high: Int64) {
        let bits = Int64.bitWidth - 1 - range.lowerBound.leadingZeroBitCount
        let more = Int64(keyBits - bits)
        return (range.lowerBound << more, ((range.upperBound + 1) << more) - 1)
    }

    /// Length of a key of the finest squares, without its leading 1.
    static let keyBits = 2 * (ClusterCell.zooms.upperBound + 2)

    static func cell(_ point: GeoPoint) -> Int64 {
        ClusterCell(of: point, zoom: ClusterCell.zooms.upperBound).key
    }

    /// Open public reports of some topics within metres of a point, the nearest first.
    static func near(
        _ point: GeoPoint, metres: Int, topics: [String], limit: Int, in reader: Reader
    ) throws -> [(report: Report, metres: Int)] {
        let box = GeoBox(around: point, metres: Double(metres))
        let rows = try inside(
            box, "AND r.is_open = 1 AND r.topic IN \(list: topics)", limit: 200, in: reader)
        return rows.compactMap { report in
            report.point.map { (report, Int($0.metres(to: point).rounded())) }
        }.filter { $0.1 <= metres }.sorted { ($0.1, $1.0.at) < ($1.1, $0.0.at) }
            .prefix(limit).map { (report: $0.0, metres: $0.1) }
    }

    static func photos(of id: CaseID, in reader: Reader) throws -> [ReportPhoto] {
        try reader.rows(
            """
            SELECT blob, is_result, hidden, boxes FROM report_photos WHERE case_id = \(id) \
            ORDER BY is_result, place, blob
            """
        ).map { row in
            ReportPhoto(
                blob: row.id(0), kind: ReportPhoto.Kind(rawValue: row.int(1)) ?? .reported,
                isHidden: row.int(2) == 1, isCovered: !row.isNull(3))
        }
    }
}

/// What should not be.
enum ComplaintFault: Error { case unreadable }
