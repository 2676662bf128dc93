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

extension PermitTools {
    /// The open case of a visit to a permit.
    func runningVisit(_ permit: PermitID, in reader: Reader) throws -> TrackingCode? {
        try runningVisits([permit], in: reader)[permit]
    }

    /// The open cases of visits to some permits.
    func runningVisits(
        _ permits: [PermitID], in reader: Reader
    ) throws -> [PermitID: TrackingCode] {
        var running: [PermitID: TrackingCode] = [:]
        try reader.each(
            """
            SELECT d.permit, c.number FROM permit_drafts d JOIN cases c ON c.id = d.draft \
            WHERE d.permit IN \(list: permits) AND d.gift = \(PermitRule.Gift.visit.rawValue) \
            AND c.state <> 'closed' ORDER BY d.at
            """
        ) { row in
            if let number = try? TrackingCode(row.text(1)) { running[row.id(0)] = number }
        }
        return running
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
