import Contracts
import Kernel
import Ledger
import Store

extension AccountStore {
    /// Signs in whom a provider vouches for. An e-mail address alone never opens an account that is
    /// there: addresses are given to others in time.
    /// - Throws: `Refusal` (`people.provider.*`).
    public func signIn(
        _ person: VouchedPerson, by rules: ProviderRules, language: Language,
        from visitor: Visitor, replacing old: SecretToken?
    ) async throws -> SignInOutcome {
        let token = SecretToken(secrets)
        let outcome = try await store.write("people.provider.sign-in") {
            [self] tx -> SignInOutcome in
            let account = try find(person, rules, language, in: tx)
            guard let row = try AccountRow.find(account, in: tx), row.isActive,
                row.kind == rules.serves
            else { throw Refusal(.forbidden, "people.provider.unknown") }
            try prove(row.id, person, by: rules, in: tx)
            if row.kind == .officer, !rules.provesSecond, try needsSecond(row, in: tx) {
                try SignInStep.open(
                    .second, account, token, content: .object([:]), world: world, vault: vault,
                    in: tx)
                return .second(token)
            }
            return .signedIn(
                try sessions.open(
                    account, row.kind, by: .provider, from: visitor, replacing: old, in: tx))
        }
        if let account = outcome.signedIn?.account { identities.remove(account) }
        return outcome
    }

    /// Connects whom a provider vouches for with the account of somebody who is signed in.
    public func connect(
        _ person: VouchedPerson, by rules: ProviderRules, to account: AccountID
    ) async throws {
        try await store.write("people.provider.connect") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx), row.isActive,
                row.kind == rules.serves
            else { throw Refusal(.forbidden, "people.provider.unknown") }
            let mark = identityMark(person)
            let known = try tx.row("SELECT account FROM people_identities WHERE mark = \(mark)")
            if let known, known.id(0) != account {
                throw Refusal(.conflict, "people.provider.taken")
            }
            if known == nil { try remember(mark, account, rules, in: tx) }
            try prove(row.id, person, by: rules, in: tx)
        }
        identities.remove(account)
    }

    /// Forgets a provider's name for an account; all other sessions end.
    /// - Throws: `Refusal` when it is the last way in (`people.factor.last`).
    public func disconnect(
        _ provider: String, from account: AccountID, keeping session: SessionID?
    ) async throws {
        try await store.write("people.provider.disconnect") { [self] tx in
            guard let row = try AccountRow.find(account, in: tx) else {
                throw Refusal(.notFound, "people.account.unknown")
            }
            let others = try tx.row(
                """
                SELECT 1 FROM people_identities WHERE account = \(account) \
                AND provider <> \(provider) LIMIT 1
                """)
            let hasKey = try FactorRow.kinds(of: account, in: tx).contains(.passkey)
            guard row.password != nil || hasKey || others != nil else {
                throw Refusal(.conflict, "people.factor.last")
            }
            let gone = try tx.execute(
                """
                DELETE FROM people_identities WHERE account = \(account) \
                AND provider = \(provider)
                """)
            guard gone > 0 else { return }
            try sessions.endAll(of: account, except: session, in: tx)
            try entries.append(
                "account.provider-disconnected", account: account, kind: row.kind,
                facts: ["provider": .string(provider)], in: tx)
            try tellOwner(account, .factorsChanged, in: tx)
        }
        sessions.forget(account, except: session)
    }

    /// The providers with which an account is connected, by code.
    public func connections(of account: AccountID) async throws -> Set<String> {
        try await store.read("people.connections") { reader in
            Set(
                try reader.rows(
                    "SELECT provider FROM people_identities WHERE account = \(account)"
                ).map { $0.text(0) })
        }
    }

    private func find(
        _ person: VouchedPerson, _ rules: ProviderRules, _ language: Language,
        in tx: Transaction
    ) throws -> AccountID {
        let mark = identityMark(person)
        if let row = try tx.row("SELECT account FROM people_identities WHERE mark = \(mark)") {
            let account: AccountID = row.id(0)
            try tx.execute(
                "UPDATE people_identities SET used_at = \(world.now) WHERE mark = \(mark)")
            return account
        }
        let account: AccountID =
            switch rules.serves {
            case .officer: try officer(person, rules, in: tx)
            case .citizen: try newCitizen(person, rules, language, in: tx)
            }
        try remember(mark, account, rules, in: tx)
        return account
    }

    /// The city's own provider names officers by NIP.
    private func officer(
        _ person: VouchedPerson, _ rules: ProviderRules, in tx: Transaction
    ) throws -> AccountID {
        guard let text = person.claims[rules.nipClaim]?.stringValue, let nip = try? NIP(text),
            let account = try account(of: nip, in: tx)
        else { throw Refusal(.forbidden, "people.provider.unknown") }
        return account
    }

    private func newCitizen(
        _ person: VouchedPerson, _ rules: ProviderRules, _ language: Language,
        in tx: Transaction
    ) throws -> AccountID {
        guard let email = person.email.flatMap({ try? EmailAddress($0) }) else {
            throw Refusal(.forbidden, "people.provider.no-contact")
        }
        let contact = Contact.email(email)
        guard try !isTaken(contact, in: tx) else {
            throw Refusal(.conflict, "people.provider.contact-taken")
        }
        let name = person.name.flatMap { try? PersonName.checked($0) }
        return try createCitizen(
            CitizenRecord(
                name: name ?? contact.masked, contact: contact, language: language,
                level: .contact, passwordHash: nil), in: tx)
    }

    private func remember(
        _ mark: [UInt8], _ account: AccountID, _ rules: ProviderRules, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO people_identities (mark, account, provider, created_at, used_at) \
            VALUES (\(mark), \(account), \(rules.code), \(world.now), \(world.now))
            """)
        try entries.append(
            "account.provider-connected", account: account, kind: rules.serves,
            facts: ["provider": .string(rules.code)], in: tx)
        try tellOwner(account, .factorsChanged, in: tx)
    }

    /// A citizen is proven by a provider that names NIK and name in this very answer; then both are
    /// the account's, and nobody else's. Whoever names less proves no more than a contact.
    private func prove(
        _ account: AccountID, _ person: VouchedPerson, by rules: ProviderRules,
        in tx: Transaction
    ) throws {
        guard rules.serves == .citizen, rules.level == .proven,
            let nik = rules.nikClaim.flatMap({ person.claims[$0]?.stringValue })
                .flatMap({ try? NIK($0) }),
            let name = person.name.flatMap({ try? PersonName.checked($0) })
        else { return }
        try tx.lock(Self.nikLock)
        // Read behind the lock: another server may have proven somebody a moment ago.
        guard let row = try AccountRow.find(account, in: tx), row.kind == .citizen else { return }
        if row.level == .proven, let known = try row.nik(vault) {
            // An account belongs to one person: whoever was proven stays.
            guard known == nik else {
                throw Refusal(.conflict, "people.provider.other-person")
            }
            return
        }
        try claim(nik, for: account, in: tx)
        try raise(row, to: .proven, nik, name, by: .provider, in: tx)
    }

    private func identityMark(_ person: VouchedPerson) -> [UInt8] {
        vault.index(person.issuer + "\n" + person.subject, "people.identity")
    }
}
