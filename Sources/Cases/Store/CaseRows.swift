import Contracts
import Kernel
import Store

/// Reads and writes rows of `cases`.
enum CaseRows {
    /// The columns that `record(_:from:)` reads, of the table under the alias `c`.
    static let columns: SQL = """
        c.id, c.number, c.service, c.version, c.owner_unit, c.unit, c.region, c.applicant, \
        c.language, c.state, c.outcome, c.step, c.step_since, c.round, c.revision, \
        c.submitted_at, c.clock_started_at, c.clock_paused_at, c.days_left, c.due_at, c.closed_at, \
        c.clock_stopped_at, c.waits_for, c.deemed_at, c.extended_at, c.time_left, \
        c.unanswered_at, c.contest_until, c.named_due_at, c.anonymous
        """
    /// How many they are.
    static let width = 30

    static func find(_ id: CaseID, in reader: Reader) throws -> CaseRecord? {
        try reader.row("SELECT \(sql: columns) FROM cases c WHERE c.id = \(id)").map(record)
    }

    /// The same with its sealed key; that is nil after its erasure.
    static func findWithKey(
        _ id: CaseID, in reader: Reader
    ) throws -> (record: CaseRecord, wrapped: [UInt8]?)? {
        try reader.row(
            """
            SELECT \(sql: columns), k.wrapped FROM cases c LEFT JOIN data_keys k ON k.id = c.id \
            WHERE c.id = \(id)
            """
        ).map { (try record($0), $0.optionalBytes(width)) }
    }

    /// The same of some cases, in no order.
    static func findWithKeys(
        _ ids: [CaseID], in reader: Reader
    ) throws -> [(record: CaseRecord, wrapped: [UInt8]?)] {
        guard !ids.isEmpty else { return [] }
        return try reader.rows(
            """
            SELECT \(sql: columns), k.wrapped FROM cases c LEFT JOIN data_keys k ON k.id = c.id \
            WHERE c.id IN \(list: ids)
            """
        ).map { (try record($0), $0.optionalBytes(width)) }
    }

    static func find(_ number: TrackingCode, in reader: Reader) throws -> CaseRecord? {
        try reader.row("SELECT \(sql: columns) FROM cases c WHERE c.number = \(number.symbols)")
            .map(record)
    }

    static func record(_ row: Row) throws -> CaseRecord {
        CaseRecord(
            id: row.id(0),
            number: try stored(try? TrackingCode(row.text(1)), "cases.number"),
            service: try stored(ServiceCode(row.text(2)), "cases.service"),
            version: row.text(3),
            ownerUnit: try stored(UnitCode(row.text(4)), "cases.owner_unit"),
            unit: try stored(UnitCode(row.text(5)), "cases.unit"),
            region: row.optionalText(6).flatMap { RegionCode($0) },
            applicant: row.id(7),
            language: try stored(Language(rawValue: row.text(8)), "cases.language"),
            state: try stored(CaseState(rawValue: row.text(9)), "cases.state"),
            outcome: row.optionalText(10).flatMap(Outcome.init),
            step: row.text(11),
            stepSince: row.instant(12),
            round: row.int(13),
            revision: row.int(14),
            submittedAt: row.instant(15),
            clock: CaseClock(
                startedAt: row.optionalInstant(16), pausedAt: row.optionalInstant(17),
                daysLeft: row.optionalInt(18), timeLeft: row.optionalInt(25),
                dueAt: row.optionalInstant(19),
                stoppedAt: row.optionalInstant(21), namedAt: row.optionalInstant(28)),
            closedAt: row.optionalInstant(20),
            wait: row.optionalText(22).flatMap(Wait.init), deemedAt: row.optionalInstant(23),
            extendedAt: row.optionalInstant(24), unansweredAt: row.optionalInstant(26),
            contestUntil: row.optionalInstant(27), isAnonymous: row.bool(29))
    }

    /// - Returns: false when the number is taken.
    static func insert(
        _ record: CaseRecord, confidentiality: Int64, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO cases (id, number, service, version, owner_unit, unit, region, applicant, \
            language, confidentiality, state, step, step_since, round, revision, submitted_at, \
            anonymous) \
            VALUES (\(record.id), \(record.number.symbols), \(record.service.text), \
            \(record.version), \(record.ownerUnit.text), \(record.unit.text), \
            \(record.region?.text), \(record.applicant), \(record.language.rawValue), \
            \(confidentiality), \(record.state.rawValue), \(record.step), \(record.stepSince), \
            \(record.round), \(record.revision), \(record.submittedAt), \
            \(record.isAnonymous)) \
            ON CONFLICT (number) DO NOTHING
            """) == 1
    }

    /// Takes the case for an act. False when somebody acted since `revision` was seen.
    static func take(_ id: CaseID, revision: Int64, in tx: Transaction) throws -> Bool {
        try tx.execute(
            """
            UPDATE cases SET revision = revision + 1 WHERE id = \(id) AND revision = \(revision)
            """) == 1
    }

    /// Writes what an act may change; the case has been taken in the same transaction.
    static func update(_ id: CaseID, _ change: CaseChange, in tx: Transaction) throws {
        let clock = change.clock
        try tx.execute(
            """
            UPDATE cases SET unit = \(change.unit.text), state = \(change.state.rawValue), \
            outcome = \(change.outcome?.rawValue), step = \(change.step), \
            step_since = \(change.stepSince), round = \(change.round), \
            clock_started_at = \(clock.startedAt), clock_paused_at = \(clock.pausedAt), \
            days_left = \(clock.daysLeft), time_left = \(clock.timeLeft), due_at = \(clock.dueAt), \
            clock_stopped_at = \(clock.stoppedAt), named_due_at = \(clock.namedAt), \
            overdue_noted = CASE WHEN due_at = \(clock.dueAt) THEN overdue_noted ELSE 0 END, \
            closed_at = \(change.closedAt), waits_for = \(change.wait?.rawValue), \
            deemed_at = \(change.deemedAt), extended_at = \(change.extendedAt) WHERE id = \(id)
            """)
    }

    /// A stored value that its type refuses: the database was changed from outside.
    static func stored<Value>(_ value: Value?, _ column: String) throws(CaseFault) -> Value {
        guard let value else { throw CaseFault.unreadable(column) }
        return value
    }
}

/// The part of a case that acts change.
struct CaseChange: Sendable {
    var unit: UnitCode
    var state: CaseState
    var outcome: Outcome?
    var step: String
    var stepSince: Instant
    var round: Int64
    var clock: CaseClock
    var closedAt: Instant?
    var wait: Wait?
    var deemedAt: Instant?
    var extendedAt: Instant?

    init(_ record: CaseRecord) {
        unit = record.unit
        state = record.state
        outcome = record.outcome
        step = record.step
        stepSince = record.stepSince
        round = record.round
        clock = record.clock
        closedAt = record.closedAt
        wait = record.wait
        deemedAt = record.deemedAt
        extendedAt = record.extendedAt
    }
}

/// What should never happen: the data or the city's files contradict the engine.
public enum CaseFault: Error, Sendable, Hashable {
    /// A stored value that its type refuses.
    case unreadable(String)
    /// A version of a service that is not in the catalogue.
    case noService(ServiceCode, version: String)
    /// A step that the service's version does not have.
    case noStep(String)
    /// A fee that cannot be computed from what is known.
    case noFee
    /// A letter template that the city does not have.
    case noTemplate(String)
    /// A letter template that was published with a mistake.
    case badTemplate(String, String)
}
