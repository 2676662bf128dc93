import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// Why a permit is visited.
enum VisitReason: String, Sendable, CaseIterable {
    case regular = "berkala"
    case complaint = "pengaduan"
    case followUp = "tindak_lanjut"
}

/// A permit whose visit is due, and since when.
struct DueVisit: Sendable {
    let permit: Permit
    let due: Day
    /// The case that carries a visit already.
    let running: TrackingCode?
}

extension PermitTools {
    /// Permits in force whose last visit, or issue, is longer ago than their kind allows: the
    /// longest due first.
    func dueVisits(
        _ kinds: [ServiceCode], _ catalogue: Catalogue, limit: Int
    ) async throws -> [DueVisit] {
        let today = Day(world.now, in: catalogue.profile.zone)
        var found: [DueVisit] = []
        for kind in kinds {
            guard let every = catalogue.services[kind]?.terms.permit?.visits?.every else {
                continue
            }
            found += try await store.read("permit.visits") { [self] reader in
                try rows.list(
                    """
                    WHERE p.kind = \(kind.text) AND COALESCE(p.visited_on, p.issued) \
                    <= \(today.adding(days: -every)) \
                    AND \(sql: PermitRows.condition(.inForce, on: today)) \
                    ORDER BY COALESCE(p.visited_on, p.issued), p.number_key LIMIT \(limit)
                    """, in: reader
                ).map { permit in
                    DueVisit(
                        permit: permit, due: (permit.visited ?? permit.issued).adding(days: every),
                        running: try runningVisit(permit.id, in: reader))
                }
            }
        }
        return Array(found.sorted { $0.due < $1.due }.prefix(limit))
    }

    /// The open case of a visit to a permit.
    func runningVisit(_ permit: PermitID, in reader: Reader) throws -> TrackingCode? {
        try reader.row(
            """
            SELECT c.number FROM permit_drafts d JOIN cases c ON c.id = d.draft \
            WHERE d.permit = \(permit) AND d.gift = \(PermitRule.Gift.visit.rawValue) \
            AND c.state <> 'closed' ORDER BY d.at DESC LIMIT 1
            """
        ).flatMap { try? TrackingCode($0.text(0)) }
    }

    /// Begins a visit as a case of its own; one that runs is taken again.
    func beginVisit(
        _ number: [UInt8], _ reason: VisitReason, by officer: Officer
    ) async throws -> TrackingCode {
        let catalogue = try await shelf.published()
        let today = Day(world.now, in: catalogue.profile.zone)
        return try await store.write("permit.visit") { [self] tx in
            // Two at once would each see that none runs.
            try tx.lock("permits.visits")
            let officer = try now(officer, on: today, in: tx)
            guard let permit = try rows.find(key: number, in: tx) else {
                throw Refusal(.notFound, "permits.none")
            }
            let seat = try seat(officer, permit, catalogue)
            guard let code = catalogue.services[permit.kind]?.terms.permit?.visits?.service,
                let service = catalogue.services[code]
            else { throw Refusal(.conflict, "permits.visit.none") }
            if let running = try runningVisit(permit.id, in: tx) { return running }
            let opened = try cases.open(
                InternalCase(
                    service: code, answers: visitAnswers(service, permit, reason),
                    applicant: officer.account,
                    sender: .officer(officer.account, seat.position)),
                of: catalogue, in: tx)
            try tx.execute(
                """
                INSERT INTO permit_drafts (draft, permit, gift, at) VALUES (\(opened.id), \
                \(permit.id), \(PermitRule.Gift.visit.rawValue), \(world.now))
                """)
            try ledger.append(
                LedgerEntry(
                    type: "permit.visit-planned",
                    actor: .officer(officer.account, seat.position), service: permit.kind.text,
                    facts: [
                        "permit": .string(permit.id.text), "number": .string(permit.number),
                        "case": .string(opened.number.symbols), "why": .string(reason.rawValue),
                    ], at: world.now),
                key: nil, in: tx)
            return opened.number
        }
    }

    /// What the case says of the permit: its public lines only.
    private func visitAnswers(
        _ service: Service, _ permit: Permit, _ reason: VisitReason
    ) -> Answers {
        var answers = Answers()
        let rule = service.terms.permit
        for (field, text) in [
            (rule?.subject, permit.number), (rule?.business, permit.holder),
            (rule?.place, permit.place), (rule?.object, permit.object),
        ] {
            if let field, let text, !text.isEmpty { answers[field] = .text(text) }
        }
        for field in service.form.fields {
            switch field.kind {
            case .choice(let options) where options.contains { $0.code == reason.rawValue }:
                answers[field.id] = .text(reason.rawValue)
            case .region(let level) where !level.isBelowKelurahan:
                if let region = permit.region, region.level == level.level {
                    answers[field.id] = .text(region.text)
                }
            default: continue
            }
        }
        return answers
    }
}
