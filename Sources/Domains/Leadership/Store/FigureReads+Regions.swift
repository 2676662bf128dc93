import Contracts
import Kernel
import Store

extension FigureCell {
    /// What follows the unit, the service and the level in a condition.
    var narrowing: SQL {
        region.map { " AND \(sql: FigureScope.RegionSeat.inside($0))" } ?? ""
    }
}

/// The same figures for a post that is bound to a region: counted from the cases themselves, for
/// sums know no regions.
extension FigureReads {
    func addStanding(
        of seat: FigureScope.RegionSeat, to cells: inout [FigureCell: StandingSums],
        in reader: Reader
    ) throws {
        let ahead = horizon.map { end -> SQL in
            "SUM(CASE WHEN due >= \(now) AND due <= \(end) THEN 1 ELSE 0 END)"
        }
        let columns = SQL.joined(
            ["COUNT(*)", "SUM(CASE WHEN due > 0 AND due < \(now) THEN 1 ELSE 0 END)"] + ahead,
            by: ", ")
        let rows = try reader.rows(
            """
            SELECT unit, service, level, standing, \(sql: columns) FROM leadership_cases \
            WHERE ended IS NULL AND \(sql: seat.condition) \
            GROUP BY unit, service, level, standing
            """)
        for row in rows {
            guard let standing = Standing(rawValue: row.text(3)) else { continue }
            cells[cell(row, region: seat.region.text), default: StandingSums()].add(
                StandingSums(
                    cases: [standing: row.int(4)], overdue: row.int(5),
                    ahead: horizon.indices.map { row.int(6 + $0) }))
        }
    }

    func addSums(
        _ days: ClosedRange<Day>, of seat: FigureScope.RegionSeat,
        to cells: inout [FigureCell: DaySums], in reader: Reader
    ) throws {
        func count(_ column: SQL, _ more: SQL) -> SQL {
            """
            SUM(CASE WHEN \(sql: column) >= \(days.lowerBound.number) \
            AND \(sql: column) <= \(days.upperBound.number) AND \(sql: more) \
            THEN 1 ELSE 0 END)
            """
        }
        // In the order of `DaySums.places`.
        let columns = SQL.joined(
            [count("received", "1 = 1"), count("received", "returned = 1")]
                + [Promise.kept, .late, .none].map { count("decided", "kept = \($0.rawValue)") }
                + FigureKind.ended.outcomes.map { count("ended", "outcome = \($0)") },
            by: ", ")
        let rows = try reader.rows(
            """
            SELECT unit, service, level, \(sql: columns) FROM leadership_cases \
            WHERE \(sql: seat.condition) GROUP BY unit, service, level
            """)
        for row in rows {
            let sums = FigureSums.sums(row, from: 3)
            if !sums.isZero {
                cells[cell(row, region: seat.region.text), default: DaySums()].add(sums)
            }
        }
    }

    /// Rows of day, received and ended.
    func weekRows(
        _ days: ClosedRange<Day>, of seat: FigureScope.RegionSeat, unit: String?,
        in reader: Reader
    ) throws -> [Row] {
        let ofUnit: SQL = unit.map { " AND unit = \($0)" } ?? ""
        func within(_ column: SQL) -> SQL {
            """
            \(sql: column) >= \(days.lowerBound.number) \
            AND \(sql: column) <= \(days.upperBound.number) \
            AND \(sql: seat.condition)\(sql: ofUnit) GROUP BY \(sql: column)
            """
        }
        return try reader.rows(
            """
            SELECT received, COUNT(*), 0 FROM leadership_cases WHERE \(sql: within("received")) \
            UNION ALL SELECT ended, 0, COUNT(*) FROM leadership_cases \
            WHERE \(sql: within("ended"))
            """)
    }
}
