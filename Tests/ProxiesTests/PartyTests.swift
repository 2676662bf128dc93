import Cases
import City
import Contracts
import Kernel
import People
import Privacy
import Store
import TestKit
import Testing

@Suite("Businesses and children")
struct PartyTests {
    private func claim(_ number: String = "9120304050607") throws -> BusinessClaim {
        BusinessClaim(
            name: "CV Contoh Maju", number: try BusinessNumber(number),
            tax: try BusinessTaxNumber("01.234.567.8-901.000"))
    }

    private func desk(_ city: TestCity) -> MandateDesk {
        let house = city.house
        return MandateDesk(
            mandates: house.mandates,
            counter: CounterDesk(
                accounts: house.accounts, directory: house.directory, access: house.access,
                zone: house.zone))
    }

    /// An officer has opened what the code of the page stands for.
    private func opened(
        _ desk: MandateDesk, by account: AccountID, _ party: AccountID?, _ officer: Officer
    ) async throws -> MandateVisitID {
        try await desk.makeCode(for: account, party)
        let shown = try #require(try await desk.code(of: account))
        return try await desk.take(shown.0.code.text, by: officer)
    }

    @Test("numbers of businesses")
    func numbers() throws {
        #expect(try BusinessNumber("9120 3040 5060 7").text == "9120304050607")
        #expect(throws: Refusal.self) { try BusinessNumber("912030405060") }
        #expect(try BusinessTaxNumber("01.234.567.8-901.000").text == "0012345678901000")
        #expect(try BusinessTaxNumber("0012345678901000").text == "0012345678901000")
        #expect(throws: Refusal.self) { try BusinessTaxNumber("3271010101900001") }
    }

