import Kernel
import Store

/// The rows of sums, and the same counted anew.
enum FigureSums {
    static let dayColumns: SQL = """
        received, returned, in_time, late, undated, granted, refused, answered, withdrawn, lapsed
        """

    /// Every sum there is, by its key; zeros are left out.
    struct All: Sendable, Equatable {
        var days: [DayKey: DaySums] = [:]
        var spans: [DayKey: DaySums] = [:]
        var standing: [StandingKey: Int64] = [:]

        /// How many sums differ.
        func differences(_ other: All) -> Int {
            let dayKeys = Set(days.keys).union(other.days.keys)
            let standingKeys = Set(standing.keys).union(other.standing.keys)
            let spanKeys = Set(spans.keys).union(other.spans.keys)
            return dayKeys.count { days[$0] != other.days[$0] }
                + spanKeys.count { spans[$0] != other.spans[$0] }
                + standingKeys.count { standing[$0] != other.standing[$0] }
        }
    }

    static func apply(_ change: FigureChange, in tx: Transaction) throws {
        for (key, sums) in change.days where !sums.isZero {
            try add(sums, to: "leadership_days", "day", key, in: tx)
        }
        for (key, sums) in FigureSpans.of(change.days) where !sums.isZero {
            try add(sums, to: "leadership_spans", "span", key, in: tx)
        }
        for (key, count) in change.standing where count != 0 {
            try tx.execute(
                """
                INSERT INTO leadership_standing AS s (unit, service, level, step, standing, due, \
                cases) VALUES (\(key.unit), \(key.service), \(key.level), \(key.step), \
                \(key.standing), \(key.due), \(count)) \
                ON CONFLICT (unit, service, level, step, standing, due) DO UPDATE SET \
                cases = s.cases + excluded.cases
                """)
            guard count < 0 else { continue }
            try tx.execute(
                """
                DELETE FROM leadership_standing WHERE unit = \(key.unit) \
                AND service = \(key.service) AND level = \(key.level) AND step = \(key.step) \
                AND standing = \(key.standing) AND due = \(key.due) AND cases = 0
                """)
        }
    }

