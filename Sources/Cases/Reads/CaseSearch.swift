import Contracts
import Kernel
import People
import Store

/// What a search over cases found.
public struct FoundCases: Sendable {
    public let records: [CaseRecord]
    public let hasMore: Bool
}

extension Cases {
    /// Finds among all cases that the officer may open, in any state: by number, NIK, phone, e-mail
    /// or name (whole words, or beginnings of three letters and more). Newest first.
    /// - Parameter page: 0 for the first.
    public func find(
        _ typed: String, for officer: Officer, page: Int = 0
    ) async throws -> FoundCases {
        let scope = officer.caseScope
        var filter: SQL = "\(sql: scope)"
        if let number = try? TrackingCode(typed) {
            filter = "\(sql: filter) AND c.number = \(number.symbols)"
        } else {
            guard let tokens = searchTokens(typed), !tokens.isEmpty else {
                return FoundCases(records: [], hasMore: false)
            }
            for token in tokens {
                filter = """
                    \(sql: filter) AND EXISTS (SELECT 1 FROM case_tokens k \
                    WHERE k.token = \(token) AND k.case_id = c.id)
                    """
            }
        }
        let size = InboxQuery.pageSize
        let offset = max(0, min(page, 10_000)) * size
        return try await store.read("case.find") { [filter] reader in
            let rows = try reader.rows(
                """
                SELECT \(sql: CaseRows.columns) FROM cases c WHERE \(sql: filter) \
                ORDER BY c.submitted_at DESC, c.id LIMIT \(size + 1) OFFSET \(offset)
                """)
            return FoundCases(
                records: try rows.prefix(size).map(CaseRows.record), hasMore: rows.count > size)
        }
    }
}
