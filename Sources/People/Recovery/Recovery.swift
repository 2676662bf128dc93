import Contracts
import Kernel
import Store

/// What somebody with a code of a counter wants of the account.
public struct RecoveryWish: Sendable {
    public let password: String
    /// A new first contact; nil: the old one stays.
    public let contact: Contact?
    /// Takes passkeys and providers away.
    public let removesFactors: Bool
    /// Takes the second contact away.
    public let removesSecond: Bool

    public init(
        password: String, contact: Contact?, removesFactors: Bool, removesSecond: Bool
    ) {
        self.password = password
        self.contact = contact
        self.removesFactors = removesFactors
        self.removesSecond = removesSecond
    }
}

/// Where somebody stands whose code of a counter was right.
public struct RecoveryStanding: Sendable, Hashable {
    public let maskedName: String
    public let maskedContacts: [String]
    public let passkeys: [Factor]
    /// Codes of providers that know the account.
    public let connections: [String]
    /// The new contact that a code was sent to.
    public let waitsFor: String?
}

extension AccountStore {
    /// Takes a code of a counter; it counts once, for the browser that holds the token.
    /// - Throws: `Refusal`: wrong (`people.recover.code`), or too many from this network.
    public func startRecovery(
        _ typed: String, from visitor: Visitor
    ) async throws -> SecretToken {
        guard let code = RecoveryCode(typed) else { throw Self.recoveryWrong }
        let token = SecretToken(secrets)
        return try await store.write("people.recover.start") {
            [self] tx -> Result<SecretToken, Refusal> in
            let network = vault.index(visitor.network, limits.recoveryCodes.name)
            guard try limits.recoveryCodes.hit(network, at: world.now, in: tx) else {
                return .failure(
                    Refusal(.tooMuch, "people.recover.tries", field: "code", values: [:]))
            }
            guard let content = try takeCode(code, in: tx) else {
                return .failure(Self.recoveryWrong)
            }
            try limits.recoveryCodes.takeBack(network, in: tx)
            try SignInStep.open(
                .recovery, content.account, token, content: content.facts,
                minutes: RecoveryCode.minutes, world: world, vault: vault, in: tx)
            return .success(token)
        }.get()
    }

    /// Counts the try before it is looked at, so that tries at once cannot share one count; of two
    /// with the right code one takes the row away.
    private func takeCode(
        _ code: RecoveryCode, in tx: Transaction
    ) throws -> (account: AccountID, facts: JSONValue)? {
        let row = try tx.row(
            """
            UPDATE people_recoveries SET attempts = attempts + 1 \
            WHERE selector = \(recoverySelector(code)) AND attempts < \(RecoveryCode.attempts) \
            AND expires_at > \(world.now) RETURNING id, account, officer, position, code_hash
            """)
        guard let row else { return nil }
        let id: RecoveryVisitID = row.id(0)
        guard ConstantTime.isEqual(recoveryProof(id, code), row.bytes(4)),
            try tx.execute("DELETE FROM people_recoveries WHERE id = \(id)") == 1,
            let owner = try AccountRow.find(row.id(1), in: tx), owner.isActive,
            owner.level == .proven
        else { return nil }
        let (officer, position): (AccountID, PositionID) = (row.id(2), row.id(3))
        return (
            owner.id,
            ["officer": .string(officer.text), "position": .string(position.text)]
        )
    }

    /// What the page shows; nil when the time is over.
    public func recovery(_ token: SecretToken) async throws -> RecoveryStanding? {
        try await store.read("people.recover.standing") { [self] reader -> RecoveryStanding? in
            guard let (step, owner) = try recovering(token, in: reader) else { return nil }
            let factors = try FactorRow.all(of: owner.id, in: reader)
            let connections = try reader.rows(
                """
                SELECT provider FROM people_identities WHERE account = \(owner.id) \
                ORDER BY created_at
                """)
            return RecoveryStanding(
                maskedName: PersonName.masked(try owner.seal(vault).open(owner.name, "name")),
                maskedContacts: try contacts(of: owner).map(\.masked),
                passkeys: try factors.filter { $0.kind == .passkey }.map { try $0.factor(vault) },
                connections: connections.map { $0.text(0) },
                waitsFor: try RecoveryPlan(step.content)?.contact?.masked)
        }
    }

