import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

@Suite("Letters taken back")
struct RevokeTests {
    private static func proof(_ city: TestCity, _ id: CaseID) async throws -> LetterProof {
        let code = try await city.house.store.read("test.code") { reader in
            try reader.row(
                "SELECT code FROM letters WHERE case_id = \(id) AND code IS NOT NULL")?.text(0)
        }
        let found = try await city.house.cases.proof(of: try TrackingCode(try #require(code)))
        return try #require(found)
    }

    private static func number(_ city: TestCity, _ id: CaseID) async throws -> String {
        let number = try await city.house.store.read("test.number") { reader in
            try reader.row(
                "SELECT number FROM letters WHERE case_id = \(id) AND state <> 'draft'")?.text(0)
        }
        return try #require(number)
    }

    /// A research permit whose letter was issued and handed over.
    private static func granted(_ city: TestCity, _ n: Int = 0) async throws -> CaseID {
        let id = try await city.submitted(n)
        try await city.bring(id, to: .handover)
        try await city.passStep(id)
        return id
    }

    @Test(
        "the post that decided takes a letter back; the public reads the ground at once",
        arguments: TestEngine.available)
    func revoked(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await Self.granted(city)
            #expect(try await Self.proof(city, id).standing == .valid)
            let cases = city.house.cases
            let clerk = try await city.act(id, "dpmptsp-loket-1")
            let refused = await #expect(throws: Refusal.self) {
                try await cases.revokeLetter(clerk, .mistake, words: "Keliru.")
            }
            #expect(refused?.kind == .forbidden)
            let head = try await city.act(id, "dpmptsp-kepala")
            for (ground, words) in [(RevocationGround.mistake, " "), (.reopened, "Keliru.")] {
                await #expect(throws: Refusal.self) {
                    try await cases.revokeLetter(head, ground, words: words)
                }
            }
            #expect(try await Self.proof(city, id).standing == .valid)
            try await cases.revokeLetter(head, .mistake, words: "Nama lembaga keliru.")
            let proof = try await Self.proof(city, id)
            #expect(proof.standing == .revoked)
            #expect(proof.ground == .mistake)
            #expect(proof.revoked == Day(city.clock.now, in: .wib))
            #expect(try await city.acts(id).last == ActKind.letterRevoked.rawValue)
            #expect(try await city.standing(id).record.outcome == .granted)
            let again = try await city.act(id, "dpmptsp-kepala")
            let twice = await #expect(throws: Refusal.self) {
                try await cases.revokeLetter(again, .mistake, words: "Sekali lagi.")
            }
            #expect(twice?.problems.first?.key == "case.revoke.none")
        }
    }

    @Test(
        "a letter in the place of another must have been issued", arguments: TestEngine.available)
    func replaced(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let old = try await Self.granted(city)
            let new = try await Self.granted(city, 1)
            let cases = city.house.cases
            let number = try await Self.number(city, new)
            let own = try await Self.number(city, old)
            let head = try await city.act(old, "dpmptsp-kepala")
            for wrong in ["", "503/0000/IP/X/2026", own] {
                let refusal = await #expect(throws: Refusal.self) {
                    try await cases.revokeLetter(
                        head, .replaced, words: "Ada surat baru.", successor: wrong)
                }
                #expect(refusal?.problems.first?.field == "successor")
            }
            try await cases.revokeLetter(
                head, .replaced, words: "Ada surat baru.", successor: " \(number) ")
            let proof = try await Self.proof(city, old)
            #expect(proof.standing == .replaced)
            #expect(proof.successor == number)
            #expect(try await Self.proof(city, new).standing == .valid)
        }
    }
}
