import Ledger
import Store
import TestKit
import Testing

@testable import City

extension TestCity {
    /// Waits until all entries have their number: PostgreSQL gives none while an older transaction
    /// of the server runs, whosever it is.
    func numbered() async throws {
        for _ in 0..<20_000 {
            try await house.ledger.catchUp([])
            let left = try await house.store.read("test.numbered") { reader in
                try reader.row("SELECT 1 FROM ledger WHERE seq IS NULL LIMIT 1") != nil
            }
            if !left { return }
            await Task.yield()
        }
        Issue.record("entries without a number")
    }
}
