import Contracts
import Kernel
import Store

/// The other of two contacts, on the way to a new password.
public struct OtherChannel: Sendable, Hashable {
    /// Where the second code went.
    public let contact: String
    public let isConfirmed: Bool
}

/// Whoever has two contacts shows both: a code goes to the other one as soon as the first was
/// typed. With both the new password counts sooner; with one alone later, and never at once.
extension AccountStore {
    /// Sends a code to the other contact of the account; nothing when there is none.
    func sendOtherCode(_ flow: CodeFlow, in tx: Transaction) throws {
        guard flow.purpose == .reset,
            let row = try AccountRow.find(contact: flow.contactIndex, in: tx),
            let other = try otherContact(flow, of: row)
        else { return }
        let code = Self.code(secrets)
        let until = world.now.adding(minutes: CodeFlow.codeMinutes)
        try tx.execute(
            """
            UPDATE people_flows SET other_hash = \(otherHash(flow.id, code)) \
            WHERE id = \(flow.id.bytes)
            """)
        try courier.send(
            AccountLetter(
                contact: other, account: row.id, template: .resetCode, language: row.language,
                values: ["code": code, "minutes": String(CodeFlow.codeMinutes)],
                expiresAt: until, key: "account.reset-code:\(flow.id.text):other"), tx)
    }

    func otherContact(_ flow: CodeFlow, of row: AccountRow) throws -> Contact? {
        let all = try contacts(of: row)
        guard all.count == 2 else { return nil }
        return all.first { contactIndex($0) != flow.contactIndex }
    }

    /// Checks the code that went to the other contact.
    /// - Throws: `Refusal`: wrong (with the tries left), expired, or tried too often.
    public func confirmOther(
        _ token: SecretToken, code typed: String, from visitor: Visitor
    ) async throws {
        let code = Digits.only(typed)
        try await store.write("people.code.other") { [self] tx -> Result<Void, Refusal> in
            let tries = try tries(from: visitor, in: tx)
            // Counting first holds the row, so that tries at once cannot share one count.
            let counted = try tx.execute(
                """
                UPDATE people_flows SET other_attempts = other_attempts + 1 \
                WHERE token_hash = \(token.hash) AND confirmed_at IS NOT NULL \
                AND other_at IS NULL AND other_attempts < \(tries)
                """)
            guard let flow = try CodeFlow.find(token, .reset, at: world.now, in: tx),
                let sentAt = flow.confirmedAt, let expected = flow.otherHash,
                world.now < sentAt.adding(minutes: CodeFlow.codeMinutes)
            else { return .failure(Self.expired) }
            if flow.isOtherConfirmed { return .success(()) }
            guard counted == 1 else { return .failure(Self.noTry(after: flow.otherAttempts)) }
            guard ConstantTime.isEqual(otherHash(flow.id, code), expected) else {
                return .failure(try wrongCode(after: flow.otherAttempts, visitor, in: tx))
            }
            try tx.execute(
                "UPDATE people_flows SET other_at = \(world.now) WHERE id = \(flow.id.bytes)")
            return .success(())
        }.get()
    }

    private func otherHash(_ flow: UUIDv7, _ code: String) -> [UInt8] {
        vault.index(flow.text + ":" + code, "people.code.other")
    }
}
