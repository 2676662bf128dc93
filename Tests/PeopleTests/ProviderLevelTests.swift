import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Level 2 by a provider")
struct ProviderLevelTests {
    private static let rules = ProviderRules(
        code: "ikd", serves: .citizen, level: .proven, nikClaim: "nik")

    private func person(_ subject: String, nik: String?) -> VouchedPerson {
        VouchedPerson(
            issuer: "https://ikd.example", subject: subject, name: "Budi Contoh",
            email: "\(subject)@contoh.example",
            claims: nik.map { ["nik": .string($0)] } ?? [:])
    }

    private func signIn(_ person: VouchedPerson, _ house: House) async throws -> AccountID {
        let outcome = try await house.accounts.signIn(
            person, by: Self.rules, language: .id, from: House.home, replacing: nil)
        return try #require(outcome.signedIn).account
    }

    @Test("the claim fills the NIK, and whoever named it before falls back")
    func claim() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            let first = try await house.register("satu@contoh.example").account
            try await house.accounts.match(
                first, LevelTests.claim(), by: ScriptedRegister().lookup, from: House.home)
            let account = try await signIn(person("budi", nik: LevelTests.nik), house)
            let standing = try #require(try await house.accounts.levelStanding(of: account))
            #expect(standing.level == .proven)
            #expect(standing.maskedNIK == "3271********0001")
            #expect(standing.way == .provider)
            #expect(try await house.accounts.citizen(first)?.level == .contact)
            #expect(house.letters.templates.contains(.levelLost))
        }
    }

    @Test("without a claim, or with nonsense in it, nobody is proven")
    func without() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            for (subject, nik) in [("a", nil), ("b", "12"), ("c", "3271037208900001")] {
                let account = try await signIn(person(subject, nik: nik), house)
                let standing = try #require(try await house.accounts.levelStanding(of: account))
                #expect(standing.level == .contact)
                #expect(standing.maskedNIK == nil)
            }
        }
    }

    @Test("an account that is proven becomes nobody else's")
    func other() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            _ = try await signIn(person("budi", nik: LevelTests.nik), house)
            #expect(
                await refusal {
                    _ = try await signIn(person("budi", nik: "3579015704920002"), house)
                } == "people.provider.other-person")
        }
    }
}
