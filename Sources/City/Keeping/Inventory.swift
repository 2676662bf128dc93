import Kernel
import Store

/// How much of everything there is; printed, and written into a backup's manifest.
struct Inventory: Sendable, Equatable {
    var counts: [String: Int64]

    /// The tables that people ask about, under the names they know.
    static func of(_ store: Store) async throws -> Inventory {
        let parts: [(String, SQL)] = [
            ("cases", "SELECT COUNT(*) FROM cases"),
            ("drafts", "SELECT COUNT(*) FROM drafts"),
            ("entries", "SELECT COUNT(*) FROM ledger"),
            ("files", "SELECT COUNT(*) FROM blobs WHERE erased_at IS NULL"),
            ("letters", "SELECT COUNT(*) FROM letters WHERE state = 'issued'"),
            ("accounts", "SELECT COUNT(*) FROM people_accounts"),
        ]
        return try await store.read("keeping.inventory", timeout: .seconds(600)) { reader in
            var counts: [String: Int64] = [:]
            for (name, sql) in parts { counts[name] = try reader.row(sql)?.int(0) ?? 0 }
            return Inventory(counts: counts)
        }
    }

    var text: String {
        ["cases", "letters", "entries", "files", "accounts", "drafts"].map {
            "\(Keeping.english(counts[$0] ?? 0)) \($0)"
        }.joined(separator: ", ")
    }
}
