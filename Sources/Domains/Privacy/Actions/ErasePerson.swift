import Cases
import Contracts
import Forms
import Kernel
import Ledger
import Notices
import People
import Store

extension PrivacyTools {
    /// What would go and what would stay if the request were carried out now.
    func erasurePlan(_ number: TrackingCode) async throws -> (RightsRequest, ErasurePlan) {
        let catalogue = try await shelf.published()
        return try await store.read("privacy.plan") { [self] reader in
            try erasurePlan(number, catalogue, in: reader)
        }
    }

    private func erasurePlan(
        _ number: TrackingCode, _ catalogue: Catalogue, in reader: Reader
    ) throws -> (RightsRequest, ErasurePlan) {
        guard let request = try self.request(.erasure, number, in: reader) else {
            throw Refusal(.notFound, "privacy.erase.none")
        }
        let held = try held(request.account, catalogue, in: reader)
        let today = Day(world.now, in: catalogue.profile.zone)
        return (request, ErasurePlan(held, request: request.id, today: today))
    }

    /// Carries a granted request out: keys are destroyed, look-up hashes go, and one entry tells
    /// that it was done. The person is told before the contact is gone.
    /// - Throws: `Refusal`: nobody asks for it (any more), or the officer may not.
    func erase(_ number: TrackingCode, by officer: Officer) async throws -> ErasureRecord {
        let position = try protecting(officer)
        let catalogue = try await shelf.published()
        return try await store.write("privacy.erase") { [self] tx in
            // Of two who press at once the second finds no request any more.
            try tx.lock("pendopo.privacy.erase")
            let (request, plan) = try erasurePlan(number, catalogue, in: tx)
            let contact = try accounts.recipient(request.account, in: tx)
            let contacts = try accounts.everyContact(of: request.account, in: tx)
            try scans.erase(plan.account, tx)
            let drafts = try drafts.eraseAll(of: plan.account, in: tx)
            let gone = try plan.cases.filter { try cases.erase($0, in: tx) }
            try permits.erase(plan.permits, tx)
            try notices.erase(account: plan.account, in: tx)
            for record in try accounts.mergedRecords(of: plan.account, in: tx) {
                try notices.erase(account: record, in: tx)
            }
            for contact in contacts { try notices.erase(contact: contact, in: tx) }
            if plan.isWhole {
                _ = try Emergencies.erase(of: plan.allCases, vault, in: tx)
                _ = try accounts.erase(plan.account, in: tx)
            } else {
                _ = try Emergencies.erase(of: plan.cases, vault, in: tx)
            }
            if let contact { try tell(contact, request, plan, in: tx) }
            let record = ErasureRecord(
                number: request.number, at: world.now, isWhole: plan.isWhole,
                cases: Int64(plan.cases.count), kept: Int64(plan.keptCases),
                drafts: Int64(drafts))
            try note(record, request, plan, gone, officer.account, position, in: tx)
            return record
        }
    }

    /// To the contact itself, for the account may be gone by now. The last notice to it; its
    /// content goes with the other notices after their time.
    private func tell(
        _ to: (contact: Contact, language: Language), _ request: RightsRequest,
        _ plan: ErasurePlan, in tx: Transaction
    ) throws {
        try notices.enqueue(
            Notice(
                to: .contact(to.contact, to.language),
                template: plan.isWhole ? "privacy.erased" : "privacy.erased-partly",
                values: [
                    "number": request.number.text, "count": String(plan.cases.count),
                    "kept": String(plan.keptCases),
                ],
                key: "privacy.erased:\(request.id.text)"), in: tx)
    }

    private func note(
        _ record: ErasureRecord, _ request: RightsRequest, _ plan: ErasurePlan,
        _ gone: [CaseID], _ account: AccountID, _ position: PositionID, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO privacy_erasures (request, account, at, by_account, position, whole, \
            cases, kept, drafts) VALUES (\(request.id), \(request.account), \(record.at), \
            \(account), \(position), \(record.isWhole), \(record.cases), \(record.kept), \
            \(record.drafts))
            """)
        try ledger.append(
            LedgerEntry(
                type: "privacy.erased", actor: .officer(account, position),
                facts: [
                    "account": .string(request.account.text),
                    "request": .string(request.id.text), "whole": .bool(record.isWhole),
                    "permits": .integer(Int64(plan.permits.count)),
                    "cases": .integer(record.cases), "kept": .integer(record.kept),
                    "drafts": .integer(record.drafts),
                    "keys": ledger.erased(gone.map(\.value)),
                ], at: record.at),
            key: nil, in: tx)
    }
}
