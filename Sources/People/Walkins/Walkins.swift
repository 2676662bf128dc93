import Contracts
import Kernel
import Store

/// Finding and entering people at a counter. Every look is in the log before it is answered.
public struct Walkins: Sendable {
    /// A list shows no more people than this: whoever gets it asks more closely.
    public static let most = 10
    let accounts: AccountStore
    let directory: OfficerDirectory
    let access: AccessLog
    public let zone: Zone

    var store: Store { accounts.store }
    var vault: Vault { accounts.vault }
    var world: World { accounts.world }

    public init(
        accounts: AccountStore, directory: OfficerDirectory, access: AccessLog, zone: Zone
    ) {
        self.accounts = accounts
        self.directory = directory
        self.access = access
        self.zone = zone
    }

    // MARK: Finding

    /// The people that a question finds, masked. The question counts for the officer, and each of
    /// the people has a row of the access log, in the transaction that answers.
    /// - Throws: `Refusal`: not at a counter; too many questions in an hour.
    public func find(_ query: PersonQuery, by officer: Officer) async throws -> [FoundPerson] {
        let answer = try await store.write("people.walkin.find") { [self] tx -> [FoundPerson]? in
            let post = try post(of: officer, in: tx)
            guard try countLook(of: officer, in: tx) else { return nil }
            let people = try ids(query, in: tx).prefix(Self.most).compactMap {
                try found($0, matching: query, in: tx)
            }
            try access.note(
                people.map { look(at: $0.account, from: post.position, by: officer) }, in: tx)
            return people
        }
        // Too many is an answer and not an error, so that the count stays.
        guard let answer else { throw Refusal(.tooMuch, "people.walkin.too-often") }
        return answer
    }

    /// Whoever is served, by name. Returns when the look is written down.
    /// - Throws: `Refusal`: not at a counter; nobody of that id.
    public func open(_ id: AccountID, by officer: Officer) async throws -> ServedPerson {
        let found = try await store.read("people.walkin.open") { [self] reader in
            (post: try post(of: officer, in: reader), person: try served(id, in: reader))
        }
        try await access.note(look(at: id, from: found.post.position, by: officer))
        return found.person
    }

    /// The person as the caller's transaction sees them; no look is noted.
    public func served(_ id: AccountID, in reader: Reader) throws -> ServedPerson {
        guard let row = try AccountRow.find(id, in: reader), row.isActive, row.kind == .citizen
        else { throw Refusal(.notFound, "people.walkin.gone") }
        let facts = try facts(of: row, in: reader)
        return ServedPerson(
            account: id, name: try row.seal(vault).open(row.name, "name"),
            maskedContact: facts.contact?.masked, maskedNIK: facts.nik?.masked, level: row.level,
            language: row.language, isWalkin: facts.isWalkin)
    }

    private func look(
        at subject: AccountID, from position: PositionID, by officer: Officer
    ) -> AccessEntry {
        AccessEntry(
            account: officer.account, reason: AccessReason(.counter, from: position),
            subject: subject, caseID: nil, service: nil, part: .identity)
    }

    /// - Returns: false when the officer has asked too often.
    private func countLook(of officer: Officer, in tx: Transaction) throws -> Bool {
        let limit = accounts.limits.counterLooks
        return try limit.hit(
            vault.index(officer.account.text, limit.name), at: world.now, in: tx)
    }

    /// The position from which the officer serves, as the transaction sees it.
    public func post(of officer: Officer, in reader: Reader) throws -> Authority {
        let today = Day(world.now, in: zone)
        let fresh = try directory.officer(officer.account, on: today, in: reader)
        guard let post = fresh?.seat(.serve) else {
            throw Refusal(.forbidden, "people.walkin.forbidden")
        }
        return post
    }

    private func ids(_ query: PersonQuery, in reader: Reader) throws -> [AccountID] {
        switch query {
        case .accounts(let ids): return ids
        case .nik(let nik): return try people(of: nik, in: reader)
        case .contact(let contact):
            let index = accounts.contactIndex(contact)
            let own = try AccountRow.find(contact: index, in: reader).map { [$0.id] } ?? []
            let said = try reader.rows(
                """
                SELECT account FROM people_walkins WHERE contact_index = \(index) \
                AND merged_into IS NULL ORDER BY created_at DESC LIMIT \(Self.most)
                """)
            return own + said.map { $0.id(0) }
        case .name(let name):
            let tokens = vault.nameQueryTokens(name)
            guard let first = tokens.first else { return [] }
            let others = tokens.dropFirst().map { token -> SQL in
                """
                 AND EXISTS (SELECT 1 FROM people_walkin_names o \
                WHERE o.token = \(token) AND o.account = n.account)
                """
            }
            return try reader.rows(
                """
                SELECT n.account FROM people_walkin_names n JOIN people_walkins w \
                ON w.account = n.account AND w.merged_into IS NULL \
                WHERE n.token = \(first)\(sql: SQL.joined(others, by: "")) \
                ORDER BY w.created_at DESC LIMIT 50
                """
            ).map { $0.id(0) }
        }
    }

