import Cases
import Contracts
import Kernel
import Ledger
import Store

/// Sees which reports go to a partner, and what partners are to be told of them: written down in
/// the transaction that moves the reader of the ledger, done by jobs.
struct FollowPartners {
    let tools: ComplaintTools
    let link: PartnerLink
    let partners: ReportPartners

    /// Nil in a city that exchanges no reports.
    init?(tools: ComplaintTools, in reader: Reader) throws {
        guard let link = tools.outside.partners,
            let version = try tools.shelf.versions.currentVersion(in: reader)
        else { return nil }
        let partners = try tools.shelf.versions.catalogue(version, in: reader).partners
        guard partners.areConnected else { return nil }
        self.tools = tools
        self.link = link
        self.partners = partners
    }

    /// - Parameter news: public acts on a report whose row is up to date.
    func follow(_ id: CaseID, _ news: [(act: Int64, by: Actor)], in tx: Transaction) throws {
        // Before it goes anywhere new: what it is sent with tells all that happened until then.
        for one in try PartnerLinkRows.of(id, in: tx) where one.status != .settled {
            guard partners.hears(one.partner) else { continue }
            for (act, actor) in news where actor != .system(Self.actor(one.partner)) {
                try PartnerSendingRows.insert(
                    tools.world.uuid(), id, one.partner, act: act, at: tools.world.now, in: tx)
            }
            try enqueue(id, one.partner, in: tx)
        }
        try consider(id, in: tx)
    }

    /// Sends a report that the unit of a partner is to answer. What is not public stays here.
    func consider(_ id: CaseID, in tx: Transaction) throws {
        guard let report = try ReportRows.find(id, in: tx), report.isPublic, report.state.isOpen,
            let unit = try asked(id, in: tx),
            let partner = partners.partner(of: unit, topic: report.topic),
            try PartnerLinkRows.insert(
                id, partner.code, topic: report.topic, at: tools.world.now, in: tx)
        else { return }
        try enqueue(id, partner.code, in: tx)
    }

    /// The unit that is to answer now.
    private func asked(_ id: CaseID, in tx: Transaction) throws -> UnitCode? {
        try tx.row(
            """
            SELECT unit FROM tasks WHERE case_id = \(id) AND state = 'open' AND kind = 'answer' \
            LIMIT 1
            """
        ).flatMap { UnitCode($0.text(0)) }
    }

    /// Reports that came to a unit before its system was connected.
    func catchUp(in tx: Transaction) throws {
        for partner in partners.open311 where partner.url != nil && !partner.topics.isEmpty {
            let topics = partner.topics.keys.sorted()
            let late = try tx.rows(
                """
                SELECT r.case_id FROM reports r JOIN tasks t ON t.case_id = r.case_id \
                AND t.state = 'open' AND t.kind = 'answer' AND t.unit = \(partner.unit.text) \
                WHERE r.is_open = 1 AND r.is_public = 1 AND r.unit = \(partner.unit.text) \
                AND r.topic IN \(list: topics) AND NOT EXISTS (SELECT 1 FROM report_links l \
                WHERE l.case_id = r.case_id AND l.partner = \(partner.code)) LIMIT 200
                """
            ).map { $0.id(0) as CaseID }
            for id in late { try consider(id, in: tx) }
        }
    }

    /// One job for a report at a partner: what it is told goes one after the other.
    func enqueue(_ id: CaseID, _ partner: String, in tx: Transaction) throws {
        try Self.enqueue(id, partner, link.jobs, in: tx)
    }

    static func enqueue(
        _ id: CaseID, _ partner: String, _ jobs: JobQueue, in tx: Transaction
    ) throws {
        try jobs.enqueue(
            kind: PushReports.job, payload: id.bytes + Array(partner.utf8),
            key: "\(PushReports.job):\(id.text):\(partner)", in: tx)
    }

    /// Who acts on a case when a partner does.
    static func actor(_ partner: String) -> String { "partner:\(partner)" }
}
