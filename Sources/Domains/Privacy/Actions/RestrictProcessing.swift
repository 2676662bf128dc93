import Cases
import Contracts
import Kernel
import Notices
import People
import Store

/// A restriction that holds, with the number of its request and of its case.
struct RestrictionRecord: Sendable {
    let request: TrackingCode
    /// Nothing: the whole account.
    let number: TrackingCode?
    let since: Instant
}

extension PrivacyTools {
    private var restrictions: Restrictions { Restrictions(ledger: ledger, world: world) }

    /// What is restricted now, newest first.
    func restricted() async throws -> [RestrictionRecord] {
        try await store.read("privacy.restricted") { [self] reader in
            let all = try Restrictions.current(in: reader)
            let numbers = try numbers(all.map(\.request) + all.compactMap(\.caseID), in: reader)
            return all.compactMap { one in
                numbers[one.request].map {
                    RestrictionRecord(
                        request: $0, number: one.caseID.flatMap { numbers[$0] }, since: one.since)
                }
            }
        }
    }

    private func numbers(
        _ cases: [CaseID], in reader: Reader
    ) throws -> [CaseID: TrackingCode] {
        guard !cases.isEmpty else { return [:] }
        return try reader.rows("SELECT id, number FROM cases WHERE id IN \(list: cases)").reduce(
            into: [:]
        ) { $0[$1.id(0)] = try? TrackingCode($1.text(1)) }
    }

    /// The granted request, and the cases of its person that may be restricted: those that run,
    /// but for requests about data.
    func restrictable(
        _ number: TrackingCode
    ) async throws -> (request: RightsRequest, cases: [CaseRecord]) {
        let request = try await store.read("privacy.restrictable") { [self] reader in
            try self.request(.restriction, number, in: reader)
        }
        guard let request else { throw Refusal(.notFound, "privacy.restrict.none") }
        let open = try await cases.cases(of: request.account).filter {
            $0.state != .closed && $0.service.text != RightsService.code
        }
        return (request, open)
    }

    /// Restricts the whole account (without `caseNumber`) or one case of it: officers take it on no
    /// further until it is lifted. One entry, and a notice to the person.
    func restrict(
        _ number: TrackingCode, to caseNumber: TrackingCode?, by officer: Officer
    ) async throws {
        let position = try protecting(officer)
        try await store.write("privacy.restrict") { [self] tx in
            guard let request = try self.request(.restriction, number, in: tx) else {
                throw Refusal(.notFound, "privacy.restrict.none")
            }
            let row = try caseNumber.flatMap { number in
                try tx.row(
                    """
                    SELECT id FROM cases WHERE number = \(number.symbols) \
                    AND applicant = \(request.account) AND service <> \(RightsService.code)
                    """)
            }
            guard caseNumber == nil || row != nil else {
                throw Refusal(.invalid, "privacy.restrict.case", field: "berkas")
            }
            try restrictions.restrict(
                request.id, of: request.account, row?.id(0), service: RightsService.code,
                by: officer, from: position, in: tx)
            try tell("privacy.restricted", request.account, request.number, in: tx)
        }
    }

    /// Lifts what was restricted on a request; work goes on. One entry, and a notice.
    func lift(_ number: TrackingCode, by officer: Officer) async throws {
        let position = try protecting(officer)
        let account = try await store.write("privacy.lift") { [self] tx in
            let row = try tx.row("SELECT id FROM cases WHERE number = \(number.symbols)")
            guard let row else { throw Refusal(.notFound, "privacy.restrict.none") }
            let lifted = try restrictions.lift(
                row.id(0), by: officer, from: position, in: tx)
            try tell("privacy.restriction-lifted", lifted.account, number, in: tx)
            return lifted.account
        }
        try await cases.deemOverdue(of: account)
    }

    private func tell(
        _ template: String, _ account: AccountID, _ number: TrackingCode, in tx: Transaction
    ) throws {
        try notices.enqueue(
            Notice(
                to: .account(account), template: template, values: ["number": number.text],
                key: "\(template):\(number.text)"), in: tx)
    }
}