    /// Whoever has proven a NIK; without such one, those who were entered with it at a counter. An
    /// account that only matched it is nobody's word: strangers know the data that match.
    private func people(of nik: NIK, in reader: Reader) throws -> [AccountID] {
        if let owner = try accounts.prover(of: nik, in: reader) { return [owner] }
        return try reader.rows(
            """
            SELECT account FROM people_walkins WHERE nik_index = \(accounts.nikIndex(nik)) \
            AND merged_into IS NULL ORDER BY created_at LIMIT \(Self.most)
            """
        ).map { $0.id(0) }
    }

    private func found(
        _ id: AccountID, matching query: PersonQuery, in reader: Reader
    ) throws -> FoundPerson? {
        guard let row = try AccountRow.find(id, in: reader), row.isActive, row.kind == .citizen
        else { return nil }
        let name = try row.seal(vault).open(row.name, "name")
        if case .name(let typed) = query, !NameSearch.matches(name, typed: typed) { return nil }
        let facts = try facts(of: row, in: reader)
        return FoundPerson(
            account: id, maskedName: PersonName.masked(name),
            maskedContact: facts.contact?.masked, maskedNIK: facts.nik?.masked, level: row.level,
            isWalkin: facts.isWalkin)
    }

    struct Facts {
        let contact: Contact?
        let nik: NIK?
        let isWalkin: Bool
    }

    func facts(of row: AccountRow, in reader: Reader) throws -> Facts {
        let seal = try row.seal(vault)
        let said = try reader.row(
            """
            SELECT contact, nik FROM people_walkins WHERE account = \(row.id) \
            AND merged_into IS NULL
            """)
        let contact =
            try row.contact.map { try seal.open($0, "contact") }
            ?? (try said?.optionalBytes(0).map { try seal.open($0, "walkin-contact") })
        let nik =
            try row.nik(vault)
            ?? (try said?.optionalBytes(1).map { try NIK(seal.open($0, "walkin-nik")) })
        return Facts(
            contact: try contact.map { try Contact(typed: $0) }, nik: nik, isWalkin: said != nil)
    }

    // MARK: Entering

    /// Enters somebody who has no account. Whoever is known by the same NIK is that person: nobody
    /// is entered twice. To enter a NIK is to ask for it: it counts, and whoever is found has a
    /// row of the access log, as with `find`.
    /// - Returns: the person, and whether they are new.
    /// - Throws: `Refusal`: the name; not at a counter; too many questions in an hour.
    public func enter(
        _ record: WalkinRecord, by officer: Officer
    ) async throws -> (account: AccountID, isNew: Bool) {
        let name = try PersonName.checked(record.name)
        let entered = try await store.write("people.walkin.enter") {
            [self] tx -> (account: AccountID, isNew: Bool)? in
            let post = try post(of: officer, in: tx)
            try tx.lock(AccountStore.nikLock)
            if let nik = record.nik {
                guard try countLook(of: officer, in: tx) else { return nil }
                if let known = try people(of: nik, in: tx).first {
                    try access.note([look(at: known, from: post.position, by: officer)], in: tx)
                    return (known, false)
                }
            }
            let id = try insert(record, named: name, from: post, by: officer, in: tx)
            try accounts.entries.append(
                "counter.person-entered", actor: officer.actor(post.position),
                unit: post.unit.text,
                facts: ["account": .string(id.text), "nik": .bool(record.nik != nil)], in: tx)
            return (id, true)
        }
        // Too many is an answer and not an error, so that the count stays.
        guard let entered else { throw Refusal(.tooMuch, "people.walkin.too-often") }
        return entered
    }

    private func insert(
        _ record: WalkinRecord, named name: String, from post: Authority, by officer: Officer,
        in tx: Transaction
    ) throws -> AccountID {
        let id: AccountID = world.id()
        let seal = try PersonalSeal.newAccount(id, vault, in: tx)
        try tx.execute(
            """
            INSERT INTO people_accounts (id, kind, state, level, language, name, created_at) \
            VALUES (\(id), 'citizen', 'active', \(IdentityLevel.contact.rawValue), \
            \(record.language.rawValue), \(try seal.close(name, "name")), \(world.now))
            """)
        try tx.execute(
            """
            INSERT INTO people_walkins (account, contact, contact_index, nik, nik_index, unit, \
            created_by, created_at) VALUES (\(id), \
            \(try seal.close(record.contact?.address, "walkin-contact")), \
            \(record.contact.map(accounts.contactIndex)), \
            \(try seal.close(record.nik?.text, "walkin-nik")), \
            \(record.nik.map(accounts.nikIndex)), \(post.unit.text), \(officer.account), \
            \(world.now))
            """)
        try accounts.keepNames(name, of: id, in: tx)
        return id
    }
}
