import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Registering")
struct RegistrationTests {
    @Test(
        "a contact, its code, a name and a password make an account of level 0",
        arguments: TestEngine.available)
    func wholeWay(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let signedIn = try await house.register("siti@example.id")
            let citizen = try #require(try await house.accounts.citizen(signedIn.account))
            #expect(citizen.name == "Siti Aminah")
            #expect(citizen.level == .contact)
            #expect(citizen.contact.address == "siti@example.id")
            let session = try await house.sessions.resolve(signedIn.token)
            #expect(session?.account == signedIn.account)
        }
    }

    @Test(
        "a known contact gets the same answer and a letter without a code",
        arguments: TestEngine.available)
    func knownContact(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.register("siti@example.id")
            let contact = try Contact(typed: "SITI@example.id")
            let token = try await house.accounts.startRegistration(
                contact, language: .id, from: House.home)
            #expect(house.letters.all.last?.template == .alreadyRegistered)
            #expect(house.letters.all.last?.values.isEmpty == true)
            let answer = await refusal {
                try await house.accounts.confirm(token, code: "123456", from: House.home)
            }
            #expect(answer == "people.code.wrong")
        }
    }

    @Test(
        "a reset for an unknown contact sends nothing and looks the same",
        arguments: TestEngine.available)
    func unknownReset(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let contact = try Contact(typed: "0812 3456 7890")
            let token = try await house.accounts.startReset(
                contact, language: .id, from: House.home)
            #expect(house.letters.all.isEmpty)
            let answer = await refusal {
                try await house.accounts.confirm(token, code: "000000", from: House.home)
            }
            #expect(answer == "people.code.wrong")
        }
    }

    @Test(
        "five wrong codes end the flow, also for the right code, and tries at once share them",
        arguments: TestEngine.available)
    func bruteForce(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let contact = try Contact(typed: "siti@example.id")
            let token = try await house.accounts.startRegistration(
                contact, language: .id, from: House.home)
            let code = try #require(house.letters.code)
            let wrong = code == "000001" ? "000002" : "000001"
            let answers = await withTaskGroup(of: String?.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        await refusal {
                            try await house.accounts.confirm(token, code: wrong, from: House.home)
                        }
                    }
                }
                return await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(answers.filter { $0 == "people.code.wrong" }.count == 4)
            #expect(answers.filter { $0 == "people.code.exhausted" }.count == 8)
            let late = await refusal {
                try await house.accounts.confirm(token, code: code, from: House.home)
            }
            #expect(late == "people.code.exhausted")
        }
    }

    @Test("a code runs out after 15 minutes and cannot be skipped", arguments: TestEngine.available)
    func expiry(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let contact = try Contact(typed: "siti@example.id")
            let token = try await house.accounts.startRegistration(
                contact, language: .id, from: House.home)
            let skipped = await refusal {
                _ = try await house.accounts.finishRegistration(
                    token, name: "Siti", password: House.password, from: House.home)
            }
            #expect(skipped == "people.code.expired")
            house.pass(minutes: 15)
            let code = try #require(house.letters.code)
            let late = await refusal {
                try await house.accounts.confirm(token, code: code, from: House.home)
            }
            #expect(late == "people.code.expired")
        }
    }

    @Test(
        "codes to one contact are limited, and come back one by one",
        arguments: TestEngine.available)
    func throttle(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let contact = try Contact(typed: "siti@example.id")
            func ask() async -> String? {
                await refusal {
                    _ = try await house.accounts.startRegistration(
                        contact, language: .id, from: House.home)
                }
            }
            for _ in 0..<5 { #expect(await ask() == nil) }
            #expect(await ask() == "people.code.too-often")
            house.pass(minutes: 20)
            #expect(await ask() == nil)
            #expect(await ask() == "people.code.too-often")
        }
    }

    @Test(
        "a reset changes the password, ends the other sessions and tells the person",
        arguments: TestEngine.available)
    func reset(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let first = try await house.register("siti@example.id")
            let contact = try Contact(typed: "siti@example.id")
            let token = try await house.accounts.startReset(
                contact, language: .id, from: House.home)
            try await house.accounts.confirm(
                token, code: try #require(house.letters.code), from: House.home)
            let outcome = try await house.accounts.finishReset(
                token, password: "lima burung biru terbang", from: House.home)
            let second = try #require(outcome.signedIn)
            #expect(try await house.sessions.resolve(first.token) == nil)
            #expect(try await house.sessions.resolve(second.token) != nil)
            #expect(house.letters.templates.last == .passwordChanged)
            let again = await refusal {
                _ = try await house.accounts.finishReset(
                    token, password: "lima burung biru terbang", from: House.home)
            }
            #expect(again == "people.code.expired")
        }
    }

    @Test(
        "no plain name, contact, network or code is in the database",
        arguments: TestEngine.available)
    func sealed(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.register("siti.rahasia@example.id", name: "Siti Rahasia")
            let phone = try Contact(typed: "081298765432")
            _ = try await house.accounts.startRegistration(phone, language: .en, from: House.home)
            let code = try #require(house.letters.code)
            let cells = try await store.read("all") { reader -> [SQLValue] in
                let tables: [SQL] = [
                    "SELECT * FROM people_accounts", "SELECT * FROM people_flows",
                    "SELECT * FROM people_sessions", "SELECT * FROM people_throttles",
                    "SELECT * FROM ledger",
                ]
                return try tables.flatMap { try reader.rows($0) }.flatMap { row in
                    (0..<row.count).map(row.value)
                }
            }
            let bytes = cells.flatMap { cell -> [UInt8] in
                switch cell {
                case .text(let text): Array(text.lowercased().utf8) + [0]
                case .bytes(let bytes): bytes + [0]
                default: []
                }
            }
            for secret in ["rahasia", "siti", "81298765432", "203.0.113", code, "kuda hijau"] {
                #expect(!bytes.contains(Array(secret.utf8)), "\(secret) is there in plain")
            }
        }
    }
}
