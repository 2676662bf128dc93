import Contracts
import Kernel
import Store

/// Parties that have no account of their own: businesses and children.
extension Mandates {
    /// Questions about children that an account may have answered in 24 hours: two for each child.
    static let childQuestions = 6
    /// Below this age somebody is a child (UU 35/2014 art. 1 no. 1; UU 1/1974 art. 47).
    static let adultAge = 18

    /// Enters a business that the account answers for. What is said of it is only said (level 0)
    /// until a counter has seen its papers.
    /// - Throws: `Refusal`: level 0, no name, too many, the same business again.
    public func addBusiness(_ claim: BusinessClaim, by account: AccountID) async throws -> MandateID
    {
        let name = try PersonName.checked(claim.name)
        return try await store.write("people.party.business") { [self] tx in
            guard try IdentityLevel.of(account, in: tx) >= .matched else {
                throw Refusal(.forbidden, "people.mandate.level")
            }
            return try add(
                NewParty(
                    kind: .business, name: name, number: claim.number.text,
                    tax: claim.tax?.text, level: .contact, way: nil),
                .owner, until: nil, by: account, in: tx)
        }
    }

    /// Enters a child in the own care: the register has to say that the child and the account's
    /// owner stand on the same family card. It cannot say who has custody, so this gives level 1
    /// and ends on the day before the child is of age.
    /// - Throws: `Refusal`: as `AccountStore.match`; not proven (level 2); of age.
    public func addChild(
        _ claim: ResidentClaim, by account: AccountID, by lookup: ResidentLookup,
        from visitor: Visitor
    ) async throws -> MandateID {
        let name = try PersonName.checked(claim.name)
        let last = claim.born.adding(months: Self.adultAge * 12).adding(days: -1)
        guard claim.born <= today, last >= today else {
            throw Refusal(.invalid, "people.child.grown", field: "born", values: [:])
        }
        let parent = try await store.read("people.child.parent") { [self] reader in
            try self.parent(account, in: reader)
        }
        let questions = [
            ResidentQuestion(
                id: world.uuid(), purpose: .guardian, nik: parent.nik,
                familyCard: claim.familyCard, name: parent.name,
                born: parent.nik.birth(asOf: today)),
            ResidentQuestion(
                id: world.uuid(), purpose: .guardian, nik: claim.nik,
                familyCard: claim.familyCard, name: name, born: claim.born),
        ]
        for question in questions {
            guard
                try await accounts.ask(
                    question, of: account, by: lookup, from: visitor, most: Self.childQuestions)
            else { throw Refusal(.invalid, "people.child.none") }
        }
        return try await store.write("people.party.child") { [self] tx in
            _ = try self.parent(account, in: tx)
            // Who has shown with the own card who he is speaks for himself.
            guard try accounts.prover(of: claim.nik, in: tx) == nil else {
                throw Refusal(.invalid, "people.child.none")
            }
            return try add(
                NewParty(
                    kind: .child, name: name, number: claim.nik.text, tax: nil, level: .matched,
                    way: .register),
                .guardian, until: last, by: account, in: tx)
        }
    }

    /// Whoever answers for a child is proven: the register alone would let anybody with leaked data
    /// be a parent.
    private func parent(
        _ account: AccountID, in reader: Reader
    ) throws -> (nik: NIK, name: String) {
        guard let row = try AccountRow.find(account, in: reader), row.isActive,
            row.level == .proven, let nik = try row.nik(vault)
        else { throw Refusal(.forbidden, "people.child.level") }
        return (nik, try row.seal(vault).open(row.name, "name"))
    }

    struct NewParty {
        let kind: PartyKind
        let name: String
        /// NIB of a business, NIK of a person.
        let number: String
        let tax: String?
        let level: IdentityLevel
        let way: LevelWay?
    }

    /// Writes the account of a party and the mandate of whoever brought it.
    func add(
        _ party: NewParty, _ role: Mandate.Role, services: Set<ServiceCode>? = nil,
        until: Day?, paper: String? = nil, by account: AccountID,
        in tx: Transaction
    ) throws -> MandateID {
        try hold(account, in: tx)
        try checkRoom("agent = \(account)", in: tx)
        let number = numberIndex(party.number, party.kind)
        let known = try tx.row(
            """
            SELECT 1 FROM people_parties p JOIN people_mandates m ON m.party = p.account \
            WHERE p.number_index = \(number) AND m.agent = \(account) AND m.state = 'active' \
            AND m.role <> 'attorney'
            """)
        guard known == nil || role == .attorney else {
            throw Refusal(.conflict, "people.party.known")
        }
        let id: AccountID = world.id()
        let seal = try PersonalSeal.newAccount(id, vault, in: tx)
        try tx.execute(
            """
            INSERT INTO people_accounts (id, kind, state, level, language, name, created_at, \
            level_at, level_way) VALUES (\(id), 'citizen', 'active', \(party.level.rawValue), \
            \(Language.id.rawValue), \(try seal.close(party.name, "name")), \(world.now), \
            \(party.way.map { _ in world.now }), \(party.way?.rawValue))
            """)
        try tx.execute(
            """
            INSERT INTO people_parties (account, kind, number, number_index, tax, created_by) \
            VALUES (\(id), \(party.kind.rawValue), \(try seal.close(party.number, "number")), \
            \(number), \(try seal.close(party.tax, "tax")), \(account))
            """)
        let mandate = Mandate(
            id: world.id(), party: id, agent: account, role: role, state: .active,
            services: services, from: today, until: until, createdAt: world.now)
        try insert(mandate, by: account, paper: try seal.close(paper, "paper"), in: tx)
        try note(
            "mandate.given", mandate, by: account, ["kind": .string(party.kind.rawValue)], in: tx)
        return mandate.id
    }

    func numberIndex(_ number: String, _ kind: PartyKind) -> [UInt8] {
        vault.index(number, Self.numberSpace(kind))
    }

    /// What hashes of numbers are keyed with.
    static func numberSpace(_ kind: PartyKind) -> String { "people.party.\(kind.rawValue)" }
}
