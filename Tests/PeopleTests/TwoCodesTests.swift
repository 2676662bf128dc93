import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("A new password for an account with two contacts")
struct TwoCodesTests {
    private static let new = "lima burung biru terbang"

    /// A proven account with a mail address and a mobile number.
    private func run(
        _ engine: TestEngine, isProven: Bool = true,
        _ body: (House, SignedIn, (mail: Contact, phone: Contact)) async throws -> Void
    ) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let owner = try await house.register("siti@example.id")
            if isProven { try await house.prove(owner.account) }
            let phone = try Contact(typed: "0812 3456 7890")
            let token = try await house.accounts.startContact(
                phone, as: .second, of: owner.account, from: House.home)
            try await house.accounts.finishContact(
                token, code: try #require(house.letters.code), of: owner.account)
            try await body(house, owner, (try Contact(typed: "siti@example.id"), phone))
        }
    }

    /// Asks for a new password by one contact, and types its code.
    private func begin(_ house: House, _ contact: Contact) async throws -> SecretToken {
        let token = try await house.accounts.startReset(
            contact, language: .id, from: House.home)
        let code = try #require(house.letters.code)
        #expect(house.letters.all.last?.contact == contact)
        try await house.accounts.confirm(token, code: code, from: House.home)
        return token
    }

    private func finish(_ house: House, _ token: SecretToken) async throws -> Int64? {
        let outcome = try await house.accounts.finishReset(
            token, password: Self.new, from: House.home)
        guard case .later(let moment) = outcome else { return nil }
        return moment.milliseconds(since: house.world.now) / 3_600_000
    }

    @Test("both codes: twelve hours, a stop in a letter to each", arguments: TestEngine.available)
    func both(_ engine: TestEngine) async throws {
        try await run(engine) { house, _, contacts in
            for (asked, other) in [
                (contacts.mail, contacts.phone), (contacts.phone, contacts.mail),
            ] {
                let token = try await begin(house, asked)
                #expect(house.letters.all.last?.contact == other)
                let state = try await house.accounts.flow(token)
                #expect(state?.other == OtherChannel(contact: other.masked, isConfirmed: false))
                try await house.accounts.confirmOther(
                    token, code: try #require(house.letters.code), from: House.home)
                #expect(try await finish(house, token) == 12)
                let letters = house.letters.all.suffix(2)
                #expect(letters.map(\.template) == [.resetAsked, .resetAsked])
                #expect(Set(letters.map(\.contact)) == [asked, other])
                let stop = letters.compactMap { $0.values["token"] }
                #expect(stop.count == 2)
            }
            house.pass(minutes: 12 * 60)
            #expect(await house.opens(contacts.phone, Self.new))
            #expect(await !house.opens(contacts.mail, House.password))
        }
    }

    @Test(
        "a thief with the phone only waits a day, and the mail stops it",
        arguments: TestEngine.available)
    func phoneOnly(_ engine: TestEngine) async throws {
        for isProven in [true, false] {
            try await run(engine, isProven: isProven) { house, owner, contacts in
                let token = try await begin(house, contacts.phone)
                #expect(try await finish(house, token) == 24)
                let mail = house.letters.all.last {
                    $0.template == .resetAsked && $0.contact == contacts.mail
                }
                let stop = try #require(mail?.values["token"].flatMap(SecretToken.init(text:)))
                #expect(try await house.accounts.stopReset(stop))
                house.pass(minutes: 25 * 60)
                #expect(await !house.opens(contacts.phone, Self.new))
                #expect(await house.opens(contacts.mail, House.password))
                #expect(try await house.accounts.pendingReset(of: owner.account) == nil)
            }
        }
    }

    @Test("an account that says no more than its contacts opens at once with both codes")
    func levelZero() async throws {
        try await run(.sqlite, isProven: false) { house, _, contacts in
            let token = try await begin(house, contacts.mail)
            try await house.accounts.confirmOther(
                token, code: try #require(house.letters.code), from: House.home)
            #expect(try await finish(house, token) == nil)
            #expect(await house.opens(contacts.mail, Self.new))
        }
    }

    @Test(
        "codes are not exchanged, tries at once share one count, and a code runs out",
        arguments: TestEngine.available)
    func tries(_ engine: TestEngine) async throws {
        try await run(engine) { house, _, contacts in
            let accounts = house.accounts
            let asked = try await accounts.startReset(
                contacts.mail, language: .id, from: House.home)
            let first = try #require(house.letters.code)
            // Before the first code the second has nothing to say.
            #expect(await other(house, asked, first) == "people.code.expired")
            try await accounts.confirm(asked, code: first, from: House.home)
            let second = try #require(house.letters.code)
            let wrong = [first, "000001", "000002"].first { $0 != second } ?? ""
            let answers = await withTaskGroup(of: String?.self) { group in
                for _ in 0..<12 {
                    group.addTask { await other(house, asked, wrong) }
                }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(answers.filter { $0 == "people.code.wrong" }.count == 4)
            #expect(answers.filter { $0 == "people.code.exhausted" }.count == 8)
            #expect(await other(house, asked, second) == "people.code.exhausted")
            #expect(try await finish(house, asked) == 24)
            let late = try await begin(house, contacts.mail)
            let code = try #require(house.letters.code)
            house.pass(minutes: 15)
            #expect(await other(house, late, code) == "people.code.expired")
        }
    }

    private func other(_ house: House, _ token: SecretToken, _ code: String) async -> String? {
        await refusal {
            try await house.accounts.confirmOther(token, code: code, from: House.home)
        }
    }
}
