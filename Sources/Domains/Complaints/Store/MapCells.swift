import Contracts
import Geo
import Kernel
import Store

/// Rows of `report_cells`: how many public reports lie in each square of the map, with the sums of
/// their coordinates. They are kept as reports come and change, so that a map of a million reports
/// is drawn without counting them. `MapFacet` says what is counted.
enum MapCells {
    /// Zooms whose squares are kept for some facet. A map between two of them adds up the finer
    /// one, a nearer map counts the few reports that it shows.
    static let zooms = [12, 14, 16, 18]

    static let migration = Migration(
        id: "complaints-map-0001",
        statements: [table] + indexes + [12, 14, 16].flatMap(backfill))

    /// Topic and region together.
    static let narrow = Migration(
        id: "complaints-map-0002",
        statements: [
            """
            CREATE INDEX reports_cell_topic_region ON reports (topic, region, cell, state, lat, lon)
                WHERE is_public = 1 AND cell IS NOT NULL
            """
        ])

    /// Streets of a city that has a million reports hold too many to be counted each time; and what
    /// is open near a place is found by its topics first.
    static let near = Migration(
        id: "complaints-map-0003",
        statements: backfill(18) + [
            "DROP INDEX reports_cell_open",
            """
            CREATE INDEX reports_near ON reports (topic, cell, lat, lon)
                WHERE is_public = 1 AND is_open = 1 AND cell IS NOT NULL
            """,
            // That of the state is only for who says `state <> ''`: SQLite, which counts nothing,
            // would take it for a topic and a state too, being the smaller one.
            "DROP INDEX reports_cell_state",
            """
            CREATE INDEX reports_cell_state ON reports (state, cell, lat, lon)
                WHERE is_public = 1 AND cell IS NOT NULL AND state <> ''
            """,
            "DROP INDEX reports_cell_topic",
            """
            CREATE INDEX reports_cell_topic ON reports (topic, state, cell, lat, lon)
                WHERE is_public = 1 AND cell IS NOT NULL
            """,
        ])

    /// Each facet has rows of its own, at the zooms where they spare counting: any state and one
    /// state of a window stand side by side, and a topic in a kecamatan is counted too.
    static let facets = Migration(
        id: "complaints-map-0004", statements: ["DELETE FROM report_cells"] + recount)

    /// Counts all reports; the table is empty before.
    static var recount: [String] { MapFacet.Kind.allCases.flatMap(\.counting) }

    private static let table = """
        CREATE TABLE report_cells (
            facet TEXT NOT NULL,
            cell BIGINT NOT NULL,
            state TEXT NOT NULL,
            reports BIGINT NOT NULL,
            lats BIGINT NOT NULL,
            lons BIGINT NOT NULL,
            PRIMARY KEY (facet, cell, state)
        )
        """

    /// For single reports of a window: squares first, or behind what narrows them.
    private static let indexes = [
        "DROP INDEX reports_cell",
        """
        CREATE INDEX reports_cell ON reports (cell, lat, lon)
            WHERE is_public = 1 AND cell IS NOT NULL
        """,
        """
        CREATE INDEX reports_cell_state ON reports (state, cell, lat, lon)
            WHERE is_public = 1 AND cell IS NOT NULL
        """,
        """
        CREATE INDEX reports_cell_topic ON reports (topic, state, cell)
            WHERE is_public = 1 AND cell IS NOT NULL
        """,
        """
        CREATE INDEX reports_cell_region ON reports (region, cell, lat, lon)
            WHERE is_public = 1 AND cell IS NOT NULL
        """,
    ]

    /// What is there already, counted once.
    private static func backfill(_ zoom: Int) -> [String] {
        let shift = shift(to: zoom)
        let length = MapFacet.districtLength
        let district = "substr(region, 1, \(length))"
        return [
            ("''", "", ""), ("topic", " AND topic <> ''", "topic, "),
            ("region", " AND length(region) > \(length)", "region, "),
            (district, " AND region IS NOT NULL", district + ", "),
        ].map { facet, named, group in
            """
            INSERT INTO report_cells (facet, cell, state, reports, lats, lons) \
            SELECT \(facet), cell >> \(shift), state, COUNT(*), CAST(SUM(lat) AS BIGINT), \
            CAST(SUM(lon) AS BIGINT) FROM reports \
            WHERE is_public = 1 AND cell IS NOT NULL\(named) \
            GROUP BY \(group)cell >> \(shift), state
            """
        }
    }

    /// By how many bits the key of a finest square is longer than that of its square at a zoom.
    static func shift(to zoom: Int) -> Int64 { Int64(2 * (ClusterCell.zooms.upperBound - zoom)) }

    /// A public report as the map counts it.
    struct Shown: Equatable {
        let facets: [MapFacet]
        let point: GeoPoint

        init(topic: String, region: String?, state: String, point: GeoPoint) {
            facets = MapFacet.of(topic, region, state)
            self.point = point
        }
    }

    /// Counts of the squares of a window, at the next kept zoom; nil where no facet is of use, or
    /// none of its zooms is fine enough.
    static func counts(
        _ filter: ReportFilter, _ window: ClusterWindow, in reader: Reader
    ) throws -> [CellCount]? {
        guard let facet = MapFacet.of(filter),
            let kept = facet.kind.zooms.first(where: { $0 >= window.zoom })
        else { return nil }
        let shift = Int64(2 * (kept - window.zoom))
        let state: SQL = facet.state.isEmpty ? "" : "AND c.state = \(facet.state)"
        let parts = window.ranges(atMost: 12).map { range -> SQL in
            let low = range.lowerBound << shift
            let high = ((range.upperBound + 1) << shift) - 1
            return """
                SELECT c.cell >> CAST(\(shift) AS INTEGER) AS square, c.reports AS reports, \
                c.lats AS lats, c.lons AS lons FROM report_cells c \
                WHERE c.facet = \(facet.name) \
                AND c.cell >= \(low) AND c.cell <= \(high) \(sql: state)
                """
        }
        return try reader.rows(
            """
            SELECT s.square, CAST(SUM(s.reports) AS BIGINT), CAST(SUM(s.lats) AS BIGINT), \
            CAST(SUM(s.lons) AS BIGINT) FROM (\(sql: SQL.joined(parts, by: " UNION ALL "))) s \
            GROUP BY s.square
            """
        ).compactMap(MapRows.count)
    }
}
