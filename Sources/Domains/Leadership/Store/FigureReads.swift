import Contracts
import Kernel
import Store

/// A service of a unit, with one level of confidentiality.
struct FigureCell: Sendable, Hashable {
    let unit: String
    let service: String
    let level: Int64
    /// The region that a post is bound to; nothing where the whole unit is counted.
    var region: String?
}

/// Where the cases of a cell stand.
struct StandingSums: Sendable {
    var cases: [Standing: Int64] = [:]
    var overdue: Int64 = 0
    /// Promises that end in the next days, added up from day to day; without what is overdue.
    var ahead: [Int64] = []

    var open: Int64 { cases.values.reduce(0, +) }

    mutating func add(_ other: StandingSums) {
        cases.merge(other.cases, uniquingKeysWith: +)
        overdue += other.overdue
        if ahead.isEmpty { ahead = Array(repeating: 0, count: other.ahead.count) }
        for place in other.ahead.indices { ahead[place] += other.ahead[place] }
    }
}

/// How the figures themselves are doing.
struct FigureState: Sendable {
    let isBuilt: Bool
    let checkedAt: Instant?
    let rebuiltAt: Instant?
    let drift: Int64
}

/// Everything that the page of a leader shows: four statements, whatever the number of cases, and
/// three more for each region of a post that is bound to one (`FigureReads+Regions.swift`).
struct FigureReads: Sendable {
    let scope: FigureScope
    /// Working days that a forecast looks ahead: the last moment of each.
    let horizon: [Instant]
    let now: Instant

    var ofUnits: SQL {
        guard let units = scope.units else { return "1 = 1" }
        return units.isEmpty ? "1 = 0" : "unit IN \(list: units.sorted().map(\.text))"
    }

    func standing(in reader: Reader) throws -> [FigureCell: StandingSums] {
        let ahead = horizon.map { end -> SQL in
            """
            SUM(CASE WHEN due >= \(now) AND due <= \(end) THEN cases ELSE 0 END)
            """
        }
        let columns = SQL.joined(
            ["SUM(cases)", "SUM(CASE WHEN due > 0 AND due < \(now) THEN cases ELSE 0 END)"]
                + ahead, by: ", ")
        let rows = try reader.rows(
            """
            SELECT unit, service, level, standing, \(sql: columns) FROM leadership_standing \
            WHERE \(sql: ofUnits) GROUP BY unit, service, level, standing
            """)
        var cells: [FigureCell: StandingSums] = [:]
        for row in rows {
            guard let standing = Standing(rawValue: row.text(3)) else { continue }
            cells[cell(row), default: StandingSums()].add(
                StandingSums(
                    cases: [standing: row.int(4)], overdue: row.int(5),
                    ahead: horizon.indices.map { row.int(6 + $0) }))
        }
        for seat in scope.regions { try addStanding(of: seat, to: &cells, in: reader) }
        return cells
    }

    func sums(
        _ days: ClosedRange<Day>, in reader: Reader
    ) throws -> [FigureCell: DaySums] {
        let columns: SQL = """
            SUM(received), SUM(returned), SUM(in_time), SUM(late), SUM(undated), SUM(granted), \
            SUM(refused), SUM(answered), SUM(withdrawn), SUM(lapsed)
            """
        let numbers = Int64(days.lowerBound.number)...Int64(days.upperBound.number)
        let rows = try reader.rows(
            """
            SELECT unit, service, level, \(sql: columns) \
            FROM (\(sql: FigureSpans.rows(numbers, ofUnits))) AS parts \
            GROUP BY unit, service, level
            """)
        var cells = rows.reduce(into: [FigureCell: DaySums]()) { cells, row in
            let sums = FigureSums.sums(row, from: 3)
            if !sums.isZero { cells[cell(row)] = sums }
        }
        for seat in scope.regions { try addSums(days, of: seat, to: &cells, in: reader) }
        return cells
    }

    /// What came in and what ended, by weeks that begin on Monday; the last is not over.
    func weeks(
        _ count: Int, until today: Day, unit: String?, in reader: Reader
    ) throws -> [(monday: Day, received: Int64, ended: Int64)] {
        let monday = today.adding(days: -(today.weekday.rawValue - Weekday.monday.rawValue + 7) % 7)
        let first = monday.adding(days: -7 * (count - 1))
        let ofUnit: SQL = unit.map { " AND unit = \($0)" } ?? ""
        var rows = try reader.rows(
            """
            SELECT day, SUM(received), \
            SUM(granted + refused + answered + withdrawn + lapsed) FROM leadership_days \
            WHERE day >= \(first.number) AND day <= \(today.number) AND \(sql: ofUnits)\
            \(sql: ofUnit) GROUP BY day
            """)
        for seat in scope.regions {
            rows += try weekRows(first...today, of: seat, unit: unit, in: reader)
        }
        var weeks = (0..<count).map { (first.adding(days: 7 * $0), Int64(0), Int64(0)) }
        for row in rows {
            let place = (Int(row.int(0)) - first.number) / 7
            guard weeks.indices.contains(place) else { continue }
            weeks[place].1 += row.int(1)
            weeks[place].2 += row.int(2)
        }
        return weeks.map { (monday: $0.0, received: $0.1, ended: $0.2) }
    }

    /// Since when the longest waiting of these cells waits: a range of an index for each.
    func oldest(
        _ standings: [Standing], _ cells: [FigureCell], in reader: Reader
    ) throws -> Instant? {
        guard !cells.isEmpty else { return nil }
        let arms = cells.flatMap { cell in
            standings.map { standing -> SQL in
                """
                SELECT MIN(since) AS since FROM leadership_cases WHERE unit = \(cell.unit) \
                AND service = \(cell.service) AND standing = \(standing.rawValue) \
                AND ended IS NULL\(sql: cell.narrowing)
                """
            }
        }
        return try reader.row(
            "SELECT MIN(since) FROM (\(sql: SQL.joined(arms, by: " UNION ALL "))) AS every")?
            .optionalInstant(0)
    }

    static func state(in reader: Reader) throws -> FigureState {
        let row = try reader.row(
            """
            SELECT built, checked_at, rebuilt_at, drift FROM leadership_state WHERE id = 1
            """)
        return FigureState(
            isBuilt: row?.bool(0) ?? false, checkedAt: row?.optionalInstant(1),
            rebuiltAt: row?.optionalInstant(2), drift: row?.int(3) ?? 0)
    }

    func cell(_ row: Row, region: String? = nil) -> FigureCell {
        FigureCell(unit: row.text(0), service: row.text(1), level: row.int(2), region: region)
    }
}
