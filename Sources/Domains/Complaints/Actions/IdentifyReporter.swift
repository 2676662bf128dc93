import Cases
import Contracts
import Kernel
import Ledger
import Notices
import People
import Store
import Web

extension ComplaintTools {
    /// Who sent a report anonymously, for an officer who may know: with a reason, before the eyes
    /// of the inspectorate. Each look is an entry of the case and one of the access log, where the
    /// reporter reads it.
    /// - Throws: `Refusal`: not permitted, not anonymous, reason too short.
    func identify(
        _ record: CaseRecord, by officer: Officer, reason typed: String
    ) async throws -> ListedPerson {
        let reason = typed.singleSpaced
        guard reason.count >= Emergencies.shortest else {
            throw Refusal(
                .invalid, "people.emergency.short", field: "alasan",
                values: ["count": String(Emergencies.shortest)])
        }
        guard record.isAnonymous else { throw Refusal(.conflict, "complaints.identify.open") }
        let today = Day(world.now, in: try await shelf.zone())
        return try await store.write("report.identify") { [self] tx in
            // As the transaction sees him: what a page remembers may be some seconds old.
            let seat = try directory.officer(officer.account, on: today, in: tx)?
                .seat(.identifyReporters)
            guard let seat else { throw Refusal(.forbidden, "web.forbidden") }
            let key: DataKey
            do {
                key = try vault.key(record.id.value, in: tx)
            } catch SealingError.destroyed {
                throw Refusal(.conflict, "case.erased")
            }
            guard let person = try walkins.identity(of: record.applicant, in: tx) else {
                throw Refusal(.conflict, "case.erased")
            }
            try access.note(
                [
                    AccessEntry(
                        account: officer.account,
                        reason: AccessReason(.identify, from: seat.position),
                        subject: record.applicant, caseID: record.id, service: record.service,
                        part: .contact)
                ], in: tx)
            try ledger.append(
                LedgerEntry(
                    type: "report.identified", caseID: record.id,
                    actor: .officer(officer.account, seat.position),
                    service: record.service.text, unit: record.unit.text, facts: .object([:]),
                    sealed: .string(reason), at: world.now),
                key: key, in: tx)
            try tellInspectors(record, reason, besides: officer.account, today, in: tx)
            return person
        }
    }

    private func tellInspectors(
        _ record: CaseRecord, _ reason: String, besides officer: AccountID, _ today: Day,
        in tx: Transaction
    ) throws {
        for inspector in try directory.holders(of: .inspect, on: today, in: tx)
        where inspector != officer {
            try notices.enqueue(
                Notice(
                    to: .account(inspector), template: "report-identified",
                    values: ["number": record.number.text, "reason": reason],
                    key: "report-identified:\(world.uuid().text)"), in: tx)
        }
    }
}
