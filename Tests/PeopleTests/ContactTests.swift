import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Two contacts of one account")
struct ContactTests {
    private static let thief = Visitor(address: "198.51.100.9", agent: "Thief")
    private static let new = "lima burung biru terbang"

    private func run(
        _ engine: TestEngine, _ body: (House, SignedIn, Contact) async throws -> Void
    ) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let owner = try await house.register("siti@example.id")
            try await body(house, owner, try Contact(typed: "siti@example.id"))
        }
    }

    @Test(
        "a second contact is confirmed by its code, told to the first, found and sealed",
        arguments: TestEngine.available)
    func second(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, first in
            let phone = try Contact(typed: "0812 3456 7890")
            let token = try await house.accounts.startContact(
                phone, as: .second, of: owner.account, from: House.home)
            let code = try #require(house.letters.code)
            #expect(house.letters.all.last?.contact == phone)
            let wrong = code == "000001" ? "000002" : "000001"
            #expect(await finish(house, token, wrong, owner.account) == "people.proof.wrong")
            #expect(await finish(house, token, code, owner.account) == nil)
            #expect(await finish(house, token, code, owner.account) == "people.step.expired")
            #expect(house.letters.all.last?.template == .contactAdded)
            #expect(house.letters.all.last?.contact == first)
            let standing = try await house.accounts.contactStanding(of: owner.account)
            #expect(standing?.second == phone.masked)
            // It is a name to sign in with, and nobody else registers it.
            #expect(await house.opens(phone, House.password))
            _ = try await house.accounts.startRegistration(
                phone, language: .id, from: Self.thief)
            #expect(house.letters.all.last?.template == .alreadyRegistered)
            try await expectSealed(house, owner.account, phone)
            try await house.accounts.removeSecondContact(of: owner.account)
            #expect(
                house.letters.all.suffix(2).map(\.template) == [.contactRemoved, .contactRemoved])
            #expect(Set(house.letters.all.suffix(2).map(\.contact)) == [first, phone])
            #expect(await !house.opens(phone, House.password))
        }
    }

    private func told(_ house: House, _ template: AccountLetter.Template) -> Set<Contact> {
        Set(house.letters.all.filter { $0.template == template }.map(\.contact))
    }

    private func finish(
        _ house: House, _ token: SecretToken, _ code: String, _ account: AccountID
    ) async -> String? {
        await refusal { try await house.accounts.finishContact(token, code: code, of: account) }
    }

    private func expectSealed(
        _ house: House, _ account: AccountID, _ contact: Contact
    ) async throws {
        let row = try #require(
            try await house.store.read("test.second") {
                try $0.row("SELECT second, second_index FROM people_accounts WHERE id = \(account)")
            })
        for column in 0..<2 {
            let text = String(decoding: row.bytes(column), as: UTF8.self)
            #expect(!text.contains(contact.address) && !text.contains("3456"))
        }
        let held = try await house.store.read("test.held") { reader in
            try house.accounts.held(account, in: reader)
        }
        #expect(held?.secondContact == contact)
    }

    @Test(
        "somebody else's contact gets a letter and no code; of two who take one, one has it",
        arguments: TestEngine.available)
    func taken(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, _ in
            let other = try await house.register("budi@example.id", name: "Budi")
            let budi = try Contact(typed: "budi@example.id")
            let token = try await house.accounts.startContact(
                budi, as: .second, of: owner.account, from: House.home)
            #expect(house.letters.all.last?.template == .alreadyRegistered)
            #expect(try await house.accounts.contactStep(token, of: owner.account) == budi.masked)
            // Both ask for the same free contact, and both have its code.
            let free = try Contact(typed: "0812 3456 7890")
            var ways: [(AccountID, SecretToken, String)] = []
            for account in [owner.account, other.account] {
                let token = try await house.accounts.startContact(
                    free, as: .second, of: account, from: House.home)
                ways.append((account, token, try #require(house.letters.code)))
            }
            let answers = await withTaskGroup(of: String?.self) { group in
                for (account, token, code) in ways {
                    group.addTask { await finish(house, token, code, account) }
                }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(answers.filter { $0 == nil }.count == 1)
            #expect(answers.contains("people.contact.taken"))
            // A step belongs to its account.
            #expect(
                try await house.accounts.contactStep(token, of: other.account) == nil)
        }
    }

    @Test(
        "a thief who changes the first contact is undone by the former one",
        arguments: TestEngine.available)
    func undone(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, first in
            let accounts = house.accounts
            let phone = try Contact(typed: "0812 3456 7890")
            try await change(house, owner.account, to: phone)
            let letter = try #require(house.letters.all.last { $0.template == .contactChanged })
            #expect(letter.contact == first)
            #expect(await house.opens(phone, House.password))
            #expect(await !house.opens(first, House.password))
            // Nobody takes the former contact meanwhile.
            _ = try await accounts.startRegistration(first, language: .id, from: Self.thief)
            #expect(house.letters.all.last?.contact == first)
            let again = await refusal {
                _ = try await accounts.startContact(
                    try Contact(typed: "lain@example.id"), as: .first, of: owner.account,
                    from: Self.thief)
            }
            #expect(again == "people.contact.waiting")
            // The thief asks for a new password: it waits, and the former contact hears of it.
            let reset = try await accounts.startReset(phone, language: .id, from: Self.thief)
            try await accounts.confirm(
                reset, code: try #require(house.letters.code), from: Self.thief)
            let outcome = try await accounts.finishReset(
                reset, password: Self.new, from: Self.thief)
            #expect(outcome.signedIn == nil)
            #expect(house.letters.all.suffix(2).map(\.template) == [.resetAsked, .resetAsked])
            #expect(house.letters.all.suffix(2).map(\.contact) == [phone, first])
            let token = try #require(letter.values["token"].flatMap(SecretToken.init(text:)))
            #expect(try await accounts.undoContact(token))
            #expect(try await !accounts.undoContact(token))
            #expect(await house.opens(first, House.password))
            #expect(await !house.opens(phone, House.password))
            house.pass(minutes: 25 * 60)
            #expect(await !house.opens(first, Self.new))
        }
    }

    private func change(
        _ house: House, _ account: AccountID, to contact: Contact, as place: ContactPlace = .first
    ) async throws {
        let token = try await house.accounts.startContact(
            contact, as: place, of: account, from: House.home)
        try await house.accounts.finishContact(
            token, code: try #require(house.letters.code), of: account)
    }

    @Test(
        "undone, a password that was chosen since counts no more, and every contact hears of it",
        arguments: TestEngine.available)
    func undoneWithPassword(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, first in
            let phone = try Contact(typed: "0812 3456 7890")
            try await change(house, owner.account, to: phone)
            let letter = try #require(
                house.letters.all.last { $0.template == .contactChanged && $0.contact == first })
            house.pass(minutes: 5)
            try await house.accounts.changePassword(
                owner.account, current: House.password, new: Self.new, keeping: owner.session,
                from: Self.thief)
            #expect(await house.opens(phone, Self.new))
            let link = try #require(letter.values["token"].flatMap(SecretToken.init(text:)))
            #expect(try await house.accounts.undoContact(link))
            #expect(told(house, .contactUndone) == [first, phone])
            #expect(await !house.opens(first, House.password))
            #expect(await !house.opens(first, Self.new))
            #expect(await !house.opens(phone, House.password))
            #expect(await !house.opens(phone, Self.new))
        }
    }

    @Test("after a day the former contact is free and undoes nothing")
    func late() async throws {
        try await run(.sqlite) { house, owner, first in
            try await change(house, owner.account, to: try Contact(typed: "0812 3456 7890"))
            let letter = try #require(house.letters.all.last { $0.template == .contactChanged })
            let token = try #require(letter.values["token"].flatMap(SecretToken.init(text:)))
            house.pass(minutes: 24 * 60)
            #expect(try await !house.accounts.undoContact(token))
            _ = try await house.register("siti@example.id", name: "Siti Lain")
            try await house.accounts.sweep()
            let kept = try await house.store.read("test.kept") {
                try $0.row("SELECT COUNT(*) FROM people_contact_changes")?.int(0)
            }
            #expect(kept == 0)
            #expect(first.address == "siti@example.id")
        }
    }

    @Test("erasing takes the second contact and the former one", arguments: TestEngine.available)
    func erased(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, first in
            let account = owner.account
            let phone = try Contact(typed: "0812 3456 7890")
            try await change(house, account, to: phone, as: .second)
            try await change(house, account, to: try Contact(typed: "baru@example.id"))
            let letters = house.letters.all.suffix(2)
            #expect(letters.map(\.template) == [.contactChanged, .contactChanged])
            #expect(Set(letters.map(\.contact)) == [first, phone])
            for contact in [first, phone] {
                _ = try await house.accounts.startReset(contact, language: .id, from: House.home)
            }
            try await house.store.write("test.erase") { tx in
                _ = try house.accounts.erase(account, in: tx)
            }
            let left = try await house.store.read("test.left") { reader in
                try [
                    "SELECT COUNT(*) FROM people_contact_changes",
                    "SELECT COUNT(*) FROM people_flows",
                    """
                    SELECT COUNT(*) FROM people_accounts WHERE second IS NOT NULL \
                    OR second_index IS NOT NULL OR second_kind IS NOT NULL
                    """,
                ].map { (sql: SQL) in try reader.row(sql)?.int(0) }
            }
            #expect(left == [0, 0, 0])
        }
    }
}
