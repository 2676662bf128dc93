import Contracts
import Kernel
import Store

/// Sums by month, so that a page adds a few hundred rows and never reads the answers.
enum SumRows {
    /// How many people were asked.
    static let invited = "asked"
    /// How many answered.
    static let all = "all"

    /// Adds one answer; in the transaction that takes it into the figures.
    static func count(
        _ ballot: Ballot, _ service: ServiceCode, _ unit: UnitCode, month: Int64,
        in tx: Transaction
    ) throws {
        try add(all, people: 1, total: 0, service, unit, month: month, in: tx)
        for (element, score) in ballot.scores.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try add(
                element.rawValue, people: 1, total: Int64(score), service, unit, month: month,
                in: tx)
        }
        for (trait, value) in ballot.traits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.execute(
                """
                INSERT INTO survey_traits (unit, month, trait, value, people)
                VALUES (\(unit.text), \(month), \(trait.rawValue), \(value), 1)
                ON CONFLICT (month, unit, trait, value)
                DO UPDATE SET people = survey_traits.people + 1
                """)
        }
    }

    static func add(
        _ element: String, people: Int64, total: Int64, _ service: ServiceCode, _ unit: UnitCode,
        month: Int64, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO survey_sums (service, unit, month, element, people, total)
            VALUES (\(service.text), \(unit.text), \(month), \(element), \(people), \(total))
            ON CONFLICT (month, service, unit, element) DO UPDATE SET
            people = survey_sums.people + excluded.people,
            total = survey_sums.total + excluded.total
            """)
    }

    static func figures(_ period: SurveyPeriod, in reader: Reader) throws -> SurveyFigures {
        let rows = try reader.rows(
            """
            SELECT service, unit, element, CAST(SUM(people) AS BIGINT),
            CAST(SUM(total) AS BIGINT) FROM survey_sums
            WHERE month BETWEEN \(period.from) AND \(period.until)
            GROUP BY service, unit, element
            """)
        return SurveyFigures(rows.compactMap(entry))
    }

    /// The same, counted from the answers themselves: what the sums must say.
    static func recount(_ period: SurveyPeriod, in reader: Reader) throws -> SurveyFigures {
        var found: [SurveyFigures.Entry] = []
        let columns: [SQL] = ["u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "0"]
        for (name, column) in zip(SurveyElement.allCases.map(\.rawValue) + [all], columns) {
            found += try reader.rows(
                """
                SELECT service, unit, \(name), COUNT(*), CAST(SUM(\(sql: column)) AS BIGINT)
                FROM survey_answers WHERE \(sql: column) IS NOT NULL
                AND counted BETWEEN \(period.from) AND \(period.until) GROUP BY service, unit
                """
            ).compactMap(entry)
        }
        found += try reader.rows(
            """
            SELECT service, unit, \(invited), COUNT(*), 0 FROM survey_ballots
            WHERE month BETWEEN \(period.from) AND \(period.until) GROUP BY service, unit
            """
        ).compactMap(entry)
        return SurveyFigures(found)
    }

    private static func entry(_ row: Row) -> SurveyFigures.Entry? {
        guard let service = ServiceCode(row.text(0)), let unit = UnitCode(row.text(1)) else {
            return nil
        }
        return SurveyFigures.Entry(
            service: service, unit: unit, element: row.text(2), people: row.int(3),
            total: row.int(4))
    }

    /// Who answered, of some units, by what they said of themselves.
    static func traits(
        of units: [UnitCode], _ period: SurveyPeriod, in reader: Reader
    ) throws -> [Trait: [String: Int]] {
        guard let names = SQL.rows(units.map { "\($0.text)" as SQL }) else { return [:] }
        var found: [Trait: [String: Int]] = [:]
        let rows = try reader.rows(
            """
            SELECT trait, value, CAST(SUM(people) AS BIGINT) FROM survey_traits
            WHERE unit IN (\(sql: names)) AND month BETWEEN \(period.from) AND \(period.until)
            GROUP BY trait, value
            """)
        for row in rows {
            guard let trait = Trait(rawValue: row.text(0)) else { continue }
            found[trait, default: [:]][row.text(1)] = Int(row.int(2))
        }
        return found
    }
}
