import Contracts
import Forms
import Geo
import Store

/// What the map shows: heaps of reports, counted by squares.
enum MapRows {
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
        var wanted = filter
        wanted.box = box
        var deeper: Int64 = 1
        for _ in zoom..<ClusterCell.zooms.upperBound { deeper *= 4 }
        let counts = try reader.rows(
            """
            SELECT heap, COUNT(*), SUM(lat), SUM(lon) FROM (SELECT r.cell / \(deeper) AS heap, \
            r.lat, r.lon FROM reports r WHERE r.is_public = 1 AND r.cell IS NOT NULL \
            \(sql: ReportRows.condition(wanted))) AS heaps GROUP BY heap
            """
        ).compactMap { row in
            ClusterCell(key: row.int(0)).map {
                CellCount(
                    cell: $0, count: row.int(1), latitudeSum: row.int(2),
                    longitudeSum: row.int(3))
            }
        }
        return MapCluster.clusters(counts)
    }
}
