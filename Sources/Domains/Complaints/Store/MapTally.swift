import Geo
import Store

extension MapCells {
    /// What some reports change in `report_cells`, written together: reports that come at the same
    /// time lie in the same wide squares, and each square is counted once for all of them.
    struct Tally {
        private struct Square: Hashable, Comparable {
            let facet: String
            let cell: Int64
            let state: String

            static func < (one: Square, other: Square) -> Bool {
                (one.facet, one.cell, one.state) < (other.facet, other.cell, other.state)
            }
        }

        private struct Sums {
            var reports: Int64 = 0
            var lats: Int64 = 0
            var lons: Int64 = 0
            var isNothing: Bool { reports == 0 && lats == 0 && lons == 0 }
        }

        /// Squares a statement. Few texts, so that they stay prepared.
        private static let sizes = [64, 16, 4, 1]

        private var sums: [Square: Sums] = [:]

        /// Counts a report where it stands now, and no more where it stood. Whatever writes
        /// `topic`, `state`, `is_public` or the place of a report says so here; nil is what is not
        /// shown.
        mutating func move(from before: Shown?, to after: Shown?) {
            guard before != after else { return }
            if let before { add(before, -1) }
            if let after { add(after, 1) }
        }

        private mutating func add(_ one: Shown, _ sign: Int64) {
            one.eachSquare { facet, cell in
                let square = Square(facet: facet.name, cell: cell, state: facet.state)
                var sum = sums[square] ?? Sums()
                sum.reports += sign
                sum.lats += sign * one.point.latitude
                sum.lons += sign * one.point.longitude
                sums[square] = sum
            }
        }

        /// Writes what was counted; squares in one order, so that two who write wait for each other
        /// instead of stopping each other.
        func write(in tx: Transaction) throws {
            let changed = sums.filter { !$0.value.isNothing }.sorted { $0.key < $1.key }
            var rest = changed[...]
            for size in Self.sizes {
                while rest.count >= size {
                    try write(rest.prefix(size).map(\.key), in: tx)
                    rest = rest.dropFirst(size)
                }
            }
        }

        private func write(_ squares: [Square], in tx: Transaction) throws {
            let values = squares.map { square -> SQL in
                let sum = sums[square] ?? Sums()
                return """
                    (\(square.facet), \(square.cell), \(square.state), \(sum.reports), \
                    \(sum.lats), \(sum.lons))
                    """
            }
            try tx.put(
                """
                INSERT INTO report_cells (facet, cell, state, reports, lats, lons) VALUES \
                \(sql: SQL.joined(values, by: ", ")) \
                ON CONFLICT (facet, cell, state) DO UPDATE SET \
                reports = report_cells.reports + excluded.reports, \
                lats = report_cells.lats + excluded.lats, lons = report_cells.lons + excluded.lons
                """)
        }
    }

    /// The same for one report.
    static func move(from before: Shown?, to after: Shown?, in tx: Transaction) throws {
        var tally = Tally()
        tally.move(from: before, to: after)
        try tally.write(in: tx)
    }
}

extension MapCells.Shown {
    /// Calls with each square that the report is counted in, once for each of its facets.
    func eachSquare(_ body: (_ facet: MapFacet, _ cell: Int64) -> Void) {
        for zoom in MapCells.zooms {
            let cell = ClusterCell(of: point, zoom: zoom).key
            for facet in facets where facet.kind.zooms.contains(zoom) { body(facet, cell) }
        }
    }
}
