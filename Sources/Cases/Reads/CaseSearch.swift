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
    /// or name (whole words, or beginnings of three letters and more). Those begun last come first.
    /// - Parameter page: 0 for the first.
    public func find(
        _ typed: String, for officer: Officer, page: Int = 0
    ) async throws -> FoundCases {
        let size = InboxQuery.pageSize
        let offset = max(0, min(page, 10_000)) * size
        let scope = officer.caseScope
        if let number = try? TrackingCode(typed) {
            return try await store.read("case.find") { reader in
                let found = try reader.rows(
                    """
                    SELECT \(sql: CaseRows.columns) FROM cases c \
                    WHERE c.number = \(number.symbols) AND \(sql: scope)
                    """)
                return FoundCases(records: try found.map(CaseRows.record), hasMore: false)
            }
        }
        guard let tokens = searchTokens(typed), !tokens.isEmpty else {
            return FoundCases(records: [], hasMore: false)
        }
        return try await store.read("case.find") { reader in
            let tokens = try Self.rarestFirst(tokens, in: reader)
            let others = tokens.dropFirst().map { token -> SQL in
                """
                 AND EXISTS (SELECT 1 FROM case_tokens o \
                WHERE o.token = \(token) AND o.case_id = k.case_id)
                """
            }
            // Along the cases that have the rarest token, newest first, until the page is full.
            // Ids of cases grow with time, so the index has them in this order.
            let rows = try reader.rows(
                """
                SELECT \(sql: CaseRows.columns) FROM case_tokens k CROSS JOIN cases c \
                WHERE c.id = k.case_id AND k.token = \(tokens[0])\
                \(sql: SQL.joined(others, by: "")) AND \(sql: scope) \
                ORDER BY k.case_id DESC LIMIT \(size + 1) OFFSET \(offset)
                """)
            return FoundCases(
                records: try rows.prefix(size).map(CaseRows.record), hasMore: rows.count > size)
        }
    }

    /// The tokens in the order of how many cases have them, as far as a thousand: beyond that two
    /// are equally common.
    private static func rarestFirst(
        _ tokens: [[UInt8]], in reader: Reader
    ) throws -> [[UInt8]] {
        guard tokens.count > 1 else { return tokens }
        let counts = tokens.map { token -> SQL in
            """
            (SELECT COUNT(*) FROM \
            (SELECT 1 FROM case_tokens WHERE token = \(token) LIMIT 1000) AS few)
            """
        }
        guard let row = try reader.row("SELECT \(sql: SQL.joined(counts, by: ", "))") else {
            return tokens
        }
        return tokens.indices.sorted { (row.int($0), $0) < (row.int($1), $1) }.map { tokens[$0] }
    }
}
