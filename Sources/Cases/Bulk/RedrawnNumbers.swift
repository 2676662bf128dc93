import Store

extension CaseBlock {
    /// Writes cases whose numbers were drawn, and again with others when a case has one of them
    /// already: of a million drawn numbers two are alike every fourth time. Nobody asks beforehand,
    /// for the table says so by itself.
    /// - Parameter write: draws the numbers anew at each try.
    package static func redrawing<Result: Sendable>(
        _ write: () async throws -> Result
    ) async throws -> Result {
        while true {
            do {
                return try await write()
            } catch StoreError.unique(let what) where isNumber(what) {}
        }
    }

    /// As PostgreSQL and SQLite name the column.
    private static func isNumber(_ what: String) -> Bool {
        what.contains("cases_number_key") || what.contains("cases.number")
    }
}
