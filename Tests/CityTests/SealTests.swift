import Cases
import City
import Contracts
import Kernel
import Signatures
import Store
import TestKit
import Testing

@Suite("The city's seal under its letters")
struct SealTests {
    @Test("each letter proves itself, and says in its data what it prints")
    func sealed() async throws {
        try await TestCity.run(seal: .demo) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .handover)
            let file = try #require(try await city.issuedLetter(of: id))
            let verifier = PDFVerifier(
                trust: city.house.settings.trust.current, now: city.clock.now.adding(hours: 24))
            let report = verifier.verify(file)
            #expect(report.verdict == .valid, "\(report)")
            #expect(report.signatures.count == 1)
            let data = try JSONValue(parsing: try #require(LetterData.bytes(in: file)))
            let number = try await city.house.store.read("test.number") { reader in
                try reader.row("SELECT number FROM letters WHERE case_id = \(id)")?.text(0)
            }
            #expect(data["number"]?.stringValue == number)
            var forged = file
            forged[200] ^= 1
            #expect(verifier.verify(forged).verdict != .valid)
        }
    }

    @Test("a seal that cannot sign leaves the letter and its number where they were")
    func down() async throws {
        try await TestCity.run(seal: .demo) { city in
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            // The certificate of the seal lives for three years.
            city.wait(days: 1_200)
            let refusal = await #expect(throws: Refusal.self) {
                try await city.bring(id, to: .handover)
            }
            #expect(refusal?.problems.first?.key == "case.letter.unsealed", "\(refusal as Any)")
            let letter = try await city.house.store.read("test.letter") { reader in
                try reader.row(
                    "SELECT state, number FROM letters WHERE case_id = \(id)"
                ).map { ($0.text(0), $0.optionalText(1)) }
            }
            #expect(letter?.0 == "draft")
            #expect(letter?.1 != nil)
        }
    }

    @Test("a seal without its file, or without its root, is said at the start")
    func missing() async throws {
        let none = SealSource.file(path: "/nowhere/seal.p12", passphrase: "x")
        await #expect(throws: OperatingProblem.self) {
            try await TestCity.run(seal: none) { _ in }
        }
    }
}
