import Cases
import Contracts
import Kernel
import Store

/// What a national system is to be told of a case.
struct Report: Sendable {
    enum Status: String, Sendable {
        case waiting, done
        /// Given up: an officer decides.
        case dead
        /// A newer one of the same case went instead.
        case passed
        /// Recorded there by hand.
        case settled
    }

    /// Also the key by which the system knows it when it comes twice.
    let id: UUIDv7
    let system: String
    let caseID: CaseID
    /// The state of the case, in our words.
    let state: String
    let status: Status
    /// A status or a word of ours.
    let outcome: String?
    let tries: Int64
    let at: Instant
    let number: String
}

/// How many reports of a system stand where.
struct ReportCounts: Sendable {
    var waiting: Int64 = 0
    var dead: Int64 = 0
    var done: Int64 = 0
}

/// Rows of `permit_reports`.
enum ReportRows {
    private static let columns: SQL = """
        r.id, r.system, r.case_id, r.state, r.status, r.outcome, r.tries, r.at, c.number
        """
    private static let tables: SQL = "permit_reports r JOIN cases c ON c.id = r.case_id"

    static func insert(
        _ id: UUIDv7, _ system: String, _ caseID: CaseID, _ state: String, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO permit_reports (id, system, case_id, state, status, tries, at) VALUES \
            (\(id), \(system), \(caseID), \(state), \(Report.Status.waiting.rawValue), 0, \(now))
            """)
    }

    private static func list(_ rest: SQL, in reader: Reader) throws -> [Report] {
        try reader.rows(
            "SELECT \(sql: columns) FROM \(sql: tables) \(sql: rest)"
        ).compactMap { row in
            Report.Status(rawValue: row.text(4)).map { status in
                Report(
                    id: row.uuid(0), system: row.text(1), caseID: row.id(2), state: row.text(3),
                    status: status, outcome: row.optionalText(5), tries: row.int(6),
                    at: row.instant(7), number: row.text(8))
            }
        }
    }

    static func find(_ id: UUIDv7, in reader: Reader) throws -> Report? {
        try list("WHERE r.id = \(id)", in: reader).first
    }

    /// The newest that waits of a case.
    static func newest(_ caseID: CaseID, in reader: Reader) throws -> Report? {
        try list(
            "WHERE r.case_id = \(caseID) AND r.status = 'waiting' ORDER BY r.id DESC LIMIT 1",
            in: reader
        ).first
    }

    /// Those that were given up, the oldest first, then those that failed and are tried again.
    static func troubled(_ systems: [String], limit: Int, in reader: Reader) throws -> [Report] {
        guard !systems.isEmpty else { return [] }
        let dead = try list(
            """
            WHERE r.status = 'dead' AND r.system IN \(list: systems) ORDER BY r.at LIMIT \(limit)
            """, in: reader)
        let failing = try list(
            """
            WHERE r.status = 'waiting' AND r.tries > 0 AND r.system IN \(list: systems) \
            ORDER BY r.at LIMIT \(max(1, limit - dead.count))
            """, in: reader)
        return dead + failing
    }

    static func counts(_ system: String, in reader: Reader) throws -> ReportCounts {
        var counts = ReportCounts()
        try reader.each(
            """
            SELECT status, COUNT(*) FROM permit_reports WHERE system = \(system) GROUP BY status
            """
        ) { row in
            switch Report.Status(rawValue: row.text(0)) {
            case .waiting: counts.waiting = row.int(1)
            case .dead: counts.dead = row.int(1)
            case .done, .settled: counts.done += row.int(1)
            case .passed, nil: break
            }
        }
        return counts
    }

    static func tried(
        _ report: Report, _ status: Report.Status, _ outcome: String, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE permit_reports SET status = \(status.rawValue), outcome = \(outcome), \
            tries = tries + 1, tried_at = \(now) WHERE id = \(report.id) AND status = 'waiting'
            """)
    }

    /// Older ones of the case need not be told any more.
    static func pass(before report: Report, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE permit_reports SET status = 'passed' WHERE case_id = \(report.caseID) \
            AND status IN ('waiting', 'dead') AND id < \(report.id)
            """)
    }

    /// What an officer says of a report that was given up.
    /// - Returns: whether it was one.
    static func set(
        _ id: UUIDv7, _ status: Report.Status, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE permit_reports SET status = \(status.rawValue) \
            WHERE id = \(id) AND status = 'dead'
            """) == 1
    }
}
