import Contracts
import Kernel
import Open311
import Store

/// Lists of public reports, as programs ask for them: one statement each, along an index.
enum Open311Rows {
    /// Newest first; who asks for what was changed gets it in the order of the changes, so that
    /// a list that is taken page by page misses nothing.
    static func page(_ listing: GeoListing, in reader: Reader) throws -> [Report] {
        switch listing.choice {
        case .ids(let ids):
            let numbers = ids.compactMap { try? TrackingCode($0).symbols }
            return try ReportRows.list(
                """
                WHERE r.is_public = 1 AND r.number IN \(list: numbers) \
                ORDER BY r.at DESC, r.case_id DESC
                """, in: reader)
        case .filter(let filter):
            return try page(filter, listing.page, in: reader)
        }
    }

    private static func page(
        _ filter: GeoFilter, _ page: GeoPage, in reader: Reader
    ) throws -> [Report] {
        let isPull = filter.updatedFrom != nil || filter.updatedBefore != nil
        let order: SQL =
            isPull ? "r.updated_at, r.case_id" : "r.at DESC, r.case_id DESC"
        let arms =
            isPull || filter.serviceCodes.count <= 1
            ? [condition(filter, topics: filter.serviceCodes)]
            : filter.serviceCodes.map { condition(filter, topics: [$0]) }
        if arms.count == 1, page.offset == 0 {
            return try ReportRows.list(
                "WHERE \(sql: arms[0]) ORDER BY \(sql: order) LIMIT \(page.size)", in: reader)
        }
        // Keys first: what lies before the page is passed over in the index alone.
        let time: SQL = isPull ? "r.updated_at" : "r.at"
        let last = page.offset + page.size
        let keys = arms.map { arm -> SQL in
            """
            SELECT * FROM (SELECT r.case_id AS id, \(sql: time) AS moment FROM reports r \
            WHERE \(sql: arm) ORDER BY \(sql: order) LIMIT \(last)) AS arm
            """
        }
        let direction: SQL = isPull ? "" : " DESC"
        return try ReportRows.list(
            """
            JOIN (SELECT id, moment FROM (\(sql: SQL.joined(keys, by: " UNION ALL "))) AS found \
            ORDER BY moment\(sql: direction), id\(sql: direction) \
            LIMIT \(page.size) OFFSET \(page.offset)) AS page ON page.id = r.case_id \
            ORDER BY \(sql: order)
            """, in: reader)
    }

    /// - Parameter topics: any of them; none: all.
    private static func condition(_ filter: GeoFilter, topics: [String]) -> SQL {
        var parts: [SQL] = ["r.is_public = 1"]
        if topics.count == 1 {
            parts.append("r.topic = \(topics[0])")
        } else if !topics.isEmpty {
            parts.append("r.topic IN \(list: topics)")
        }
        if let status = filter.status { parts.append("r.is_open = \(status == .open ? 1 : 0)") }
        if let span = filter.requested {
            parts.append("r.at >= \(span.lowerBound) AND r.at < \(span.upperBound)")
        }
        if let from = filter.updatedFrom { parts.append("r.updated_at >= \(from)") }
        if let before = filter.updatedBefore { parts.append("r.updated_at < \(before)") }
        return SQL.joined(parts, by: " AND ")
    }
}

/// Where the pictures of many reports are: one statement.
struct ReportPictures: Sendable {
    struct Picture: Sendable, Hashable {
        /// Its place in the address.
        let place: Int
        let isResult: Bool
    }

    private let byCase: [CaseID: [Picture]]

    static let none = ReportPictures(byCase: [:])

    /// Pictures that everybody may see and that the house has drawn by now.
    static func of(_ ids: [CaseID], in reader: Reader) throws -> ReportPictures {
        guard !ids.isEmpty else { return none }
        var byCase: [CaseID: [Picture]] = [:]
        var places: [CaseID: Int] = [:]
        try reader.each(
            """
            SELECT p.case_id, p.is_result, p.hidden, c.state FROM report_photos p \
            LEFT JOIN file_checks c ON c.blob = p.blob WHERE p.case_id IN \(list: ids) \
            ORDER BY p.case_id, p.is_result, p.place, p.blob
            """
        ) { row in
            let id: CaseID = row.id(0)
            let place = places[id, default: 0]
            places[id] = place + 1
            guard !row.bool(2), row.optionalText(3) == "shown" else { return }
            byCase[id, default: []].append(Picture(place: place, isResult: row.int(1) == 1))
        }
        return ReportPictures(byCase: byCase)
    }

    subscript(id: CaseID) -> [Picture] { byCase[id] ?? [] }
}
