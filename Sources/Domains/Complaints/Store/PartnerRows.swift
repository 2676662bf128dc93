import Contracts
import Kernel
import Store

/// How asking a partner stands.
struct PartnerState: Sendable {
    /// Until when it was heard.
    var since: Instant?
    /// Where the next page begins, as it says itself.
    var cursor: String?
    /// Not before.
    var nextAt = Instant(milliseconds: 0)
    /// Tries that failed since the last good one.
    var failures: Int64 = 0
    /// The last try, and the last good one.
    var askedAt, heardAt: Instant?
    /// Why the last try failed: a word or a status, never what that server said.
    var fault: String?
}

/// How many reports of a partner stand where.
struct PartnerCounts: Sendable {
    var linked: Int64 = 0
    var waiting: Int64 = 0
    /// Reports and news that were given up.
    var dead: Int64 = 0
}

/// Rows of `report_partners`.
enum PartnerRows {
    static func find(_ partner: String, in reader: Reader) throws -> PartnerState {
        let row = try reader.row(
            """
            SELECT since_at, next_at, failures, asked_at, heard_at, fault, cursor_text \
            FROM report_partners WHERE partner = \(partner)
            """)
        guard let row else { return PartnerState() }
        return PartnerState(
            since: row.optionalInstant(0), cursor: row.optionalText(6), nextAt: row.instant(1),
            failures: row.int(2), askedAt: row.optionalInstant(3),
            heardAt: row.optionalInstant(4), fault: row.optionalText(5))
    }

    static func write(_ state: PartnerState, of partner: String, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO report_partners \
            (partner, since_at, cursor_text, next_at, failures, asked_at, heard_at, fault) \
            VALUES (\(partner), \(state.since), \(state.cursor), \(state.nextAt), \
            \(state.failures), \(state.askedAt), \(state.heardAt), \(state.fault)) \
            ON CONFLICT (partner) DO UPDATE SET since_at = excluded.since_at, \
            cursor_text = excluded.cursor_text, \
            next_at = excluded.next_at, failures = excluded.failures, \
            asked_at = excluded.asked_at, heard_at = excluded.heard_at, fault = excluded.fault
            """)
    }

    static func counts(_ partner: String, in reader: Reader) throws -> PartnerCounts {
        var counts = PartnerCounts()
        try reader.each(
            """
            SELECT status, COUNT(*) FROM report_links WHERE partner = \(partner) GROUP BY status
            """
        ) { row in
            switch ReportLink.Status(rawValue: row.text(0)) {
            case .waiting: counts.waiting += row.int(1)
            case .dead: counts.dead += row.int(1)
            case .linked, .settled: counts.linked += row.int(1)
            case nil: break
            }
        }
        try reader.each(
            """
            SELECT status, COUNT(*) FROM report_sendings WHERE partner = \(partner) \
            AND status IN ('waiting', 'dead') GROUP BY status
            """
        ) { row in
            if row.text(0) == "dead" { counts.dead += row.int(1) }
        }
        return counts
    }

    /// - Returns: whether it is told for the first time.
    static func hear(
        _ update: String, of partner: String, _ id: CaseID, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO report_news (partner, update_id, case_id, at) VALUES \
            (\(partner), \(update), \(id), \(now)) \
            ON CONFLICT (partner, update_id) DO NOTHING
            """) == 1
    }

    static func knows(_ update: String, of partner: String, in reader: Reader) throws -> Bool {
        try reader.row(
            "SELECT 1 FROM report_news WHERE partner = \(partner) AND update_id = \(update)")
            != nil
    }
}
