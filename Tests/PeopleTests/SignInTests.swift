import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Signing in")
struct SignInTests {
    private func signIn(
        _ house: House, _ contact: String = "siti@example.id",
        _ password: String = House.password, from visitor: Visitor = House.home,
        replacing old: SecretToken? = nil
    ) async throws -> SignedIn {
        let outcome = try await house.accounts.signIn(
            try LoginName(typed: contact), password: password, from: visitor, replacing: old)
        return try #require(outcome.signedIn)
    }

    @Test(
        "unknown accounts, closed accounts and wrong passwords are told the same",
        arguments: TestEngine.available)
    func sameAnswer(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let citizen = try await house.register("siti@example.id")
            let wrong = "people.sign-in.wrong"
            #expect(await refusal { _ = try await signIn(house, "siti@example.id", "x") } == wrong)
            #expect(await refusal { _ = try await signIn(house, "budi@example.id") } == wrong)
            try await house.accounts.setActive(
                citizen.account, false, by: .system("test"))
            #expect(await refusal { _ = try await signIn(house) } == wrong)
        }
    }

    @Test("signing in ends the session that the browser held", arguments: TestEngine.available)
    func rotation(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let first = try await house.register("siti@example.id")
            let second = try await signIn(house, replacing: first.token)
            house.pass(minutes: 1)
            #expect(first.token != second.token)
            #expect(try await house.sessions.resolve(first.token) == nil)
            house.pass(minutes: 20)
            let third = try await house.accounts.prove(
                second.token, .password(House.password), browser: "b", from: House.home
            ).token
            #expect(try await house.sessions.resolve(second.token) == nil)
            #expect(try await house.sessions.resolve(third)?.id == second.session)
        }
    }

    @Test("strangers cannot lock the owner out of the own network", arguments: TestEngine.available)
    func lockOut(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.register("siti@example.id")
            var refused = 0
            for number in 0..<40 {
                let visitor = Visitor(address: "198.51.100.\(number)", agent: "bot")
                let answer = await refusal {
                    _ = try await signIn(house, "siti@example.id", "tebakan", from: visitor)
                }
                if answer == "people.sign-in.too-often" { refused += 1 }
            }
            #expect(refused == 10)
            let owner = try await signIn(house)
            #expect(try await house.sessions.resolve(owner.token) != nil)
        }
    }

    @Test(
        "tries from one place end after six and come back with time",
        arguments: TestEngine.available)
    func pair(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.register("siti@example.id")
            for _ in 0..<6 {
                #expect(
                    await refusal { _ = try await signIn(house, "siti@example.id", "x") }
                        == "people.sign-in.wrong")
            }
            #expect(
                await refusal { _ = try await signIn(house) } == "people.sign-in.too-often")
            house.pass(minutes: 2)
            _ = try await signIn(house)
        }
    }

    @Test("an old hash is replaced at the next sign-in", arguments: TestEngine.available)
    func rehash(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let old = PasswordHasher(parameters: Argon2Parameters(passes: 2, kibibytes: 32))
            let hash = try await old.hash(House.password)
            let contact = try Contact(typed: "siti@example.id")
            let id = try await store.write("seed") { tx in
                try house.accounts.createCitizen(
                    CitizenRecord(name: "Siti", contact: contact, passwordHash: hash), in: tx)
            }
            _ = try await signIn(house)
            let row = try await store.read("row") { try AccountRow.find(id, in: $0)?.password }
            #expect(row?.hasPrefix(Argon2Parameters.cheap.prefix) == true)
            _ = try await signIn(house)
        }
    }

    @Test(
        "sessions end by the idle limit, the absolute limit and signing out everywhere",
        arguments: TestEngine.available)
    func ends(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let first = try await house.register("siti@example.id")
            house.pass(minutes: 12 * 60 + 2)
            #expect(try await house.sessions.resolve(first.token) == nil)
            let second = try await signIn(house)
            let third = try await signIn(house)
            #expect(try await house.sessions.list(first.account).count == 2)
            try await house.sessions.endAll(of: first.account, except: third.session)
            #expect(try await house.sessions.resolve(second.token) == nil)
            #expect(try await house.sessions.resolve(third.token) != nil)
            house.pass(minutes: 15 * 24 * 60)
            #expect(try await house.sessions.resolve(third.token) == nil)
            #expect(try await house.accounts.sweep() > 0)
        }
    }

    @Test(
        "changing the password needs the present one and keeps this session only",
        arguments: TestEngine.available)
    func change(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let mine = try await house.register("siti@example.id")
            let other = try await signIn(house)
            let new = "tujuh gunung berkabut"
            let answer = await refusal {
                try await house.accounts.changePassword(
                    mine.account, current: "salah", new: new, keeping: mine.session,
                    from: House.home)
            }
            #expect(answer == "people.password.current")
            try await house.accounts.changePassword(
                mine.account, current: House.password, new: new, keeping: mine.session,
                from: House.home)
            #expect(try await house.sessions.resolve(mine.token) != nil)
            #expect(try await house.sessions.resolve(other.token) == nil)
            _ = try await signIn(house, "siti@example.id", new)
        }
    }

    @Test(
        "the present password cannot be guessed in a session that was left open",
        arguments: TestEngine.available)
    func guessingInside(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let mine = try await house.register("siti@example.id")
            var answers: [String?] = []
            for _ in 0..<10 {
                answers.append(
                    await refusal {
                        try await house.accounts.changePassword(
                            mine.account, current: "salah", new: "tujuh perahu kayu merah",
                            keeping: mine.session, from: House.home)
                    })
            }
            #expect(answers.prefix(8).allSatisfy { $0 == "people.password.current" })
            #expect(answers.suffix(2).allSatisfy { $0 == "people.proof.too-often" })
        }
    }
}