    private static func add(
        _ sums: DaySums, to table: SQL, _ column: SQL, _ key: DayKey, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO \(sql: table) AS d (unit, service, level, \(sql: column), \
            \(sql: dayColumns)) VALUES (\(key.unit), \(key.service), \(key.level), \
            \(key.day), \(sums.received), \(sums.returned), \(sums.inTime), \(sums.late), \
            \(sums.undated), \(sums.granted), \(sums.refused), \(sums.answered), \
            \(sums.withdrawn), \(sums.lapsed)) \
            ON CONFLICT (unit, service, level, \(sql: column)) DO UPDATE SET \
            received = d.received + excluded.received, \
            returned = d.returned + excluded.returned, \
            in_time = d.in_time + excluded.in_time, late = d.late + excluded.late, \
            undated = d.undated + excluded.undated, \
            granted = d.granted + excluded.granted, \
            refused = d.refused + excluded.refused, \
            answered = d.answered + excluded.answered, \
            withdrawn = d.withdrawn + excluded.withdrawn, \
            lapsed = d.lapsed + excluded.lapsed
            """)
    }

    /// The sums as they are kept.
    static func kept(in reader: Reader) throws -> All {
        var all = All()
        all.days = try kept(
            "SELECT unit, service, level, day, \(sql: dayColumns) FROM leadership_days", reader)
        all.spans = try kept(
            "SELECT unit, service, level, span, \(sql: dayColumns) FROM leadership_spans", reader)
        let standing = try reader.rows(
            """
            SELECT unit, service, level, step, standing, due, cases FROM leadership_standing \
            WHERE cases <> 0
            """)
        for row in standing { all.standing[standingKey(row)] = row.int(6) }
        return all
    }

    private static func kept(_ rows: SQL, _ reader: Reader) throws -> [DayKey: DaySums] {
        try reader.rows(rows).reduce(into: [:]) { kept, row in
            let sums = sums(row, from: 4)
            if !sums.isZero { kept[dayKey(row)] = sums }
        }
    }

    /// The same from the rows of all cases, whatever is kept.
    static func recounted(_ rows: FigureRows, in reader: Reader) throws -> All {
        try summed("(\(sql: rows.facts("1 = 1"))) AS f", in: reader)
    }

    /// The same from what each case was counted for.
    static func ofCases(in reader: Reader) throws -> All {
        try summed("leadership_cases f", in: reader)
    }

    private static func summed(_ figures: SQL, in reader: Reader) throws -> All {
        var all = All()
        let received = try reader.rows(
            """
            SELECT unit, service, level, received, COUNT(*), SUM(returned) FROM \(sql: figures) \
            GROUP BY unit, service, level, received
            """)
        for row in received {
            all.days[dayKey(row), default: DaySums()].received += row.int(4)
            all.days[dayKey(row), default: DaySums()].returned += row.int(5)
        }
        let decided = try reader.rows(
            """
            SELECT unit, service, level, decided, kept, COUNT(*) FROM \(sql: figures) \
            WHERE decided IS NOT NULL GROUP BY unit, service, level, decided, kept
            """)
        for row in decided {
            let place: WritableKeyPath<DaySums, Int64> =
                switch Promise(rawValue: row.int(4)) {
                case .kept: \.inTime
                case .late: \.late
                default: \.undated
                }
            all.days[dayKey(row), default: DaySums()][keyPath: place] += row.int(5)
        }
        let ended = try reader.rows(
            """
            SELECT unit, service, level, ended, outcome, COUNT(*) FROM \(sql: figures) \
            WHERE ended IS NOT NULL GROUP BY unit, service, level, ended, outcome
            """)
        for row in ended {
            all.days[dayKey(row), default: DaySums()][keyPath: place(row.text(4))] += row.int(5)
        }
        let standing = try reader.rows(
            """
            SELECT unit, service, level, step, standing, due, COUNT(*) FROM \(sql: figures) \
            WHERE ended IS NULL GROUP BY unit, service, level, step, standing, due
            """)
        for row in standing { all.standing[standingKey(row)] = row.int(6) }
        all.spans = FigureSpans.of(all.days)
        return all
    }

    private static func place(_ outcome: String) -> WritableKeyPath<DaySums, Int64> {
        switch outcome {
        case "granted": \.granted
        case "refused": \.refused
        case "answered": \.answered
        case "withdrawn": \.withdrawn
        default: \.lapsed
        }
    }

    private static func dayKey(_ row: Row) -> DayKey {
        DayKey(unit: row.text(0), service: row.text(1), level: row.int(2), day: row.int(3))
    }

    private static func standingKey(_ row: Row) -> StandingKey {
        StandingKey(
            unit: row.text(0), service: row.text(1), level: row.int(2), step: row.text(3),
            standing: row.text(4), due: row.int(5))
    }

    /// The sums of a row whose columns are `dayColumns`, from a place on.
    static func sums(_ row: Row, from first: Int) -> DaySums {
        var sums = DaySums()
        for (index, place) in DaySums.places.enumerated() {
            sums[keyPath: place] = row.optionalInt(first + index) ?? 0
        }
        return sums
    }

    /// Writes sums in the place of all that is kept.
    static func write(_ all: All, in tx: Transaction) throws {
        try tx.execute("DELETE FROM leadership_days")
        try tx.execute("DELETE FROM leadership_spans")
        try tx.execute("DELETE FROM leadership_standing")
        try write(all.days, to: "leadership_days", "day", in: tx)
        try write(all.spans, to: "leadership_spans", "span", in: tx)
        var standing = RowBlock(
            """
            INSERT INTO leadership_standing (unit, service, level, step, standing, due, cases)
            """, width: 7)
        for (key, count) in all.standing {
            standing.add([
                key.unit.sqlValue, key.service.sqlValue, key.level.sqlValue, key.step.sqlValue,
                key.standing.sqlValue, key.due.sqlValue, count.sqlValue,
            ])
        }
        try standing.write(in: tx)
    }

    private static func write(
        _ sums: [DayKey: DaySums], to table: SQL, _ column: SQL, in tx: Transaction
    ) throws {
        var rows = RowBlock(
            """
            INSERT INTO \(sql: table) (unit, service, level, \(sql: column), \
            \(sql: dayColumns))
            """, width: 14)
        for (key, sums) in sums {
            rows.add(
                [key.unit.sqlValue, key.service.sqlValue, key.level.sqlValue, key.day.sqlValue]
                    + DaySums.places.map { sums[keyPath: $0].sqlValue })
        }
        try rows.write(in: tx)
    }
}
