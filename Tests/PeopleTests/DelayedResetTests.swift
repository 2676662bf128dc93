import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("A new password for an account that says more than its contact")
struct DelayedResetTests {
    private let new = "lima burung biru terbang"

    /// A proven citizen, for whom somebody with the code asks a new password.
    private func run(
        _ engine: TestEngine, _ body: (House, SignedIn, Contact) async throws -> Void
    ) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let owner = try await house.register("siti@example.id")
            try await store.write("test.level") { tx in
                _ = try tx.execute(
                    "UPDATE people_accounts SET level = 2 WHERE id = \(owner.account)")
            }
            let contact = try Contact(typed: "siti@example.id")
            let token = try await house.accounts.startReset(
                contact, language: .id, from: House.home)
            try await house.accounts.confirm(
                token, code: try #require(house.letters.code), from: House.home)
            let outcome = try await house.accounts.finishReset(
                token, password: new, from: House.home)
            #expect(outcome.signedIn == nil)
            try await body(house, owner, contact)
        }
    }

    private func opens(_ house: House, _ contact: Contact, _ password: String) async -> Bool {
        let outcome = try? await house.accounts.signIn(
            .contact(contact), password: password, from: House.home)
        return outcome?.signedIn != nil
    }

    @Test("counts a day later, and the owner is told before", arguments: TestEngine.available)
    func later(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, contact in
            #expect(house.letters.templates.last == .resetAsked)
            let session = try await house.sessions.resolve(owner.token)
            #expect(session != nil)
            #expect(await opens(house, contact, House.password))
            #expect(await !opens(house, contact, new))
            let pending = try await house.accounts.pendingReset(of: owner.account)
            #expect(pending != nil)
            house.pass(minutes: 24 * 60)
            #expect(await !opens(house, contact, House.password))
            #expect(await opens(house, contact, new))
            let settled = try await house.accounts.pendingReset(of: owner.account)
            #expect(settled == nil)
        }
    }

    @Test("is stopped by the link of the letter, once", arguments: TestEngine.available)
    func stoppedByLink(_ engine: TestEngine) async throws {
        try await run(engine) { house, _, contact in
            let text = try #require(house.letters.all.last?.values["token"])
            let token = try #require(SecretToken(text: text))
            #expect(try await house.accounts.stopReset(token))
            #expect(try await !house.accounts.stopReset(token))
            house.pass(minutes: 25 * 60)
            #expect(await !opens(house, contact, new))
            #expect(await opens(house, contact, House.password))
        }
    }

    @Test("is stopped by whoever is signed in", arguments: TestEngine.available)
    func stoppedFromInside(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, contact in
            try await house.accounts.stopReset(of: owner.account)
            house.pass(minutes: 25 * 60)
            #expect(await !opens(house, contact, new))
        }
    }

    @Test(
        "does not come back after the owner has changed the password",
        arguments: TestEngine.available)
    func changedMeanwhile(_ engine: TestEngine) async throws {
        try await run(engine) { house, owner, contact in
            let own = "tujuh perahu kayu merah"
            try await house.accounts.changePassword(
                owner.account, current: House.password, new: own, keeping: owner.session,
                from: House.home)
            let pending = try await house.accounts.pendingReset(of: owner.account)
            #expect(pending == nil)
            house.pass(minutes: 25 * 60)
            #expect(await !opens(house, contact, new))
            #expect(await opens(house, contact, own))
        }
    }
}
