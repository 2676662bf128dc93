import Contracts
import Kernel
import Store

extension MandateDesk {
    /// The papers of a business or a child were shown: level 2, under the name they say.
    /// - Throws: `Refusal`: not shown, another number, proven by somebody else before.
    public func prove(
        _ id: MandateVisitID, _ papers: PartyPapers, by officer: Officer
    ) async throws {
        let name = try PersonName.checked(papers.name)
        guard papers.arePapersShown else {
            throw Refusal(.invalid, "people.papers.shown", field: "papers", values: [:])
        }
        guard papers.isCardShown else {
            throw Refusal(.invalid, "people.prove.card", field: "card", values: [:])
        }
        let typed = Digits.only(papers.number)
        try await store.write("people.papers") { [self] tx in
            let post = try counter.post(of: officer, in: tx)
            let open = try find(id, officer, at: world.now, in: tx)
            guard let party = open.party else { throw Refusal(.notFound, "people.prove.gone") }
            // What was so when the code was made may have changed since.
            guard try provable(party.id, by: open.agent.id, in: tx) != nil else {
                throw Refusal(.notFound, "people.prove.gone")
            }
            try checkNotOwn(open.agent, officer)
            try tx.lock(AccountStore.nikLock)
            let kind = try kind(of: party.id, in: tx)
            let number = mandates.numberIndex(typed, kind)
            guard try isNumber(number, of: party.id, in: tx) else {
                throw Refusal(.conflict, "people.papers.differs", field: "number", values: [:])
            }
            if kind == .business { try checkOwner(number, party.id, in: tx) }
            let seal = try party.seal(vault)
            try tx.execute(
                """
                UPDATE people_accounts SET level = \(IdentityLevel.proven.rawValue), \
                name = \(try seal.close(name, "name")), level_at = \(world.now), \
                level_way = \(LevelWay.counter.rawValue) WHERE id = \(party.id)
                """)
            try tx.execute("DELETE FROM people_mandate_codes WHERE id = \(id)")
            try accounts.entries.append(
                "party.proven", actor: officer.actor(post.position), unit: post.unit.text,
                facts: [
                    "party": .string(party.id.text), "kind": .string(kind.rawValue),
                    "agent": .string(open.agent.id.text), "shown": ["papers", "ktp-el"],
                ], in: tx)
            try accounts.tellOwner(open.agent.id, .partyProven, in: tx)
        }
    }

    /// A power of attorney on paper counts from today. Nobody saw who gave it, so it is level 1;
    /// who has a proven account gives it there.
    /// - Throws: `Refusal`.
    public func enter(
        _ id: MandateVisitID, _ paper: PaperMandate, by officer: Officer
    ) async throws {
        let name = try PersonName.checked(paper.name)
        let today = mandates.today
        guard paper.arePapersShown else {
            throw Refusal(.invalid, "people.papers.shown", field: "papers", values: [:])
        }
        guard !paper.services.isEmpty else {
            throw Refusal(.invalid, "people.mandate.services", field: "services", values: [:])
        }
        guard paper.until >= today,
            paper.until <= today.adding(months: Mandates.longestMonths)
        else {
            throw Refusal(
                .invalid, "people.mandate.longest", field: "until",
                values: ["months": "\(Mandates.longestMonths)"])
        }
        try await store.write("people.paper") { [self] tx in
            let post = try counter.post(of: officer, in: tx)
            let open = try find(id, officer, at: world.now, in: tx)
            guard open.party == nil, open.agent.level == .proven else {
                throw Refusal(.notFound, "people.prove.gone")
            }
            try checkNotOwn(open.agent, officer)
            guard try accounts.prover(of: paper.nik, in: tx) == nil else {
                throw Refusal(.conflict, "people.paper.has-account", field: "nik", values: [:])
            }
            let mandate = try mandates.add(
                Mandates.NewParty(
                    kind: .represented, name: name, number: paper.nik.text, tax: nil,
                    level: .matched, way: .counter),
                .attorney, services: paper.services, until: paper.until,
                paper: paper.paper, by: open.agent.id, in: tx)
            try tx.execute("DELETE FROM people_mandate_codes WHERE id = \(id)")
            try accounts.entries.append(
                "mandate.on-paper", actor: officer.actor(post.position), unit: post.unit.text,
                facts: [
                    "mandate": .string(mandate.text), "agent": .string(open.agent.id.text),
                    "shown": ["surat-kuasa", "ktp-el"],
                ], in: tx)
            try accounts.tellOwner(open.agent.id, .mandateGiven, in: tx)
            // Whoever says to be this person hears of it; proving that ends what is on paper.
            for account in try accounts.matching(paper.nik, in: tx) {
                try accounts.tellOwner(account, .mandatePaper, in: tx)
            }
        }
    }

    /// Nobody accepts papers that he brought himself: officers are known by NIP, citizens by NIK,
    /// and birth date and sex are in both.
    private func checkNotOwn(_ agent: AccountRow, _ officer: Officer) throws {
        guard let nik = try agent.nik(vault), !officer.fits(nik, asOf: mandates.today) else {
            throw Refusal(.forbidden, "people.papers.own")
        }
    }

    private func isNumber(
        _ number: [UInt8], of party: AccountID, in reader: Reader
    ) throws -> Bool {
        try reader.row(
            """
            SELECT 1 FROM people_parties WHERE account = \(party) AND number_index = \(number)
            """) != nil
    }

    /// Somebody was proven for this business before: one officer alone must not take it away.
    private func checkOwner(
        _ number: [UInt8], _ party: AccountID, in reader: Reader
    ) throws {
        let other = try reader.row(
            """
            SELECT 1 FROM people_parties p JOIN people_accounts a ON a.id = p.account \
            WHERE p.number_index = \(number) AND p.account <> \(party) \
            AND a.level = \(IdentityLevel.proven.rawValue) AND a.state = 'active'
            """)
        guard other == nil else {
            throw Refusal(.conflict, "people.papers.owned", field: "number", values: [:])
        }
    }
}
