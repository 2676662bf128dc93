import Cases
import Contracts
import Forms
import Kernel
import Store

/// What a case of rights asks for, as far as this domain carries it out.
enum RightsWish: String, Sendable {
    case erasure, restriction
    /// Answered in the case itself.
    case other
    /// The case was erased since.
    case gone
}

/// A case of rights that was granted.
struct RightsRequest: Sendable {
    let id: CaseID
    let number: TrackingCode
    let account: AccountID
    let decidedAt: Instant
}

/// The service that carries rights as cases, and the answers that this domain carries out. Cities
/// write the service themselves; these names are what is looked for (docs/people.md).
enum RightsService {
    static let code = "data-pribadi"
    static let question = "permintaan"

    /// What an answer asks for: an objection that was granted restricts as well (art. 10).
    static func wish(_ code: String) -> RightsWish {
        switch code {
        case "hapus": .erasure
        case "batasi", "keberatan": .restriction
        default: .other
        }
    }
}

extension PrivacyTools {
    /// Cases of rights that were granted, of table `cases c`.
    private static let granted: SQL = """
        c.service = \(RightsService.code) AND c.state = 'closed' AND c.outcome = 'granted'
        """

    /// Looks once into every case of rights that was closed since, and remembers what it asks for.
    func noteRequests() async throws {
        while try await noteSomeRequests() == Self.requestsAtOnce {}
    }

    private static let requestsAtOnce = 200

    private func noteSomeRequests() async throws -> Int {
        let unseen: SQL = """
            SELECT c.id, c.closed_at FROM cases c WHERE \(sql: Self.granted) \
            AND NOT EXISTS (SELECT 1 FROM privacy_requests q \
            WHERE q.request = c.id AND q.closed_at = c.closed_at) \
            ORDER BY c.closed_at LIMIT \(Self.requestsAtOnce)
            """
        let isNew = try await store.read("privacy.requests.new") { try $0.row(unseen) != nil }
        guard isNew else { return 0 }
        return try await store.write("privacy.requests.note") { [self] tx in
            let new = try tx.rows(unseen)
            for row in new {
                let wish = try wish(of: row.id(0), in: tx)
                try tx.execute(
                    """
                    INSERT INTO privacy_requests (request, closed_at, wish) \
                    VALUES (\(row.bytes(0)), \(row.instant(1)), \(wish.rawValue)) \
                    ON CONFLICT (request) DO UPDATE SET closed_at = excluded.closed_at, \
                    wish = excluded.wish
                    """)
            }
            return new.count
        }
    }

    private func wish(of id: CaseID, in reader: Reader) throws -> RightsWish {
        do {
            guard
                case .text(let code)? =
                    try cases.newestAnswers(of: id, in: reader)?[RightsService.question]
            else { return .other }
            return RightsService.wish(code)
        } catch SealingError.destroyed {
            return .gone
        }
    }

    /// Granted requests that wait to be carried out, oldest first.
    func requests(_ wish: RightsWish) async throws -> [RightsRequest] {
        try await noteRequests()
        return try await store.read("privacy.requests") { reader in
            try reader.rows(
                """
                SELECT c.id, c.number, c.applicant, c.closed_at FROM privacy_requests q \
                JOIN cases c ON c.id = q.request WHERE q.wish = \(wish.rawValue) \
                AND \(sql: Self.granted) AND NOT EXISTS (\(sql: wish.done)) \
                ORDER BY q.closed_at LIMIT 500
                """
            ).compactMap(Self.request)
        }
    }

    /// Nothing when there is no such request, it was not granted, it was carried out, or it asks
    /// for something else.
    func request(
        _ wish: RightsWish, _ number: TrackingCode, in reader: Reader
    ) throws -> RightsRequest? {
        let row = try reader.row(
            """
            SELECT c.id, c.number, c.applicant, c.closed_at FROM cases c \
            WHERE c.number = \(number.symbols) AND \(sql: Self.granted) \
            AND NOT EXISTS (\(sql: wish.done))
            """)
        guard let found = row.flatMap(Self.request),
            try self.wish(of: found.id, in: reader) == wish
        else { return nil }
        return found
    }

    private static func request(_ row: Row) -> RightsRequest? {
        guard let number = try? TrackingCode(row.text(1)) else { return nil }
        return RightsRequest(
            id: row.id(0), number: number, account: row.id(2), decidedAt: row.instant(3))
    }
}

extension RightsWish {
    /// A row for a request `c` that was carried out.
    fileprivate var done: SQL {
        switch self {
        case .erasure: "SELECT 1 FROM privacy_erasures e WHERE e.request = c.id"
        case .restriction: "SELECT 1 FROM people_restrictions e WHERE e.request = c.id"
        case .other, .gone: "SELECT 1"
        }
    }
}
