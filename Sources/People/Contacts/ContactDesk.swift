import Contracts
import Kernel
import Store

/// Which of the two contacts of an account.
public enum ContactPlace: String, Sendable, Hashable, CaseIterable {
    case first, second
}

/// The contacts of an account as their owner sees them.
public struct ContactStanding: Sendable, Hashable {
    public let first: String
    public let second: String?
    /// The first contact of before, and until when it can undo the change.
    public let former: String?
    public let formerUntil: Instant?
}

/// A citizen adds a second contact, or puts another in the place of the first. Each is confirmed by
/// a code to it, and the contacts of before are told.
extension AccountStore {
    public func contactStanding(of account: AccountID) async throws -> ContactStanding? {
        let now = world.now
        return try await store.read("people.contacts") { [self] reader -> ContactStanding? in
            guard let row = try AccountRow.find(account, in: reader), row.kind == .citizen,
                let first = try contacts(of: row).first
            else { return nil }
            let change = try ContactChange.running(account, at: now, in: reader)
            let waiting = change.flatMap { $0.isUndone ? nil : $0 }
            return ContactStanding(
                first: first.masked, second: try contacts(of: row).dropFirst().first?.masked,
                former: try waiting?.opened(try row.seal(vault)).masked,
                formerUntil: waiting?.endsAt)
        }
    }

    /// Sends a code to a contact that is to become the owner's. One that is somebody else's gets
    /// the same answer, and a letter without a code.
    /// - Throws: `Refusal` (`people.contact.*`, or too many codes).
    public func startContact(
        _ contact: Contact, as place: ContactPlace, of account: AccountID, from visitor: Visitor
    ) async throws -> SecretToken {
        let token = SecretToken(secrets)
        let code = Self.code(secrets)
        try await store.write("people.contact.start") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.isActive,
                row.kind == .citizen
            else { throw Self.contactGone }
            let own = try contacts(of: row)
            guard !own.contains(where: { $0.normalized == contact.normalized }) else {
                throw Refusal(.conflict, "people.contact.own", field: "contact", values: [:])
            }
            if place == .first,
                try ContactChange.running(account, at: world.now, in: tx) != nil
            {
                throw Self.contactWaiting
            }
            try countCode(contact, visitor, in: tx)
            _ = try removeSealed(
                from: "people_steps", where: "account = \(account) AND purpose = 'contact'",
                in: tx)
            let id = try SignInStep.open(
                .contact, account, token,
                content: [
                    "place": .string(place.rawValue), "contact": .string(contact.address),
                    "code": .string(Hexadecimal.text(contactMark(token, code))),
                ], minutes: CodeFlow.codeMinutes, world: world, vault: vault, in: tx)
            try sendContactCode(code, to: contact, for: row, row.language, step: id, in: tx)
        }
        return token
    }

    /// Where the code of a step went, masked; nil when its time is over.
    public func contactStep(
        _ token: SecretToken, of account: AccountID
    ) async throws -> String? {
        let now = world.now
        return try await store.read("people.contact.step") { [vault] reader -> String? in
            let step = try SignInStep.find(token, .contact, at: now, vault: vault, in: reader)
            guard let step, step.account == account else { return nil }
            return try step.content["contact"]?.stringValue.map { try Contact(typed: $0).masked }
        }
    }

    /// The code was typed: the contact is the owner's.
    /// - Throws: `Refusal`: wrong, the time is over, or somebody else's meanwhile.
    public func finishContact(
        _ token: SecretToken, code typed: String, of account: AccountID
    ) async throws {
        let code = Digits.only(typed)
        try await store.write("people.contact.finish") { [self] tx -> Result<Void, Refusal> in
            guard
                let step = try SignInStep.find(
                    token, .contact, at: world.now, vault: vault, in: tx),
                step.account == account, try step.count(in: tx),
                let place = step.content["place"]?.stringValue.flatMap(ContactPlace.init),
                let contact = try step.content["contact"]?.stringValue.map({
                    try Contact(typed: $0)
                }),
                let expected = step.content["code"]?.stringValue.flatMap({ Hexadecimal.bytes($0) }),
                let row = try AccountRow.find(account, in: tx), row.isActive
            else { return .failure(Self.stepExpired) }
            guard ConstantTime.isEqual(contactMark(token, code), expected) else {
                return .failure(Self.provenWrong)
            }
            guard try step.remove(vault, in: tx) else { return .failure(Self.stepExpired) }
            switch place {
            case .first: try changeContact(contact, of: row, in: tx)
            case .second: try addSecond(contact, to: row, in: tx)
            }
            return .success(())
        }.get()
        identities.remove(account)
    }

    /// Takes the second contact away; both are told.
    public func removeSecondContact(of account: AccountID) async throws {
        try await store.write("people.contact.remove") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.second != nil else {
                return
            }
            try tellOwner(account, .contactRemoved, in: tx)
            try clearSecond(of: account, in: tx)
            try entries.append(
                "account.contact-removed", account: account, kind: row.kind, in: tx)
        }
    }

    /// Whatever stood there before is told, too.
    private func addSecond(_ contact: Contact, to row: AccountRow, in tx: Transaction) throws {
        guard try !isTaken(contact, by: row.id, in: tx) else { throw Self.contactTaken }
        try tellOwner(row.id, .contactAdded, values: ["contact": contact.masked], in: tx)
        try clearSecond(of: row.id, in: tx)
        try tx.execute(
            """
            UPDATE people_accounts SET second_kind = \(contact.kind), \
            second = \(try row.seal(vault).close(contact.address, "second")), \
            second_index = \(contactIndex(contact)), second_at = \(world.now) \
            WHERE id = \(row.id)
            """)
        try entries.append("account.contact-added", account: row.id, kind: row.kind, in: tx)
    }

    /// Codes on the way to the second contact count no more.
    func clearSecond(of account: AccountID, in tx: Transaction) throws {
        let old: SQL = "SELECT second_index FROM people_accounts WHERE id = \(account)"
        _ = try removeSealed(
            from: "people_flows", where: "contact_index = (\(sql: old))", in: tx)
        try tx.execute(
            """
            UPDATE people_accounts SET second_kind = NULL, second = NULL, second_index = NULL, \
            second_at = NULL WHERE id = \(account)
            """)
    }

    private func contactMark(_ token: SecretToken, _ code: String) -> [UInt8] {
        vault.index(token.text + ":" + code, "people.contact-code")
    }
}
