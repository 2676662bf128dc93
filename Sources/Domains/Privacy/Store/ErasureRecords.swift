import Kernel
import Store

/// An erasure that was done.
struct ErasureRecord: Sendable {
    let number: TrackingCode
    let at: Instant
    let isWhole: Bool
    let cases, kept, drafts: Int64
}

extension PrivacyTools {
    /// What was erased, newest first.
    func erasures() async throws -> [ErasureRecord] {
        try await store.read("privacy.erasures") { reader in
            try reader.rows(
                """
                SELECT c.number, e.at, e.whole, e.cases, e.kept, e.drafts \
                FROM privacy_erasures e JOIN cases c ON c.id = e.request \
                ORDER BY e.at DESC LIMIT 50
                """
            ).compactMap { row in
                guard let number = try? TrackingCode(row.text(0)) else { return nil }
                return ErasureRecord(
                    number: number, at: row.instant(1), isWhole: row.bool(2), cases: row.int(3),
                    kept: row.int(4), drafts: row.int(5))
            }
        }
    }
}