    @Test(
        "a business is said, then proven at a counter; a second of the same number is not",
        arguments: TestEngine.available)
    func business(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = ProxyScene(city)
            let desk = desk(city)
            let officer = try await city.officer("disdukcapil-loket-1")
            let id = try await scene.mandates.addBusiness(try claim(), by: scene.giver)
            await #expect(throws: Refusal.self, "twice") {
                _ = try await scene.mandates.addBusiness(try claim(), by: scene.giver)
            }
            let giver = try #require(try await city.house.accounts.citizen(scene.giver))
            let acting = try #require(try await scene.mandates.acting(id, by: giver))
            #expect(acting.level == .contact && acting.name == "CV Contoh Maju")
            let party = acting.mandate.party
            await #expect(throws: Refusal.self, "not whose business it is") {
                try await desk.makeCode(for: scene.agent, party)
            }
            let visit = try await opened(desk, by: scene.giver, party, officer)
            let papers = PartyPapers(
                number: "9120304050608", name: "CV CONTOH MAJU", arePapersShown: true,
                isCardShown: true)
            await #expect(throws: Refusal.self, "another number on the paper") {
                try await desk.prove(visit, papers, by: officer)
            }
            await #expect(throws: Refusal.self, "no papers") {
                try await desk.prove(
                    visit,
                    PartyPapers(
                        number: "9120304050607", name: "CV CONTOH MAJU", arePapersShown: false,
                        isCardShown: true), by: officer)
            }
            let right = PartyPapers(
                number: "9120304050607", name: "CV CONTOH MAJU", arePapersShown: true,
                isCardShown: true)
            let clerk = try await city.officer("dinkes-analis-1")
            await #expect(throws: Refusal.self, "without the permission") {
                try await desk.prove(visit, right, by: clerk)
            }
            try await desk.prove(visit, right, by: officer)
            let proven = try #require(try await scene.mandates.acting(id, by: giver))
            #expect(proven.level == .proven && proven.name == "CV CONTOH MAJU")
            let second = try await scene.mandates.addBusiness(try claim(), by: scene.agent)
            let other = try await scene.mandates.view(second, for: scene.agent).mandate.party
            let again = try await opened(desk, by: scene.agent, other, officer)
            await #expect(throws: Refusal.self, "somebody else was proven for it") {
                try await desk.prove(again, right, by: officer)
            }
        }
    }

    @Test("owners invite people; a member invites nobody; the last owner stays")
    func people() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let own = try await scene.mandates.addBusiness(try claim(), by: scene.giver)
            let party = try await scene.mandates.view(own, for: scene.giver).mandate.party
            func invite(_ role: Mandate.Role, by account: AccountID) async throws -> MandateID {
                let (id, code) = try await scene.mandates.offer(
                    MandateOffer(role: role, services: nil, from: scene.today, until: nil),
                    for: party, by: account)
                _ = try await scene.mandates.take(code.text, by: scene.agent)
                try await scene.mandates.confirm(id, by: account)
                return id
            }
            let member = try await invite(.member, by: scene.giver)
            await #expect(throws: Refusal.self, "a member invites nobody") {
                _ = try await invite(.member, by: scene.agent)
            }
            await #expect(throws: Refusal.self, "the last owner stays") {
                try await scene.mandates.end(own, by: scene.giver)
            }
            try await scene.mandates.end(member, by: scene.giver)
            let second = try await invite(.owner, by: scene.giver)
            try await scene.mandates.end(own, by: scene.giver)
            await #expect(throws: Refusal.self, "now the other is the last") {
                try await scene.mandates.end(second, by: scene.agent)
            }
        }
    }

    @Test(
        "a child on the same family card, until the day before it is of age",
        arguments: TestEngine.available)
    func child(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = ProxyScene(city)
            let lookup = try #require(city.house.residents)
            let visitor = Visitor(address: "192.0.2.7", agent: "test")
            let child = try #require(DemoFamily.child(0))
            func add(_ claim: ResidentClaim, by account: AccountID) async throws -> MandateID {
                try await scene.mandates.addChild(claim, by: account, by: lookup, from: visitor)
            }
            await #expect(throws: Refusal.self, "not on the agent's family card") {
                _ = try await add(child, by: scene.agent)
            }
            let id = try await add(child, by: scene.giver)
            let view = try await scene.mandates.view(id, for: scene.giver)
            #expect(view.mandate.until == child.born.adding(months: 216).adding(days: -1))
            #expect(view.level == .matched && view.partyName == child.name)
            await #expect(throws: Refusal.self, "twice") {
                _ = try await add(child, by: scene.giver)
            }
            let grown = ResidentClaim(
                nik: child.nik, familyCard: child.familyCard, name: child.name,
                born: scene.today.adding(months: -216))
            await #expect(throws: Refusal.self, "of age") {
                _ = try await add(grown, by: scene.giver)
            }
        }
        try await TestCity.run(on: engine, level: .matched) { city in
            let scene = ProxyScene(city)
            let lookup = try #require(city.house.residents)
            let child = try #require(DemoFamily.child(0))
            await #expect(throws: Refusal.self, "leaked data make nobody a parent") {
                _ = try await scene.mandates.addChild(
                    child, by: scene.giver, by: lookup,
                    from: Visitor(address: "192.0.2.7", agent: "test"))
            }
        }
    }

    @Test("a power of attorney on paper, from somebody who has no proven account")
    func paper() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let desk = desk(city)
            let officer = try await city.officer("disdukcapil-loket-1")
            func paper(_ nik: String) throws -> PaperMandate {
                PaperMandate(
                    nik: try NIK(nik), name: "Ibu Sepuh Contoh", paper: "12/SK/2026",
                    services: try scene.services("penelitian"),
                    until: scene.today.adding(days: 60), arePapersShown: true)
            }
            let visit = try await opened(desk, by: scene.agent, nil, officer)
            await #expect(throws: Refusal.self, "has an account") {
                try await desk.enter(visit, try paper(DemoNames.person(0).nik), by: officer)
            }
            try await desk.enter(visit, try paper("3271035708500001"), by: officer)
            let held = try #require(try await scene.mandates.held(by: scene.agent).first)
            #expect(held.kind == .represented && held.partyName == "Ibu Sepuh Contoh")
            #expect(held.mandate.role == .attorney && held.level == .matched)
            await #expect(throws: Refusal.self, "a code counts once") {
                try await desk.enter(visit, try paper("3271035708500001"), by: officer)
            }
        }
    }

    @Test(
        "a party goes with its last mandate, and that when its time of keeping is over",
        arguments: TestEngine.available)
    func leaving(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = ProxyScene(city)
            let lookup = try #require(city.house.residents)
            let child = try #require(DemoFamily.child(0))
            let id = try await scene.mandates.addChild(
                child, by: scene.giver, by: lookup,
                from: Visitor(address: "192.0.2.7", agent: "test"))
            let party = try await scene.mandates.view(id, for: scene.giver).mandate.party
            func isErased() async throws -> Bool {
                try await city.house.privacyTools.retain()
                return try await city.house.store.read("test.erased") { reader in
                    try reader.row(
                        "SELECT 1 FROM people_accounts WHERE id = \(party) AND state = 'erased'")
                        != nil
                }
            }
            #expect(try await !isErased())
            try await scene.mandates.end(id, by: scene.giver)
            #expect(try await !isErased(), "kept to prove who could act")
            city.wait(days: 5 * 366)
            #expect(try await isErased())
            #expect(
                try await scene.mandates.held(by: scene.giver).isEmpty, "and nothing is left of it")
        }
    }

    @Test("an owner is one from today and without an end; only a proven one removes another")
    func owners() async throws {
        try await TestCity.run { city in
            let scene = ProxyScene(city)
            let own = try await scene.mandates.addBusiness(try claim(), by: scene.giver)
            let party = try await scene.mandates.view(own, for: scene.giver).mandate.party
            func invite(from: Day, until: Day?) async throws -> MandateID {
                let (id, code) = try await scene.mandates.offer(
                    MandateOffer(role: .owner, services: nil, from: from, until: until),
                    for: party, by: scene.giver)
                _ = try await scene.mandates.take(code.text, by: scene.agent)
                try await scene.mandates.confirm(id, by: scene.giver)
                return id
            }
            await #expect(throws: Refusal.self, "with a last day") {
                _ = try await invite(from: scene.today, until: scene.today.adding(days: 9))
            }
            await #expect(throws: Refusal.self, "later") {
                _ = try await invite(from: scene.today.adding(days: 9), until: nil)
            }
            let second = try await invite(from: scene.today, until: nil)
            try await city.house.store.write("test.level") { tx in
                _ = try tx.execute(
                    "UPDATE people_accounts SET level = 1 WHERE id = \(scene.agent)")
            }
            await #expect(throws: Refusal.self, "not proven") {
                try await scene.mandates.end(own, by: scene.agent)
            }
            try await scene.mandates.end(second, by: scene.giver)
        }
    }

    @Test(
        "whoever proves a NIK ends the papers that name it", arguments: TestEngine.available)
    func proving(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let scene = ProxyScene(city)
            let (desk, house) = (desk(city), city.house)
            let officer = try await city.officer("disdukcapil-loket-1")
            let nik = try NIK("3271035708500001")
            let visit = try await opened(desk, by: scene.agent, nil, officer)
            try await desk.enter(
                visit,
                PaperMandate(
                    nik: nik, name: "Ibu Sepuh Contoh", paper: "12/SK/2026",
                    services: try scene.services("penelitian"),
                    until: scene.today.adding(days: 60), arePapersShown: true), by: officer)
            #expect(try await scene.mandates.held(by: scene.agent).count == 1)
            let person = city.citizens[2]
            try await house.store.write("test.level") { tx in
                _ = try tx.execute(
                    """
                    UPDATE people_accounts SET level = 0, nik = NULL, nik_index = NULL \
                    WHERE id = \(person)
                    """)
            }
            let counter = CounterDesk(
                accounts: house.accounts, directory: house.directory, access: house.access,
                zone: house.zone)
            try await counter.makeCode(for: person)
            let code = try #require(try await counter.code(of: person)).code.text
            try await counter.prove(
                try await counter.take(code, by: officer),
                CounterCard(
                    nik: nik, name: "Ibu Sepuh Contoh", isCardShown: true, isFaceCompared: true),
                by: officer)
            #expect(try await scene.mandates.held(by: scene.agent).isEmpty)
        }
    }
}
