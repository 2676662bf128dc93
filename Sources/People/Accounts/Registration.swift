import Contracts
import Kernel
import Store

extension AccountStore {
    /// Makes the account of a confirmed contact and signs in.
    /// - Throws: `Refusal` for name, password, a code not confirmed or expired, or a contact that
    ///   was registered meanwhile.
    public func finishRegistration(
        _ token: SecretToken, name: String, password: String, from visitor: Visitor,
        replacing old: SecretToken? = nil
    ) async throws -> SignedIn {
        let name = try PersonName.checked(name)
        let contact = try await confirmed(token, .registration)
        try PasswordRules.check(password, avoiding: [name, contact.localPart])
        let hash = try await hasher.hash(password)
        return try await store.write("people.register") { [self] tx in
            guard
                let flow = try CodeFlow.find(token, .registration, at: world.now, in: tx),
                flow.isConfirmed
            else { throw Self.expired }
            guard try !isTaken(contact, in: tx) else {
                throw Refusal(.conflict, "people.account.exists", field: "contact", values: [:])
            }
            let record = CitizenRecord(
                name: name, contact: contact, language: flow.language, passwordHash: hash)
            let id = try createCitizen(record, in: tx)
            try flow.remove(vault, in: tx)
            return try sessions.open(
                id, .citizen, by: .password, from: visitor, replacing: old, in: tx)
        }
    }

    /// Sets a new password after a confirmed code; all sessions end and a new one begins. Where the
    /// account says more than its contact, the new password counts only a day later.
    public func finishReset(
        _ token: SecretToken, password: String, from visitor: Visitor
    ) async throws -> ResetOutcome {
        let contact = try await confirmed(token, .reset)
        try PasswordRules.check(password, avoiding: [contact.localPart])
        let hash = try await hasher.hash(password)
        let outcome = try await store.write("people.reset") { [self] tx -> ResetOutcome in
            guard let flow = try CodeFlow.find(token, .reset, at: world.now, in: tx),
                flow.isConfirmed,
                let row = try AccountRow.find(contact: flow.contactIndex, in: tx), row.isActive
            else { throw Self.expired }
            try flow.remove(vault, in: tx)
            if try needsDelay(row, withBoth: flow.isOtherConfirmed, in: tx) {
                let hours = flow.isOtherConfirmed ? Self.resetHoursWithBoth : Self.resetHours
                return .later(try delayReset(row, hash, hours: hours, in: tx))
            }
            try setPassword(row, hash, keeping: nil, in: tx)
            return .signedIn(
                try sessions.open(
                    row.id, row.kind, by: .code, from: visitor, replacing: nil, in: tx))
        }
        if case .signedIn(let signedIn) = outcome {
            sessions.forget(signedIn.account, except: signedIn.session)
        }
        return outcome
    }

    /// Makes a citizen's account without a code: for registration itself, imports and demo data.
    @discardableResult
    public func createCitizen(
        _ record: CitizenRecord, id given: AccountID? = nil, in tx: Transaction
    ) throws -> AccountID {
        let id: AccountID = given ?? world.id()
        let seal = try PersonalSeal.newAccount(id, vault, in: tx)
        try tx.execute(
            """
            INSERT INTO people_accounts (id, kind, state, level, language, name, contact_kind, \
            contact, contact_index, nik, nik_index, password, password_at, created_at) \
            VALUES (\(id), 'citizen', 'active', \(record.level.rawValue), \
            \(record.language.rawValue), \(try seal.close(record.name, "name")), \
            \(record.contact.kind), \(try seal.close(record.contact.address, "contact")), \
            \(contactIndex(record.contact)), \(try seal.close(record.nik?.text, "nik")), \
            \(record.nik.map(nikIndex)), \(record.passwordHash), \(world.now), \(world.now))
            """)
        try entries.append("account.created", account: id, kind: .citizen, in: tx)
        return id
    }

    /// The contact of a flow whose code was confirmed.
    private func confirmed(
        _ token: SecretToken, _ purpose: CodeFlow.Purpose
    ) async throws -> Contact {
        let now = world.now
        let contact = try await store.read("people.flow") { [vault] reader -> Contact? in
            guard let flow = try CodeFlow.find(token, purpose, at: now, in: reader),
                flow.isConfirmed
            else { return nil }
            return try flow.opened(vault, in: reader)
        }
        guard let contact else { throw Self.expired }
        return contact
    }

    static var expired: Refusal {
        Refusal(.invalid, "people.code.expired", field: "code", values: [:])
    }
}

extension Contact {
    /// The part of an e-mail address that a stranger would try in a password.
    fileprivate var localPart: String {
        String(address.prefix { $0 != "@" })
    }
}
