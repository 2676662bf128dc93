import Cases
import City
import Contracts
import Kernel
import People
import Store
import Synchronization
import TestKit
import Testing

/// A signer that counts, and fails as often as it is told.
private final class Signer: Sendable {
    private let state = Mutex((signed: 0, opened: 0, failures: 0))

    init(failures: Int = 0) { state.withLock { $0.failures = failures } }

    var signed: Int { state.withLock { $0.signed } }
    var opened: Int { state.withLock { $0.opened } }

    struct Down: Error {}

    var hands: LetterHands {
        LetterHands(need: { _ in .passphrase }) { _, passphrase in
            guard passphrase == "benar" else {
                throw Refusal(.invalid, "case.letter.wrong_passphrase", field: "frasa")
            }
            self.state.withLock { $0.opened += 1 }
            return LetterHand { pdf, _ in
                try self.state.withLock {
                    guard $0.failures == 0 else {
                        $0.failures -= 1
                        throw Down()
                    }
                    $0.signed += 1
                }
                return pdf + Array("% tanda tangan".utf8)
            }
        }
    }
}

@Suite("Officials sign letters themselves")
struct OwnHandTests {
    /// The engine of the house with other hands.
    private static func cases(_ city: TestCity, _ hands: LetterHands) -> Cases {
        let own = city.house.cases
        return Cases(
            store: own.store, vault: own.vault, ledger: own.ledger, blobs: own.blobs,
            notices: own.notices, drafts: own.drafts, access: own.access, shelf: own.shelf,
            renderer: own.renderer, world: own.world, address: own.address, hands: hands)
    }

    private static func key(_ refusal: Refusal?) -> String? { refusal?.problems.first?.key }

    private static func letter(
        _ city: TestCity, _ id: CaseID
    ) async throws -> (state: String, blob: UUIDv7?) {
        let row = try await city.house.store.read("test.letter") { reader in
            try reader.row("SELECT state, blob FROM letters WHERE case_id = \(id)")
                .map { ($0.text(0), $0.isNull(1) ? nil : $0.uuid(1)) }
        }
        return try #require(row)
    }

    private static func waiting(_ city: TestCity) async throws -> Int64 {
        try await city.house.store.read("test.signings") { reader in
            try reader.row("SELECT COUNT(*) FROM letter_signings")?.int(0) ?? 0
        }
    }

    @Test(
        "without the passphrase, or with a wrong one, nothing is signed",
        arguments: TestEngine.available)
    func locked(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = Signer()
            let cases = Self.cases(city, signer.hands)
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let act = try await city.act(id, "dpmptsp-kepala")
            for (passphrase, key) in [
                (nil, "case.letter.passphrase"), ("", "case.letter.passphrase"),
                ("salah", "case.letter.wrong_passphrase"),
            ] {
                let refusal = await #expect(throws: Refusal.self) {
                    try await cases.decide(act, .sign, passphrase: passphrase)
                }
                #expect(Self.key(refusal) == key)
                #expect(refusal?.problems.first?.field == "frasa")
            }
            #expect(signer.signed == 0)
            #expect(try await Self.letter(city, id).state == "draft")
            try await cases.decide(act, .sign, passphrase: "benar")
            #expect(signer.signed == 1)
            let letter = try await Self.letter(city, id)
            #expect(letter.state == "issued")
            let blob = try await city.house.store.read("test.blob") { reader in
                try city.house.blobs.blob(try #require(letter.blob), in: reader)
            }
            let file = try await city.house.blobs.read(blob)
            #expect(String(decoding: file.suffix(14), as: UTF8.self) == "% tanda tangan")
            #expect(try await Self.waiting(city) == 0)
        }
    }

    @Test(
        "a signer that is down leaves the letter, and the next try signs it",
        arguments: TestEngine.available)
    func down(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = Signer(failures: 1)
            let cases = Self.cases(city, signer.hands)
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let act = try await city.act(id, "dpmptsp-kepala")
            let refusal = await #expect(throws: Refusal.self) {
                try await cases.decide(act, .sign, passphrase: "benar")
            }
            #expect(Self.key(refusal) == "case.letter.unsigned")
            #expect(try await Self.letter(city, id).state == "draft")
            #expect(try await Self.waiting(city) == 0)
            try await cases.decide(act, .sign, passphrase: "benar")
            #expect(try await Self.letter(city, id).state == "issued")
            #expect(signer.signed == 1)
        }
    }

    @Test(
        "what was signed is not signed again when the case could not move",
        arguments: TestEngine.available)
    func once(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = Signer()
            let cases = Self.cases(city, signer.hands)
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            // Whoever drafted may not decide: that is known only once the letter is signed.
            try await city.delegate("dpmptsp-kepala", to: "dpmptsp-analis-1", days: 2)
            let drafter = try await city.act(id, "dpmptsp-analis-1")
            for _ in 0..<2 {
                let refusal = await #expect(throws: Refusal.self) {
                    try await cases.decide(drafter, .sign, passphrase: "benar")
                }
                #expect(Self.key(refusal) == "case.four_eyes")
            }
            #expect(signer.signed == 1)
            #expect(try await Self.waiting(city) == 1)
            // Another hand: what lay there is forgotten.
            let head = try await city.act(id, "dpmptsp-kepala")
            try await cases.decide(head, .sign, passphrase: "benar")
            #expect(signer.signed == 2)
            #expect(try await Self.waiting(city) == 0)
            #expect(try await Self.letter(city, id).state == "issued")
        }
    }

    @Test("two presses at once ask the signer once", arguments: TestEngine.available)
    func twoPresses(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = Signer()
            let cases = Self.cases(city, signer.hands)
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let act = try await city.act(id, "dpmptsp-kepala")
            let passed = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            try await cases.decide(act, .sign, passphrase: "benar")
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(passed == 1)
            #expect(signer.signed == 1)
            #expect(try await Self.letter(city, id).state == "issued")
        }
    }

    @Test("many letters open the key once", arguments: TestEngine.available)
    func many(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = Signer(failures: 1)
            let cases = Self.cases(city, signer.hands)
            for number in 0..<3 {
                try await city.bring(try await city.submitted(number), to: .decide)
            }
            let head = try await city.officer("dpmptsp-kepala")
            let letters = try await cases.waitingLetters(of: head, page: 0).letters.map(\.item.seen)
            await #expect(throws: Refusal.self) {
                _ = try await cases.press(.sign, letters, by: head, passphrase: "salah")
            }
            let done = try await cases.press(.sign, letters, by: head, passphrase: "benar")
            #expect(done.signed == 2)
            #expect(done.reasons == ["case.letter.unsigned"])
            #expect(signer.opened == 1)
            #expect(signer.signed == 2)
            let rest = try await cases.waitingLetters(of: head, page: 0).letters.map(\.item.seen)
            #expect(rest.count == 1)
        }
    }

    @Test("a refusal is signed by the same hand", arguments: TestEngine.available)
    func refusal(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = Signer()
            let cases = Self.cases(city, signer.hands)
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            let act = try await city.act(id, "dpmptsp-kepala")
            try await cases.decide(
                act, .refuse(reason: "Lokasi tidak sesuai tata ruang."), passphrase: "benar")
            #expect(signer.signed == 1)
            #expect(try await Self.waiting(city) == 0)
            #expect(try await city.acts(id).contains(ActKind.refused.rawValue))
        }
    }
}
