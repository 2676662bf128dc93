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
        return try clusters(filter.placed(in: places), in: box, zoom: 13, in: reader)
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

    /// What narrows a window, written so that its indexes are of use: a topic stands before region,
    /// or state, and square in its own, so every state is named where no region is.
    private static func narrowed(_ filter: ReportFilter) -> SQL {
        var wanted = filter
        wanted.box = nil
        var parts: [SQL] = []
        if filter.topic != nil, filter.state == nil, filter.region == nil {
            parts.append("AND r.state IN \(list: ReportState.allCases.map(\.rawValue))")
        }
        if filter.state != nil, filter.topic == nil, filter.region == nil {
            parts.append("AND r.state <> ''")
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

extension ReportFilter {
    /// With the kelurahan that its region is or has: each is a value that an index leads along.
    func placed(in places: Places) -> ReportFilter {
        guard let region else { return self }
        var placed = self
        placed.villages = places.regions.map(\.code).filter {
            $0 == region || region.contains($0)
        }
        return placed
    }
}
