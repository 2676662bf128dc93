import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Recovering an account at a counter")
struct RecoveryTests {
    private static let nik = Counter.nik
    private static let new = "lima burung biru terbang"
    private static let thief = Counter.thief

    private func wish(
        _ contact: Contact? = nil, removesFactors: Bool = false
    ) -> RecoveryWish {
        RecoveryWish(
            password: Self.new, contact: contact, removesFactors: removesFactors,
            removesSecond: false)
    }

    @Test(
        "a code of the counter sets a new password at once; old sessions end, the owner is told",
        arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let house = counter.house
            let code = try await counter.code()
            #expect(house.letters.templates.last == .recoveryGiven)
            let token = try await house.accounts.startRecovery(
                code.text.lowercased(), from: House.home)
            let signedIn = try #require(
                try await house.accounts.finishRecovery(
                    token, wish(), language: .id, from: House.home))
            #expect(signedIn.account == counter.owner.account)
            #expect(house.letters.templates.suffix(2) == [.recovered, .passwordChanged])
            #expect(try await house.sessions.resolve(counter.owner.token) == nil)
            #expect(await counter.opens(counter.contact, Self.new))
            #expect(await !counter.opens(counter.contact, House.password))
            let entry = try await house.store.read("test.entry") { reader in
                try reader.row("SELECT facts FROM ledger WHERE type = 'account.recovered'")?.text(0)
            }
            let facts = try JSONValue(parsing: try #require(entry).utf8)
            #expect(facts["officer"]?.stringValue == counter.officer.account.text)
            #expect(facts["account"]?.stringValue == counter.owner.account.text)
        }
    }

    @Test(
        "a code counts once, also for two at the same time, and for thirty minutes",
        arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let accounts = counter.house.accounts
            let code = try await counter.code()
            let answers = await withTaskGroup(of: String?.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        await refusal {
                            _ = try await accounts.startRecovery(code.text, from: House.home)
                        }
                    }
                }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(answers.filter { $0 == nil }.count == 1)
            #expect(answers.filter { $0 == "people.recover.code" }.count == 5)
            let old = try await counter.code()
            let late = try await counter.code()
            // A newer code takes the place of the older one.
            #expect(
                await refusal { _ = try await accounts.startRecovery(old.text, from: House.home) }
                    == "people.recover.code")
            counter.house.pass(minutes: 30)
            #expect(
                await refusal { _ = try await accounts.startRecovery(late.text, from: House.home) }
                    == "people.recover.code")
        }
    }

    @Test(
        "five wrong second halves end a code; wrong first halves touch nobody's",
        arguments: TestEngine.available)
    func tries(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let accounts = counter.house.accounts
            func answer(_ text: String, from visitor: Visitor) async -> String? {
                await refusal { _ = try await accounts.startRecovery(text, from: visitor) }
            }
            let code = try await counter.code()
            let other = code.selector == "2222" ? "3333" : "2222"
            for _ in 0..<20 {
                #expect(await answer(other + "22222", from: Self.thief) == "people.recover.code")
            }
            #expect(await answer(other + "22222", from: Self.thief) == "people.recover.tries")
            // The network of the owner is not touched by it, nor is the code.
            #expect(await answer(code.text, from: House.home) == nil)
            let second = try await counter.code()
            let wrong = second.proof == "22222" ? "33333" : "22222"
            for _ in 0..<5 {
                #expect(
                    await answer(second.selector + wrong, from: House.home)
                        == "people.recover.code")
            }
            #expect(await answer(second.text, from: House.home) == "people.recover.code")
        }
    }

    @Test(
        "no account, one below level 2 and a closed one are told in the same words",
        arguments: TestEngine.available)
    func none(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let house = counter.house
            func answer(_ nik: String) async -> String? {
                await refusal {
                    _ = try await counter.desk.findProven(try NIK(nik), by: counter.officer)
                }
            }
            #expect(await answer("3271031708900002") == "people.recover.none")
            for change: SQL in ["level = 1", "level = 2, state = 'closed'"] {
                try await house.store.write("test.change") { tx in
                    _ = try tx.execute(
                        """
                        UPDATE people_accounts SET \(sql: change) \
                        WHERE id = \(counter.owner.account)
                        """)
                }
                #expect(await answer(Self.nik) == "people.recover.none")
            }
            // Every question counts, whatever the answer.
            for _ in 0..<7 { _ = await answer(Self.nik) }
            #expect(await answer(Self.nik) == "people.recover.too-often")
        }
    }

    @Test(
        "a clerk recovers nobody silently, not the own account and not by a colleague's visit",
        arguments: TestEngine.available)
    func clerk(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let house = counter.house
            let (desk, officer) = (counter.desk, counter.officer)
            // Born as the NIP says, of the same sex.
            let own = await refusal {
                _ = try await desk.findProven(try NIK("3271031203880001"), by: officer)
            }
            #expect(own == "people.recover.own")
            let visit = try await counter.visit()
            for (card, face, key) in [
                (false, true, "people.prove.card"), (true, false, "people.prove.face"),
            ] {
                let answer = await refusal {
                    _ = try await desk.giveCode(
                        visit, isCardShown: card, isFaceCompared: face, by: officer)
                }
                #expect(answer == key)
            }
            let foreign = await refusal {
                _ = try await desk.giveCode(
                    visit, isCardShown: true, isFaceCompared: true, by: counter.colleague)
            }
            #expect(foreign == "people.recover.gone")
            let before = house.letters.all.count
            _ = try await desk.giveCode(
                visit, isCardShown: true, isFaceCompared: true, by: officer)
            #expect(house.letters.templates.dropFirst(before) == [.recoveryGiven])
            #expect(house.letters.all.last?.contact == counter.contact)
            let again = await refusal {
                _ = try await desk.giveCode(
                    visit, isCardShown: true, isFaceCompared: true, by: officer)
            }
            #expect(again == "people.recover.gone")
            // The account itself is as it was.
            #expect(await counter.opens(counter.contact, House.password))
            #expect(try await house.sessions.resolve(counter.owner.token) != nil)
        }
    }

    @Test(
        "a new contact counts when its code was typed; the old one is told and opens nothing",
        arguments: TestEngine.available)
    func newContact(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let (house, accounts) = (counter.house, counter.house.accounts)
            // The thief has the old phone, and asked for a code before.
            let before = try await accounts.startReset(
                counter.contact, language: .id, from: Self.thief)
            let stolen = try #require(house.letters.code)
            let code = try await counter.code()
            let token = try await accounts.startRecovery(code.text, from: House.home)
            let fresh = try Contact(typed: "0812 3456 7890")
            let waiting = try await accounts.finishRecovery(
                token, wish(fresh), language: .id, from: House.home)
            #expect(waiting == nil)
            #expect(house.letters.all.last?.template == .contactCode)
            #expect(await counter.opens(counter.contact, House.password))
            let typed = try #require(house.letters.code)
            let wrong = typed == "000001" ? "000002" : "000001"
            #expect(
                await refusal {
                    _ = try await accounts.finishRecovery(token, code: wrong, from: House.home)
                } == "people.proof.wrong")
            _ = try await accounts.finishRecovery(token, code: typed, from: House.home)
            let told = house.letters.all.last { $0.template == .recovered }
            #expect(told?.contact == counter.contact)
            #expect(await counter.opens(fresh, Self.new))
            #expect(await !counter.opens(counter.contact, Self.new))
            #expect(
                await refusal { try await accounts.confirm(before, code: stolen, from: House.home) }
                    == "people.code.expired")
            // Typed again, it does nothing.
            #expect(
                await refusal {
                    _ = try await accounts.finishRecovery(token, code: typed, from: House.home)
                } == "people.step.expired")
        }
    }

    @Test(
        "somebody else's contact gets a letter and no code, and the page says the same",
        arguments: TestEngine.available)
    func takenContact(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let (house, accounts) = (counter.house, counter.house.accounts)
            _ = try await house.register("budi@example.id", name: "Budi")
            let code = try await counter.code()
            let token = try await accounts.startRecovery(code.text, from: House.home)
            let taken = try Contact(typed: "budi@example.id")
            let waiting = try await accounts.finishRecovery(
                token, wish(taken), language: .id, from: House.home)
            #expect(waiting == nil)
            #expect(house.letters.all.last?.template == .alreadyRegistered)
            #expect(try await accounts.recovery(token)?.waitsFor == taken.masked)
        }
    }

    @Test(
        "passkeys and providers stay unless the owner says so; what a thief asked for is gone",
        arguments: TestEngine.available)
    func factors(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let (house, accounts) = (counter.house, counter.house.accounts)
            let account = counter.owner.account
            func provider() async throws {
                try await house.store.write("test.provider") { tx in
                    _ = try tx.execute(
                        """
                        INSERT INTO people_identities (mark, account, provider, created_at, \
                        used_at) VALUES (\([UInt8](repeating: 9, count: 32)), \(account), \
                        'inapas', \(House.start), \(House.start))
                        """)
                }
            }
            try await provider()
            let reset = try await accounts.startReset(
                counter.contact, language: .id, from: Self.thief)
            try await accounts.confirm(
                reset, code: try #require(house.letters.code), from: House.home)
            _ = try await accounts.finishReset(
                reset, password: "kata sandi si pencuri", from: Self.thief)
            for removes in [false, true] {
                let token = try await accounts.startRecovery(
                    try await counter.code().text, from: House.home)
                #expect(try await accounts.recovery(token)?.connections == ["inapas"])
                _ = try await accounts.finishRecovery(
                    token, wish(removesFactors: removes), language: .id, from: House.home)
                #expect(try await accounts.connections(of: account).isEmpty == removes)
            }
            #expect(try await accounts.pendingReset(of: account) == nil)
        }
    }
}
