import Contracts
import Kernel
import People
import Store

/// Where a list of messages goes on: behind the last that was told.
public struct MessagePlace: Sendable, Hashable {
    public let at: Instant
    public let id: MessageID

    public init(at: Instant, id: MessageID) {
        self.at = at
        self.id = id
    }
}

/// Which part of the messages of a case is wanted.
public enum MessagePart: Sendable, Hashable {
    /// From a place on; nil: from the first.
    case after(MessagePlace?)
    /// Those that were written last.
    case newest
}

/// A part of the messages of a case, oldest first.
public struct MessageListing: Sendable {
    public let messages: [CaseMessage]
    /// Where the list goes on; nil at its end.
    public let next: MessagePlace?
}

// Each part costs the same however long the conversation is, and what is written meanwhile moves
// nothing past the reader.
extension Cases {
    /// Messages of a case for an officer who may see it, notes inside the office among them. The
    /// look is written down before anything is returned.
    public func messages(
        of number: TrackingCode, for officer: Officer, _ part: MessagePart, limit: Int
    ) async throws -> MessageListing {
        let looked = try await look(at: number, for: officer)
        try await note(looked, by: officer, .page, .oncePerMinute)
        return try await store.read("case.messages") { reader in
            try listing(looked.caseID, part, limit, notes: true, in: reader)
        }
    }

    /// Messages of the applicant's own case.
    public func messages(
        of number: TrackingCode, for applicant: AccountID, _ part: MessagePart, limit: Int
    ) async throws -> MessageListing {
        try await store.read("case.messages") { reader in
            let found = try reader.row(
                """
                SELECT id FROM cases WHERE number = \(number.symbols) AND applicant = \(applicant)
                """)
            guard let found else { throw Refusal(.notFound, "case.not_found") }
            return try listing(found.id(0), part, limit, notes: false, in: reader)
        }
    }

    private func listing(
        _ id: CaseID, _ part: MessagePart, _ limit: Int, notes: Bool, in reader: Reader
    ) throws -> MessageListing {
        let contents = ContentRows(vault: vault, key: try vault.key(id, in: reader), caseID: id)
        let limit = max(1, limit)
        let open: SQL = notes ? "" : " AND internal = 0"
        switch part {
        case .newest:
            let found = try contents.messages(
                "\(sql: open) ORDER BY at DESC, id DESC LIMIT \(limit)", in: reader)
            return MessageListing(messages: found.reversed(), next: nil)
        case .after(let place):
            // `>=` comes first, so that the index says where to go on.
            let further: SQL =
                place.map { place -> SQL in
                    " AND at >= \(place.at) AND (at > \(place.at) OR id > \(place.id))"
                } ?? ""
            let found = try contents.messages(
                "\(sql: open)\(sql: further) ORDER BY at, id LIMIT \(limit + 1)", in: reader)
            let messages = Array(found.prefix(limit))
            let next =
                found.count > limit
                ? messages.last.map { MessagePlace(at: $0.at, id: $0.id) } : nil
            return MessageListing(messages: messages, next: next)
        }
    }
}
