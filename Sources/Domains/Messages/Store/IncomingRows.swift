import Kernel
import Store

/// What came in by text message.
struct IncomingRows {
    let vault: Vault

    enum Taken: Sendable {
        /// To be answered.
        case fresh
        /// Answered already.
        case twin
        /// Somebody is at it, or was when the house fell: the gateway is to come again.
        case underWay
        /// The number got its answers of the day.
        case tooMany
    }

    /// A message that is not answered after so long is answered when it is handed over again.
    private static let patience: Int64 = 60

    func hash(_ id: String) -> [UInt8] { vault.index(id, "messages.incoming") }

    func take(
        _ message: IncomingText, from number: PhoneNumber, at now: Instant, most: Int64,
        in tx: Transaction
    ) throws -> Taken {
        let id = hash(message.id)
        let sender = vault.index(number.text, "messages.sender")
        let written = try tx.execute(
            """
            INSERT INTO messages_incoming (id, sender, at) \
            VALUES (\(id), \(sender), \(now)) ON CONFLICT (id) DO NOTHING
            """)
        guard written == 1 else {
            let again = try tx.execute(
                """
                UPDATE messages_incoming SET at = \(now) WHERE id = \(id) \
                AND answered_at IS NULL AND at <= \(now.adding(seconds: -Self.patience))
                """)
            guard again == 0 else { return .fresh }
            let isAnswered = try tx.row(
                "SELECT 1 FROM messages_incoming WHERE id = \(id) AND answered_at IS NOT NULL")
            return isAnswered == nil ? .underWay : .twin
        }
        let lately =
            try tx.row(
                """
                SELECT COUNT(*) FROM messages_incoming WHERE sender = \(sender) \
                AND at > \(now.adding(hours: -24))
                """)?.int(0) ?? 0
        guard lately <= most else {
            try answered(message, at: now, in: tx)
            return .tooMany
        }
        return .fresh
    }

    func answered(_ message: IncomingText, at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE messages_incoming SET answered_at = \(now) WHERE id = \(hash(message.id))
            """)
    }

    /// Gateways do not repeat themselves after a week.
    func sweep(at now: Instant, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM messages_incoming WHERE at < \(now.adding(hours: -24 * 7))")
    }
}
