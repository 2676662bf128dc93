import Cases
import Contracts
import Kernel
import Store

/// What was asked, and what was answered; the two know nothing of each other.
enum BallotRows {
    struct Asked: Sendable, Hashable {
        let service: ServiceCode
        let unit: UnitCode
        let dueAt: Instant
        let isAnswered: Bool
    }

    /// - Returns: false when the case was asked already.
    static func ask(
        _ id: CaseID, _ code: [UInt8], _ service: ServiceCode, _ unit: UnitCode, month: Int64,
        at dueAt: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO survey_ballots (case_id, code, service, unit, month, due_at)
            VALUES (\(id), \(code), \(service.text), \(unit.text), \(month), \(dueAt))
            ON CONFLICT (case_id) DO NOTHING
            """) == 1
    }

    /// Cases whose applicants are to be asked now.
    static func due(_ now: Instant, limit: Int, in tx: Transaction) throws -> [CaseID] {
        try tx.rows(
            """
            SELECT case_id FROM survey_ballots WHERE sent = 0 AND answered = 0
            AND due_at <= \(now)
            ORDER BY due_at LIMIT \(limit)\(sql: tx.engine.claimSuffix)
            """
        ).map { $0.id(0) }
    }

    static func sent(_ id: CaseID, in tx: Transaction) throws {
        try tx.execute("UPDATE survey_ballots SET sent = 1 WHERE case_id = \(id)")
    }

    /// The case is open again: whoever waits for it is not asked yet.
    static func withdraw(_ id: CaseID, in tx: Transaction) throws {
        let row = try tx.row(
            """
            DELETE FROM survey_ballots WHERE case_id = \(id) AND answered = 0
            RETURNING service, unit, month
            """)
        guard let row, let service = ServiceCode(row.text(0)), let unit = UnitCode(row.text(1))
        else { return }
        try SumRows.add(
            SumRows.invited, people: -1, total: 0, service, unit, month: row.int(2), in: tx)
    }

    static func find(_ code: [UInt8], in reader: Reader) throws -> Asked? {
        let row = try reader.row(
            "SELECT service, unit, due_at, answered FROM survey_ballots WHERE code = \(code)")
        guard let row, let service = ServiceCode(row.text(0)), let unit = UnitCode(row.text(1))
        else { return nil }
        return Asked(
            service: service, unit: unit, dueAt: row.instant(2), isAnswered: row.int(3) == 1)
    }

    /// Whether the case may still be judged.
    static func isOpen(_ id: CaseID, since: Instant, in reader: Reader) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM survey_ballots WHERE case_id = \(id) AND answered = 0
            AND due_at > \(since)
            """) != nil
    }

    /// - Returns: false when it was answered before.
    static func use(_ code: [UInt8], in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE survey_ballots SET answered = 1, sent = 1 WHERE code = \(code) AND answered = 0
            """) == 1
    }

    /// An answer as its row holds it.
    struct Kept: Sendable {
        /// Of chance alone: an id of version 7 would tell the moment.
        let id: UUIDv7
        let day: Int64
        let part: String
        let channel: String
        /// Without its suggestion.
        var ballot: Ballot
        /// Sealed with a key of the row.
        let suggestion: [UInt8]?
    }

    /// Takes the answers to a service that wait out of the table: they are put back with the new
    /// one, in another order.
    static func takeWaiting(_ asked: Asked, in tx: Transaction) throws -> [Kept] {
        try tx.rows(
            """
            DELETE FROM survey_answers WHERE service = \(asked.service.text)
            AND unit = \(asked.unit.text) AND counted IS NULL
            RETURNING u1, u2, u3, u4, u5, u6, u7, u8, u9, sex, age, education, work,
            id, day, part, channel, suggestion
            """
        ).map { row in
            Kept(
                id: row.uuid(13), day: row.int(14), part: row.text(15), channel: row.text(16),
                ballot: ballot(row), suggestion: row.optionalBytes(17))
        }
    }

    /// - Parameter month: in which it enters the figures; nothing while it waits for others.
    static func insert(
        _ kept: Kept, _ asked: Asked, counted month: Int64?, in tx: Transaction
    ) throws {
        let scores = SurveyElement.allCases.map { kept.ballot.scores[$0].map { Int64($0) } }
        let traits = kept.ballot.traits
        try tx.execute(
            """
            INSERT INTO survey_answers (id, service, unit, counted, day, part, channel,
            u1, u2, u3, u4, u5, u6, u7, u8, u9, sex, age, education, work, suggestion)
            VALUES (\(kept.id.bytes), \(asked.service.text), \(asked.unit.text), \(month),
            \(kept.day), \(kept.part), \(kept.channel),
            \(scores[0]), \(scores[1]), \(scores[2]), \(scores[3]), \(scores[4]), \(scores[5]),
            \(scores[6]), \(scores[7]), \(scores[8]), \(traits[.sex]), \(traits[.age]),
            \(traits[.education]), \(traits[.work]), \(kept.suggestion))
            """)
    }

    private static func ballot(_ row: Row) -> Ballot {
        var ballot = Ballot(scores: [:])
        for (column, element) in SurveyElement.allCases.enumerated() {
            ballot.scores[element] = row.optionalInt(column).map { Int($0) }
        }
        for (column, trait) in Trait.allCases.enumerated() {
            ballot.traits[trait] = row.optionalText(SurveyElement.allCases.count + column)
        }
        return ballot
    }

    struct Said: Sendable {
        let id: UUIDv7
        let month: Int64
        let sealed: [UInt8]
    }

    /// Suggestions for units, newest month first and without order inside a month: those that came
    /// with answers that are counted.
    static func said(
        of units: [UnitCode], _ period: SurveyPeriod, limit: Int, offset: Int, in reader: Reader
    ) throws -> [Said] {
        guard let names = SQL.rows(units.map { "\($0.text)" as SQL }) else { return [] }
        return try reader.rows(
            """
            SELECT id, counted, suggestion FROM survey_answers WHERE unit IN (\(sql: names))
            AND counted BETWEEN \(period.from) AND \(period.until) AND suggestion IS NOT NULL
            ORDER BY counted DESC, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map { Said(id: $0.uuid(0), month: $0.int(1), sealed: $0.bytes(2)) }
    }
}
