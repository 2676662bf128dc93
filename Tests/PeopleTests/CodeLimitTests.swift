import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Codes: how often they are sent and typed")
struct CodeLimitTests {
    private func stranger(_ number: Int) -> Visitor {
        Visitor(address: "198.51.\(number / 250).\(number % 250 + 1)", agent: "Stranger")
    }

    private func ask(_ house: House, _ contact: Contact, _ visitor: Visitor) async -> String? {
        await refusal {
            _ = try await house.accounts.startReset(contact, language: .id, from: visitor)
        }
    }

    @Test(
        "strangers who use up the codes of a contact leave some for the owner and for new networks",
        arguments: TestEngine.available)
    func strangers(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.register("siti@example.id")
            let contact = try Contact(typed: "siti@example.id")
            for number in 0..<3 {
                for _ in 0..<12 { _ = await ask(house, contact, stranger(number)) }
            }
            #expect(await ask(house, contact, stranger(0)) == "people.code.too-often")
            // Where the owner signed in before there are five, whatever strangers do.
            for _ in 0..<5 { #expect(await ask(house, contact, House.home) == nil) }
            #expect(await ask(house, contact, House.home) == "people.code.too-often")
            // Elsewhere the first two.
            let cafe = Visitor(address: "203.0.113.200", agent: "Firefox")
            #expect(await ask(house, contact, cafe) == nil)
            #expect(await ask(house, contact, cafe) == nil)
            #expect(await ask(house, contact, cafe) == "people.code.too-often")
        }
    }

    @Test("a mailbox bears so many first codes from everywhere, and no more")
    func flood() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            let contact = try Contact(typed: "siti@example.id")
            _ = try await house.register("siti@example.id")
            let before = house.letters.all.count
            for number in 0..<60 {
                for _ in 0..<3 { _ = await ask(house, contact, stranger(number)) }
            }
            // Four of the five for all, since registering took one, and thirty first ones.
            #expect(house.letters.all.count - before == 34)
            #expect(await ask(house, contact, House.home) == nil)
        }
    }

    @Test(
        "many wrong codes in a network leave one try at each code, and the right one is taken",
        arguments: TestEngine.available)
    func wrongHere(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let accounts = house.accounts
            /// A way to an account, and its right code.
            func way(_ number: Int) async throws -> (SecretToken, String) {
                let contact = try Contact(typed: "warga\(number)@example.id")
                let token = try await accounts.startRegistration(
                    contact, language: .id, from: stranger(number))
                return (token, try #require(house.letters.code))
            }
            func type(_ token: SecretToken, _ code: String) async -> String? {
                await refusal {
                    try await accounts.confirm(token, code: code, from: House.home)
                }
            }
            func wrong(_ code: String) -> String { code == "000001" ? "000002" : "000001" }
            for number in 0..<6 {
                let (token, code) = try await way(number)
                for _ in 0..<5 { _ = await type(token, wrong(code)) }
            }
            let (token, code) = try await way(7)
            #expect(await type(token, wrong(code)) == "people.code.wrong")
            #expect(await type(token, code) == "people.code.slow")
            let (honest, right) = try await way(8)
            #expect(await type(honest, right) == nil)
            // It drains, and the code was not lost.
            house.pass(minutes: 2)
            #expect(await type(token, code) == nil)
        }
    }
}
