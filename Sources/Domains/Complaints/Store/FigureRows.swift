import Contracts
import Kernel
import Store

/// How reports of one unit, or of one kelurahan, went in a time.
struct ReportFigures: Sendable {
    var received = 0
    var open = 0
    var overdue = 0
    /// Answered, and of these in the promised time.
    var answered = 0
    var inTime = 0
    /// Whose reporter said at least once that it is not done.
    var refuted = 0
    /// How often reporters said yes, and no.
    var confirmations = 0
    var refutations = 0
    /// Whole hours from the report to the first answer, and to its end, with how many took so long.
    var answerHours = HourCounts()
    var repairHours = HourCounts()

    static func share(_ part: Int, of all: Int) -> Int? {
        all == 0 ? nil : (part * 100 + all / 2) / all
    }

    var inTimeShare: Int? { Self.share(inTime, of: answered) }
    var refutedShare: Int? { Self.share(refuted, of: answered) }
    var satisfaction: Int? {
        Self.share(confirmations, of: confirmations + refutations)
    }
}

/// Numbers of hours and how often each came.
struct HourCounts: Sendable {
    private var counts: [Int64: Int] = [:]

    var total: Int { counts.values.reduce(0, +) }

    mutating func add(_ hours: Int64, _ count: Int) { counts[hours, default: 0] += count }

    mutating func add(_ other: HourCounts) { counts.merge(other.counts) { $0 + $1 } }

    /// To a whole hour; the lower of the two in the middle.
    var median: Int64? {
        var left = (total + 1) / 2
        for (hours, count) in counts.sorted(by: { $0.key < $1.key }) {
            left -= count
            if left <= 0 { return hours }
        }
        return nil
    }
}

/// Sums over `reports`: along one index that holds all they need, as far as a time reaches.
enum FigureRows {
    /// What sums are made for.
    enum Part: Sendable {
        case unit, region

        var column: SQL { self == .unit ? "r.unit" : "r.region" }
    }

    /// - Parameters:
    ///   - since: from when on reports count.
    ///   - isPublic: only what everybody may read.
    static func figures(
        by part: Part, since: Instant, now: Instant, isPublic: Bool, in reader: Reader
    ) throws -> [String: ReportFigures] {
        let shown: SQL = isPublic ? "AND r.is_public = 1" : ""
        let range: SQL = """
            FROM reports r WHERE r.at >= \(since) AND r.at <= \(now) \(sql: shown) \
            AND \(sql: part.column) IS NOT NULL
            """
        var figures = try counts(part, range, in: reader)
        try addHours(part, "r.answered_at", "", \.answerHours, range, to: &figures, in: reader)
        try addHours(
            part, "r.closed_at", "AND r.state = 'selesai'", \.repairHours, range, to: &figures,
            in: reader)
        return figures
    }

    private static func counts(
        _ part: Part, _ range: SQL, in reader: Reader
    ) throws -> [String: ReportFigures] {
        var figures: [String: ReportFigures] = [:]
        try reader.each(
            """
            SELECT \(sql: part.column), COUNT(*), COUNT(r.answered_at), \
            COUNT(CASE WHEN r.answered_at <= COALESCE(r.due_at, r.answered_at) THEN 1 END), \
            COUNT(CASE WHEN r.refuted > 0 THEN 1 END), \
            CAST(SUM(r.confirmed) AS BIGINT), CAST(SUM(r.refuted) AS BIGINT) \
            \(sql: range) GROUP BY \(sql: part.column)
            """
        ) { row in
            var one = ReportFigures()
            one.received = Int(row.int(1))
            one.answered = Int(row.int(2))
            one.inTime = Int(row.int(3))
            one.refuted = Int(row.int(4))
            one.confirmations = Int(row.int(5))
            one.refutations = Int(row.int(6))
            figures[row.text(0)] = one
        }
        return figures
    }

    private static func addHours(
        _ part: Part, _ end: SQL, _ which: SQL,
        _ path: WritableKeyPath<ReportFigures, HourCounts>, _ range: SQL,
        to figures: inout [String: ReportFigures], in reader: Reader
    ) throws {
        let hours: SQL = "(\(sql: end) - r.at) / 3600000"
        let rows = try reader.rows(
            """
            SELECT \(sql: part.column), \(sql: hours), COUNT(*) \(sql: range) \
            AND \(sql: end) >= r.at \(sql: which) GROUP BY \(sql: part.column), \(sql: hours)
            """)
        for row in rows {
            figures[row.text(0), default: ReportFigures()][keyPath: path]
                .add(row.int(1), Int(row.int(2)))
        }
    }

    /// What is open now, of any age.
    static func addOpen(
        to figures: inout [String: ReportFigures], now: Instant, in reader: Reader
    ) throws {
        let rows = try reader.rows(
            """
            SELECT r.unit, COUNT(*), COUNT(CASE WHEN r.urgent_at < \(now) THEN 1 END) \
            FROM reports r WHERE r.is_open = 1 GROUP BY r.unit
            """)
        for row in rows {
            figures[row.text(0), default: ReportFigures()].open = Int(row.int(1))
            figures[row.text(0), default: ReportFigures()].overdue = Int(row.int(2))
        }
    }

    /// Public reports of each day, counted from `since`: 0 is the first.
    static func days(
        since: Instant, now: Instant, in reader: Reader
    ) throws -> [(day: Int, count: Int)] {
        let day: SQL = "(r.at - \(since)) / 86400000"
        return try reader.rows(
            """
            SELECT \(sql: day), COUNT(*) FROM reports r WHERE r.at >= \(since) \
            AND r.at <= \(now) AND r.is_public = 1 GROUP BY 1
            """
        ).map { (Int($0.int(0)), Int($0.int(1))) }
    }

    /// Squares of some seventy metres in which at least `least` public reports lie, the fullest
    /// first.
    static func repeats(
        since: Instant, now: Instant, least: Int, limit: Int, in reader: Reader
    ) throws -> [(key: Int64, count: Int, region: String?)] {
        // Cells are interleaved: six bits less are eight times as wide and as high.
        let square: SQL = "64"
        return try reader.rows(
            """
            SELECT r.cell / \(sql: square), COUNT(*), MIN(r.region) FROM reports r \
            WHERE r.at >= \(since) AND r.at <= \(now) AND r.is_public = 1 \
            AND r.cell IS NOT NULL GROUP BY 1 HAVING COUNT(*) >= \(least) \
            ORDER BY 2 DESC, 1 LIMIT \(limit)
            """
        ).map { ($0.int(0), Int($0.int(1)), $0.optionalText(2)) }
    }
}
