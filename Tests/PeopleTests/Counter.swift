import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

/// A proven citizen, and two officers who may prove who citizens are.
struct Counter {
    static let nik = "3271031708900001"
    static let thief = Visitor(address: "198.51.100.9", agent: "Thief")

    let house: House
    let owner: SignedIn
    let contact: Contact
    let officer: Officer
    let colleague: Officer
    let desk: CounterDesk

    static func run(
        _ engine: TestEngine, _ body: (Counter) async throws -> Void
    ) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let owner = try await house.register("siti@example.id")
            try await house.prove(owner.account)
            let clerks = try await house.clerks()
            try await body(
                Counter(
                    house: house, owner: owner, contact: try Contact(typed: "siti@example.id"),
                    officer: clerks[0], colleague: clerks[1],
                    desk: CounterDesk(
                        accounts: house.accounts, directory: house.directory,
                        access: AccessLog(store: store, world: house.world), zone: .wib)))
        }
    }

    func visit() async throws -> RecoveryVisitID {
        try await desk.findProven(try NIK(Self.nik), by: officer)
    }

    func code() async throws -> RecoveryCode {
        try await desk.giveCode(
            try await visit(), isCardShown: true, isFaceCompared: true, by: officer)
    }

    func opens(_ contact: Contact, _ password: String) async -> Bool {
        await house.opens(contact, password)
    }
}

extension House {
    /// Raises an account to level 2, as a counter does.
    func prove(_ account: AccountID) async throws {
        try await store.write("test.prove") { tx in
            let row = try #require(try AccountRow.find(account, in: tx))
            try accounts.set(
                try NIK(Counter.nik), "Siti Aminah", .proven, by: .counter, of: row, in: tx)
        }
    }

    /// Whether a password opens the account of a contact.
    func opens(_ contact: Contact, _ password: String, from visitor: Visitor = home) async -> Bool {
        let outcome = try? await accounts.signIn(
            .contact(contact), password: password, from: visitor)
        return outcome?.signedIn != nil
    }
}
