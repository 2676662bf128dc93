import Contracts
import Kernel
import Store

/// An officer who sends an application, or what it lacked, for somebody at a counter. The case is
/// that person's; the act is the officer's.
public struct DeskSender: Sendable {
    /// When it was received, where it came on paper before it was entered: the clocks of the case
    /// begin then. The ledger has the moment at which it was entered.
    public let receivedAt: Instant?
    /// The number that stands on the paper.
    public let number: TrackingCode?
    /// The way on which it came.
    private let channel: String
    /// As whom, checked again in the transaction that sends.
    /// - Throws: `Refusal`.
    let actor: @Sendable (Transaction) throws -> Actor
    /// What else is written with it.
    let after: @Sendable (CaseID, TrackingCode, Transaction) throws -> Void

    public init(
        receivedAt: Instant? = nil, number: TrackingCode? = nil, channel: String = "counter",
        actor: @escaping @Sendable (Transaction) throws -> Actor,
        after: @escaping @Sendable (CaseID, TrackingCode, Transaction) throws -> Void
    ) {
        self.receivedAt = receivedAt
        self.number = number
        self.channel = channel
        self.actor = actor
        self.after = after
    }

    var facts: [String: JSONValue] {
        var facts: [String: JSONValue] = ["channel": .string(channel)]
        if let receivedAt { facts["received"] = .integer(receivedAt.milliseconds) }
        return facts
    }
}

extension Cases {
    /// A case that was sent at a counter goes to the account of whoever it belongs to.
    /// - Returns: false when it is not that person's any more.
    public func give(
        _ id: CaseID, of person: AccountID, to account: AccountID, in tx: Transaction
    ) throws -> Bool {
        try tx.execute(
            """
            UPDATE cases SET applicant = \(account), revision = revision + 1
            WHERE id = \(id) AND applicant = \(person)
            """) == 1
    }

    /// The cases of a person, newest first.
    public func ids(of person: AccountID, in reader: Reader) throws -> [CaseID] {
        try reader.rows(
            """
            SELECT id FROM cases WHERE applicant = \(person) \
            ORDER BY submitted_at DESC LIMIT 500
            """
        ).map { $0.id(0) }
    }
}
