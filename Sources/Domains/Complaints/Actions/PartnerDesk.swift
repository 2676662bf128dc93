import Cases
import Contracts
import Kernel
import Ledger
import People
import Store

/// A partner as those who keep reports see it.
struct PartnerFacts: Sendable {
    let partner: ReportPartner
    let state: PartnerState
    let counts: PartnerCounts
}

/// Something that has not arrived at a partner.
struct PartnerTrouble: Sendable {
    enum What: Sendable {
        case report(CaseID)
        case news(UUIDv7)
    }

    let what: What
    let partner: String
    let number: TrackingCode
    let outcome: String?
    /// Given up: it waits for a hand.
    let isDead: Bool
    let at: Instant
}

/// What is done about something that went wrong with a partner.
enum PartnerMend: String, Sendable {
    /// Send it again.
    case again = "ulang"
    /// It was recorded there by hand.
    case away = "selesai"
}

/// Looks after the exchange of reports.
struct PartnerDesk: Sendable {
    let tools: ComplaintTools

    private static let limit = 50

    func facts(
        _ catalogue: Catalogue
    ) async throws -> (
        facts: [PartnerFacts], troubles: [PartnerTrouble], misfits: [PartnerMisfit]
    ) {
        try await tools.store.read("partner.facts") { reader in
            let facts = try catalogue.partners.open311.map { partner in
                PartnerFacts(
                    partner: partner, state: try PartnerRows.find(partner.code, in: reader),
                    counts: try PartnerRows.counts(partner.code, in: reader))
            }
            return (
                facts, try troubles(in: reader),
                try PartnerMisfitRows.newest(limit: Self.limit, in: reader)
            )
        }
    }

    /// What was given up comes first, then what failed and is tried again.
    private func troubles(in reader: Reader) throws -> [PartnerTrouble] {
        let links =
            try PartnerLinkRows.list(
                "WHERE l.status = 'dead' ORDER BY l.at LIMIT \(Self.limit)", in: reader)
            + PartnerLinkRows.list(
                """
                WHERE l.status = 'waiting' AND (l.tries > 0 OR l.token IS NOT NULL) \
                ORDER BY l.at LIMIT \(Self.limit)
                """, in: reader)
        let news = try PartnerSendingRows.list(
            "WHERE s.status = 'dead' ORDER BY s.at LIMIT \(Self.limit)", in: reader)
        let all =
            links.map { link in
                PartnerTrouble(
                    what: .report(link.caseID), partner: link.partner, number: link.number,
                    outcome: link.outcome, isDead: link.status == .dead, at: link.at)
            }
            + news.map { one in
                PartnerTrouble(
                    what: .news(one.id), partner: one.partner, number: one.number,
                    outcome: one.outcome, isDead: true, at: one.at)
            }
        return all.filter(\.isDead) + all.filter { !$0.isDead }
    }

    /// Has a partner asked within the minute.
    func hurry(_ code: String) async throws {
        let catalogue = try await tools.shelf.published()
        guard let partner = catalogue.partners.partner(code) else {
            throw Refusal(.notFound, "complaints.partners.gone")
        }
        guard partner.url != nil else { throw Refusal(.conflict, "complaints.partners.off") }
        try await tools.store.write("partner.hurry") { [tools] tx in
            var state = try PartnerRows.find(code, in: tx)
            state.nextAt = tools.world.now
            try PartnerRows.write(state, of: code, in: tx)
        }
    }

    /// Sends a report that was given up again, or notes that it was recorded by hand.
    func mend(
        _ id: CaseID, at partner: String, _ mend: PartnerMend, by officer: Officer
    ) async throws {
        try await tools.store.write("partner.mend") { tx in
            guard let link = tools.outside.partners,
                let one = try PartnerLinkRows.find(id, partner, in: tx)
            else { throw Refusal(.notFound, "complaints.partners.gone") }
            let status: ReportLink.Status = mend == .again ? .waiting : .settled
            guard try PartnerLinkRows.mend(id, partner, status, in: tx) else {
                throw Refusal(.conflict, "complaints.partners.done")
            }
            if mend == .again { try FollowPartners.enqueue(id, partner, link.jobs, in: tx) }
            try note(mend, partner, one.number, officer, in: tx)
        }
    }

    /// The same for news of a report.
    func mend(_ id: UUIDv7, _ mend: PartnerMend, by officer: Officer) async throws {
        try await tools.store.write("partner.mend.news") { tx in
            guard let link = tools.outside.partners,
                let one = try PartnerSendingRows.find(id, in: tx)
            else { throw Refusal(.notFound, "complaints.partners.gone") }
            let status: ReportSending.Status = mend == .again ? .waiting : .settled
            guard try PartnerSendingRows.mend(id, status, in: tx) else {
                throw Refusal(.conflict, "complaints.partners.done")
            }
            if mend == .again {
                try FollowPartners.enqueue(one.caseID, one.partner, link.jobs, in: tx)
            }
            try note(mend, one.partner, one.number, officer, in: tx)
        }
    }

    private func note(
        _ mend: PartnerMend, _ partner: String, _ number: TrackingCode, _ officer: Officer,
        in tx: Transaction
    ) throws {
        guard let position = officer.seat(.keepReports)?.position else {
            throw Refusal(.forbidden, "complaints.partners.gone")
        }
        try tools.ledger.append(
            LedgerEntry(
                type: mend == .again ? "report.partner-again" : "report.partner-settled",
                actor: .officer(officer.account, position),
                facts: ["partner": .string(partner), "report": .string(number.text)],
                at: tools.world.now), key: nil, in: tx)
    }
}