    /// Sets the new password; with a new contact a code is sent there first, and nothing changes
    /// before it was typed.
    /// - Returns: nil when a code is to be typed.
    /// - Throws: `Refusal`: a weak password, the time is over, or too many codes to the contact.
    public func finishRecovery(
        _ token: SecretToken, _ wish: RecoveryWish, language: Language, from visitor: Visitor
    ) async throws -> SignedIn? {
        let name = try await store.read("people.recover.name") { [self] reader -> String? in
            try recovering(token, in: reader).map {
                try $0.owner.seal(vault).open($0.owner.name, "name")
            }
        }
        guard let name else { throw Self.stepExpired }
        try PasswordRules.check(wish.password, avoiding: [name])
        let hash = try await hasher.hash(wish.password)
        let code = Self.code(secrets)
        let signedIn = try await store.write("people.recover.finish") { [self] tx -> SignedIn? in
            guard let (step, owner) = try recovering(token, in: tx) else {
                throw Self.stepExpired
            }
            var plan = RecoveryPlan(
                password: hash, removesFactors: wish.removesFactors,
                removesSecond: wish.removesSecond)
            guard let contact = wish.contact,
                try contacts(of: owner).first?.normalized != contact.normalized
            else { return try recover(owner, plan, step, visitor, in: tx) }
            try countCode(contact, visitor, in: tx)
            plan.contact = contact
            plan.code = codeHash(step.id, code)
            plan.codeUntil = world.now.adding(minutes: CodeFlow.codeMinutes)
            try step.set(plan.json(over: step.content), vault: vault, in: tx)
            try sendContactCode(
                code, to: contact, for: owner, language, step: step.id, in: tx)
            return nil
        }
        if let signedIn { forgetRecovered(signedIn) }
        return signedIn
    }

    /// The code that was sent to the new contact: now everything changes.
    /// - Throws: `Refusal`: wrong, or the time is over.
    public func finishRecovery(
        _ token: SecretToken, code typed: String, from visitor: Visitor
    ) async throws -> SignedIn {
        let code = Digits.only(typed)
        let signedIn = try await store.write("people.recover.confirm") {
            [self] tx -> Result<SignedIn, Refusal> in
            guard let (step, owner) = try recovering(token, in: tx),
                let plan = try RecoveryPlan(step.content), let expected = plan.code,
                let until = plan.codeUntil, world.now < until, try step.count(in: tx)
            else { return .failure(Self.stepExpired) }
            guard ConstantTime.isEqual(codeHash(step.id, code), expected) else {
                return .failure(Self.provenWrong)
            }
            return .success(try recover(owner, plan, step, visitor, in: tx))
        }.get()
        forgetRecovered(signedIn)
        return signedIn
    }

    private func recovering(
        _ token: SecretToken, in reader: Reader
    ) throws -> (step: SignInStep, owner: AccountRow)? {
        guard
            let step = try SignInStep.find(
                token, .recovery, at: world.now, vault: vault, in: reader),
            let account = step.account, let owner = try AccountRow.find(account, in: reader),
            owner.isActive, owner.level == .proven
        else { return nil }
        return (step, owner)
    }

    private func recover(
        _ owner: AccountRow, _ plan: RecoveryPlan, _ step: SignInStep, _ visitor: Visitor,
        in tx: Transaction
    ) throws -> SignedIn {
        guard try step.remove(vault, in: tx) else { throw Self.stepExpired }
        // To the contacts of before, which somebody else may hold now.
        try tellOwner(owner.id, .recovered, in: tx)
        if plan.removesFactors {
            try tx.execute("DELETE FROM people_factors WHERE account = \(owner.id)")
            try tx.execute("DELETE FROM people_identities WHERE account = \(owner.id)")
        }
        // Steps of codes that were typed before count no more, and what was given in the owner's
        // name ends: nobody knows who gave it.
        try removeRecoverySteps(of: owner.id, in: tx)
        try Mandates.endAll(where: "party = \(owner.id)", of: self, in: tx)
        if plan.removesSecond { try clearSecond(of: owner.id, in: tx) }
        if let contact = plan.contact {
            try setContact(contact, of: owner, in: tx)
        } else if let change = try ContactChange.running(owner.id, at: world.now, in: tx),
            !change.isUndone
        {
            // Who changed it a short while ago may not have been the owner.
            try putBack(change, of: owner, in: tx)
        }
        // A counter is believed more than a contact of before.
        try tx.execute("DELETE FROM people_contact_changes WHERE account = \(owner.id)")
        try setPassword(owner, plan.password, keeping: nil, in: tx)
        let facts: [String: JSONValue] = [
            "officer": step.content["officer"] ?? .null,
            "position": step.content["position"] ?? .null, "shown": ["ktp-el", "face"],
            "contact": .bool(plan.contact != nil), "factors": .bool(plan.removesFactors),
        ]
        try entries.append(
            "account.recovered", account: owner.id, kind: .citizen, facts: facts, in: tx)
        return try sessions.open(
            owner.id, .citizen, by: .counter, from: visitor, replacing: nil, in: tx)
    }

    func removeRecoverySteps(of account: AccountID, in tx: Transaction) throws {
        _ = try removeSealed(
            from: "people_steps", where: "account = \(account) AND purpose = 'recovery'", in: tx)
    }

    private func forgetRecovered(_ signedIn: SignedIn) {
        sessions.forget(signedIn.account, except: signedIn.session)
        identities.remove(signedIn.account)
    }

    func recoverySelector(_ code: RecoveryCode) -> [UInt8] {
        vault.index(code.selector, "people.recovery-selector")
    }

    func recoveryProof(_ id: RecoveryVisitID, _ code: RecoveryCode) -> [UInt8] {
        vault.index(id.text + ":" + code.proof, "people.recovery-code")
    }

    private static var recoveryWrong: Refusal {
        Refusal(.invalid, "people.recover.code", field: "code", values: [:])
    }
}
