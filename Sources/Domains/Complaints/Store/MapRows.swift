import Contracts
import Forms
import Geo
import Kernel
import Store

/// What the map shows: heaps of reports, counted by squares, or single ones where they are few.
enum MapRows {
    /// More squares are never counted at one time; a window that has more is told coarser.
    private static let mostSquares = 600

    /// Clusters of the whole city at the zoom of a picture that shows all of it.
    static func clusters(
        _ filter: ReportFilter, of places: Places, in reader: Reader
    ) throws -> [MapCluster] {
        let points = places.outlines.values.flatMap { $0.compactMap(\.geo) }
        guard let box = GeoBox(points) else { return [] }
        return try clusters(filter, in: box, zoom: 13, in: reader)
    }

    /// Clusters of a window.
    /// - Parameter zoom: of the map; squares are 64 pixels wide there.
    static func clusters(
        _ filter: ReportFilter, in box: GeoBox, zoom: Int, in reader: Reader
    ) throws -> [MapCluster] {
        MapCluster.clusters(try counts(filter, in: box, zoom: zoom, in: reader))
    }

    /// How many reports lie in each square of a window, its edges included.
    static func counts(
        _ filter: ReportFilter, in box: GeoBox, zoom: Int, in reader: Reader
    ) throws -> [CellCount] {
        var window = ClusterWindow(box, zoom: zoom)
        while window.count > mostSquares, window.zoom > 0 {
            window = ClusterWindow(box, zoom: window.zoom - 1)
        }
        if let known = try MapCells.counts(filter, window, in: reader) { return known }
        let shift = MapCells.shift(to: window.zoom)
        let parts = ReportRows.ranges(window).map { low, high -> SQL in
            """
            SELECT r.cell >> CAST(\(shift) AS INTEGER) AS square, r.lat AS lat, r.lon AS lon \
            FROM reports r WHERE r.is_public = 1 AND r.cell IS NOT NULL AND r.cell >= \(low) \
            AND r.cell <= \(high) \(sql: narrowed(filter))
            """
        }
        return try reader.rows(
            """
            SELECT s.square, COUNT(*), CAST(SUM(s.lat) AS BIGINT), CAST(SUM(s.lon) AS BIGINT) \
            FROM (\(sql: SQL.joined(parts, by: " UNION ALL "))) s GROUP BY s.square
            """
        ).compactMap(count)
    }

    /// What narrows a window, written so that its indexes are of use: a topic stands before state
    /// and square in its own, so every state is named; a kecamatan is most of any window of its, so
    /// the squares lead and the region is looked at on the way.
    private static func narrowed(_ filter: ReportFilter) -> SQL {
        var wanted = filter
        wanted.box = nil
        var parts: [SQL] = []
        if let region = filter.region, region.text.utf8.count <= MapCells.districtLength {
            wanted.region = nil
            let end = region.text + ".~"
            parts.append("AND r.region || '' >= \(region.text) AND r.region || '' < \(end)")
        }
        if filter.topic != nil, filter.state == nil {
            parts.append("AND r.state IN \(list: ReportState.allCases.map(\.rawValue))")
        }
        return SQL.joined([ReportRows.condition(wanted)] + parts, by: " ")
    }

    static func count(_ row: Row) -> CellCount? {
        ClusterCell(key: row.int(0)).map {
            CellCount(
                cell: $0, count: row.int(1), latitudeSum: row.int(2), longitudeSum: row.int(3))
        }
    }

    /// Reports of a window, at most so many.
    static func single(
        _ filter: ReportFilter, in box: GeoBox, zoom: Int, limit: Int, in reader: Reader
    ) throws -> [Report] {
        try ReportRows.inside(box, zoom: zoom, narrowed(filter), limit: limit, in: reader)
    }
}
