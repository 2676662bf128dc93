import Contracts
import Kernel
import Store

extension Cases {
    /// The plain facts of an applicant's own case; anybody else's is as if it were not there.
    public func record(_ number: TrackingCode, of applicant: AccountID) async throws -> CaseRecord {
        let found = try await store.read("case.own", short: true) { reader in
            try reader.row(
                """
                SELECT \(sql: CaseRows.columns) FROM cases c \
                WHERE c.number = \(number.symbols) AND c.applicant = \(applicant)
                """
            ).map(CaseRows.record)
        }
        guard let found else { throw Refusal(.notFound, "case.not_found") }
        return found
    }

    /// Those of these cases that are the applicant's.
    public func records(
        _ ids: Set<CaseID>, of applicant: AccountID
    ) async throws -> [CaseID: CaseRecord] {
        guard !ids.isEmpty else { return [:] }
        let records = try await store.read("cases.named") { reader in
            try reader.rows(
                """
                SELECT \(sql: CaseRows.columns) FROM cases c \
                WHERE c.id IN \(list: ids.sorted()) AND c.applicant = \(applicant)
                """
            ).map(CaseRows.record)
        }
        return Dictionary(records.map { ($0.id, $0) }) { first, _ in first }
    }
}
