import Contracts
import Kernel
import Store

/// An act of ours that a partner is told.
struct ReportSending: Sendable {
    enum Status: String, Sendable { case waiting, done, dead, settled }

    let id: UUIDv7
    let caseID: CaseID
    let partner: String
    let act: Int64
    let status: Status
    let tries: Int64
    let outcome: String?
    let at: Instant
    let number: TrackingCode
}

/// Rows of `report_sendings`.
enum PartnerSendingRows {
    static func list(_ rest: SQL, in reader: Reader) throws -> [ReportSending] {
        try reader.rows(
            """
            SELECT s.id, s.case_id, s.partner, s.act, s.status, s.tries, s.outcome, s.at, \
            r.number FROM report_sendings s JOIN reports r ON r.case_id = s.case_id \
            \(sql: rest)
            """
        ).compactMap { row in
            guard let status = ReportSending.Status(rawValue: row.text(4)),
                let number = try? TrackingCode(row.text(8))
            else { return nil }
            return ReportSending(
                id: row.uuid(0), caseID: row.id(1), partner: row.text(2), act: row.int(3),
                status: status, tries: row.int(5), outcome: row.optionalText(6),
                at: row.instant(7), number: number)
        }
    }

    static func insert(
        _ id: UUIDv7, _ caseID: CaseID, _ partner: String, act: Int64, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO report_sendings (id, case_id, partner, act, status, at) VALUES \
            (\(id), \(caseID), \(partner), \(act), 'waiting', \(now)) \
            ON CONFLICT (case_id, partner, act) DO NOTHING
            """)
    }

    /// The oldest that waits.
    static func next(
        _ caseID: CaseID, _ partner: String, in reader: Reader
    ) throws -> ReportSending? {
        try list(
            """
            WHERE s.case_id = \(caseID) AND s.partner = \(partner) AND s.status = 'waiting' \
            ORDER BY s.act LIMIT 1
            """, in: reader
        ).first
    }

    static func find(_ id: UUIDv7, in reader: Reader) throws -> ReportSending? {
        try list("WHERE s.id = \(id)", in: reader).first
    }

    static func tried(
        _ sending: ReportSending, _ status: ReportSending.Status, _ outcome: String,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE report_sendings SET status = \(status.rawValue), outcome = \(outcome), \
            tries = tries + 1 WHERE id = \(sending.id) AND status = 'waiting'
            """)
    }

    /// - Returns: whether it was given up until now.
    static func mend(
        _ id: UUIDv7, _ status: ReportSending.Status, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE report_sendings SET status = \(status.rawValue), tries = 0 \
            WHERE id = \(id) AND status = 'dead'
            """) == 1
    }
}
