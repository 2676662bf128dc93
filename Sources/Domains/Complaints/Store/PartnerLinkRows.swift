import Cases
import Contracts
import Kernel
import Store

/// A report in the system of somebody else.
struct ReportLink: Sendable {
    enum Status: String, Sendable {
        /// On its way there.
        case waiting
        /// It is there, and we know how it is called there.
        case linked
        /// Given up: whoever keeps reports decides.
        case dead
        /// Recorded there by hand; nothing more is told.
        case settled
    }

    let caseID: CaseID
    let partner: String
    /// When it was sent first: what is it about for us.
    let topic: String
    let status: Status
    let remote: String?
    let token: String?
    /// The first try: from then on it may be there.
    let triedAt: Instant?
    /// That server said that it took it.
    let isAccepted: Bool
    let tries: Int64
    /// A status or a word of ours.
    let outcome: String?
    /// The last state that it told, as mySociety calls it.
    let verdict: String?
    /// When it was closed there, as far as the case has heard.
    let closedAt: Instant?
    let at: Instant
    let number: TrackingCode
}

/// Rows of `report_links`.
enum PartnerLinkRows {
    private static let columns: SQL = """
        l.case_id, l.partner, l.topic, l.status, l.remote, l.token, l.tried_at, l.accepted, \
        l.tries, l.outcome, l.verdict, l.closed_at, l.at, r.number
        """

    static func list(_ rest: SQL, in reader: Reader) throws -> [ReportLink] {
        try reader.rows(
            """
            SELECT \(sql: columns) FROM report_links l JOIN reports r ON r.case_id = l.case_id \
            \(sql: rest)
            """
        ).compactMap { row in
            guard let status = ReportLink.Status(rawValue: row.text(3)),
                let number = try? TrackingCode(row.text(13))
            else { return nil }
            return ReportLink(
                caseID: row.id(0), partner: row.text(1), topic: row.text(2), status: status,
                remote: row.optionalText(4), token: row.optionalText(5),
                triedAt: row.optionalInstant(6), isAccepted: row.bool(7), tries: row.int(8),
                outcome: row.optionalText(9), verdict: row.optionalText(10),
                closedAt: row.optionalInstant(11), at: row.instant(12), number: number)
        }
    }

    static func find(
        _ id: CaseID, _ partner: String, in reader: Reader
    ) throws -> ReportLink? {
        try list("WHERE l.case_id = \(id) AND l.partner = \(partner)", in: reader).first
    }

    static func of(_ id: CaseID, in reader: Reader) throws -> [ReportLink] {
        try list("WHERE l.case_id = \(id) ORDER BY l.partner", in: reader)
    }

    /// Those that are open here and there is something to hear about.
    static func open(
        of partner: String, limit: Int, in reader: Reader
    ) throws -> [ReportLink] {
        try list(
            """
            WHERE l.partner = \(partner) AND l.status = 'linked' AND r.is_open = 1 \
            ORDER BY l.case_id LIMIT \(limit)
            """, in: reader)
    }

    /// - Returns: whether it is new.
    static func insert(
        _ id: CaseID, _ partner: String, topic: String, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            INSERT INTO report_links (case_id, partner, topic, status, at) VALUES \
            (\(id), \(partner), \(topic), 'waiting', \(now)) \
            ON CONFLICT (case_id, partner) DO NOTHING
            """) == 1
    }

    /// A report that came from there.
    static func insert(
        _ id: CaseID, _ partner: String, topic: String, remote: String, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO report_links (case_id, partner, topic, status, remote, accepted, at) \
            VALUES (\(id), \(partner), \(topic), 'linked', \(remote), 1, \(now))
            """)
    }

    /// From now on it may be there.
    static func trying(_ link: ReportLink, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE report_links SET tried_at = COALESCE(tried_at, \(now)) \
            WHERE case_id = \(link.caseID) AND partner = \(link.partner)
            """)
    }

    static func tried(
        _ link: ReportLink, _ status: ReportLink.Status, _ outcome: String,
        isAccepted: Bool = false, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE report_links SET status = \(status.rawValue), outcome = \(outcome), \
            tries = tries + 1, accepted = \(link.isAccepted || isAccepted ? 1 : 0) \
            WHERE case_id = \(link.caseID) AND partner = \(link.partner) AND status = 'waiting'
            """)
    }

    static func hold(_ link: ReportLink, token: String, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE report_links SET token = \(token), accepted = 1, outcome = 'token' \
            WHERE case_id = \(link.caseID) AND partner = \(link.partner)
            """)
    }

    /// What it is called there.
    static func found(_ link: ReportLink, remote: String, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE report_links SET status = 'linked', remote = \(remote), accepted = 1, \
            outcome = NULL WHERE case_id = \(link.caseID) AND partner = \(link.partner)
            """)
    }

    /// The last state that was told of it.
    static func note(_ link: ReportLink, verdict: String, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE report_links SET verdict = \(verdict) \
            WHERE case_id = \(link.caseID) AND partner = \(link.partner)
            """)
    }

    /// The case has heard that it was closed there, or that it is open again.
    static func close(_ link: ReportLink, at moment: Instant?, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE report_links SET closed_at = \(moment) \
            WHERE case_id = \(link.caseID) AND partner = \(link.partner)
            """)
    }

    /// What is decided about one that was given up.
    /// - Returns: whether it was one.
    static func mend(
        _ id: CaseID, _ partner: String, _ status: ReportLink.Status, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE report_links SET status = \(status.rawValue), accepted = 0, tries = 0 \
            WHERE case_id = \(id) AND partner = \(partner) AND status = 'dead'
            """) == 1
    }
}
