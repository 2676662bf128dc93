import Cases
import Contracts
import Forms
import Kernel
import Store

/// A request to be erased that was granted.
struct ErasureRequest: Sendable {
    let id: CaseID
    let number: TrackingCode
    let account: AccountID
    let decidedAt: Instant
}

/// An erasure that was done.
struct ErasureRecord: Sendable {
    let number: TrackingCode
    let at: Instant
    let isWhole: Bool
    let cases, kept, drafts: Int64
}

/// The service that carries rights as cases, and the answer that asks for erasure. Cities write the
/// service themselves; these names are what this domain looks for (docs/people.md).
enum RightsService {
    static let code = "data-pribadi"
    static let question = "permintaan"
    static let erasure = "hapus"
}

extension PrivacyTools {
    /// Granted requests that wait to be carried out, oldest first.
    func erasureRequests() async throws -> [ErasureRequest] {
        try await store.read("privacy.requests") { [self] reader in
            try reader.rows(
                """
                SELECT c.id, c.number, c.applicant, c.closed_at FROM cases c \
                WHERE c.service = \(RightsService.code) AND c.state = 'closed' \
                AND c.outcome = 'granted' AND NOT EXISTS \
                (SELECT 1 FROM privacy_erasures e WHERE e.request = c.id) \
                ORDER BY c.closed_at LIMIT 500
                """
            ).compactMap { row in try request(row, in: reader) }
        }
    }

    /// Nothing when there is no such request, it was not granted, or it asks for something else.
    func erasureRequest(_ number: TrackingCode, in reader: Reader) throws -> ErasureRequest? {
        try reader.row(
            """
            SELECT c.id, c.number, c.applicant, c.closed_at FROM cases c \
            WHERE c.number = \(number.symbols) AND c.service = \(RightsService.code) \
            AND c.state = 'closed' AND c.outcome = 'granted' AND NOT EXISTS \
            (SELECT 1 FROM privacy_erasures e WHERE e.request = c.id)
            """
        ).flatMap { try request($0, in: reader) }
    }

    private func request(_ row: Row, in reader: Reader) throws -> ErasureRequest? {
        let id: CaseID = row.id(0)
        do {
            guard
                case .text(RightsService.erasure)? =
                    try cases.newestAnswers(of: id, in: reader)?[RightsService.question],
                let number = try? TrackingCode(row.text(1))
            else { return nil }
            return ErasureRequest(
                id: id, number: number, account: row.id(2), decidedAt: row.instant(3))
        } catch SealingError.destroyed {
            return nil
        }
    }

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
