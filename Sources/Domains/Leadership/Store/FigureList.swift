import Contracts
import Kernel
import People
import Store

/// One case in the list behind a figure: plain facts, no name.
struct FigureItem: Sendable {
    let id: CaseID
    let number: String
    let service: String
    let version: String
    let unit: String
    let working: String
    let region: String?
    let level: Int64
    let step: String
    let standing: String
    let since: Instant
    let due: Instant?
    let submittedAt: Instant
    /// What the list is ordered by.
    let key: Int64
}

/// Where a page of a list ends; the next begins behind it.
struct FigurePlace: Sendable {
    let key: Int64
    let id: CaseID

    var text: String { "\(key).\(id.text)" }

    init(key: Int64, id: CaseID) {
        self.key = key
        self.id = id
    }

    init?(text: String) {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let key = Int64(parts[0]), let id = CaseID(text: parts[1]) else {
            return nil
        }
        self.init(key: key, id: id)
    }
}

/// The cases of a figure: for each service of a unit one range of an index, merged in their order
/// and read no further than a page.
struct FigureList: Sendable {
    static let pageSize = 50

    let kind: FigureKind
    /// The cells that have such a case, up to the reader's clearance.
    let cells: [FigureCell]
    let days: ClosedRange<Day>
    let now: Instant
    /// The last moment of a forecast.
    let until: Instant

    func page(after place: FigurePlace?, in reader: Reader) throws -> [FigureItem] {
        guard !cells.isEmpty else { return [] }
        let behind: SQL =
            place.map { place in
                """
                 AND (\(sql: key) > \(place.key) \
                OR (\(sql: key) = \(place.key) AND case_id > \(place.id)))
                """
            } ?? ""
        let limit = Self.pageSize + 1
        let arms = cells.flatMap { cell in
            conditions.map { condition -> SQL in
                """
                SELECT * FROM (SELECT case_id, level, standing, since, due, \(sql: key) \
                AS place FROM leadership_cases WHERE unit = \(cell.unit) \
                AND service = \(cell.service) AND level = \(cell.level)\
                \(sql: cell.narrowing) AND \(sql: condition)\(sql: behind) \
                ORDER BY \(sql: key), case_id LIMIT \(limit)) AS arm
                """
            }
        }
        return try reader.rows(
            """
            SELECT f.case_id, c.number, c.service, c.version, c.owner_unit, c.unit, c.region, \
            f.level, c.step, f.standing, f.since, f.due, c.submitted_at, f.place FROM \
            (SELECT * FROM (\(sql: SQL.joined(arms, by: " UNION ALL "))) AS every \
            ORDER BY place, case_id LIMIT \(limit)) AS f JOIN cases c ON c.id = f.case_id \
            ORDER BY f.place, f.case_id
            """
        ).map { row in
            FigureItem(
                id: row.id(0), number: row.text(1), service: row.text(2), version: row.text(3),
                unit: row.text(4), working: row.text(5), region: row.optionalText(6),
                level: row.int(7), step: row.text(8), standing: row.text(9),
                since: row.instant(10), due: row.int(11) > 0 ? row.instant(11) : nil,
                submittedAt: row.instant(12), key: row.int(13))
        }
    }

    private var key: SQL {
        switch kind {
        case .overdue, .silence, .forecast: "due"
        case .received, .returned: "received"
        case .inTime, .late, .undated: "decided"
        case .ended, .granted, .refused, .answered, .withdrawn, .lapsed: "ended"
        case .open, .waiting, .correction, .payment, .pause, .merged, .confirmation, .working,
            .decided:
            "since"
        }
    }

    /// What its cases are, each a range of an index; no case is in two of them.
    private var conditions: [SQL] {
        let (first, last) = (days.lowerBound.number, days.upperBound.number)
        switch kind {
        case .overdue: return ["due > 0 AND due < \(now)"]
        case .silence: return ["due > 0 AND due >= \(now) AND due <= \(until)"]
        case .forecast: return ["due > 0 AND due <= \(until)"]
        case .received: return ["received >= \(first) AND received <= \(last)"]
        case .returned:
            return ["received >= \(first) AND received <= \(last) AND returned = 1"]
        case .inTime, .late, .undated:
            let promise = kind.promise?.rawValue ?? -1
            return [
                """
                decided IS NOT NULL AND kept = \(promise) \
                AND decided >= \(first) AND decided <= \(last)
                """
            ]
        case .ended, .granted, .refused, .answered, .withdrawn, .lapsed:
            return kind.outcomes.map { outcome in
                """
                ended IS NOT NULL AND outcome = \(outcome) \
                AND ended >= \(first) AND ended <= \(last)
                """
            }
        case .open, .waiting, .correction, .payment, .pause, .merged, .confirmation, .working,
            .decided:
            return kind.standings.map { standing in
                "ended IS NULL AND standing = \(standing.rawValue)"
            }
        }
    }
}
