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

    /// A letter that waits for the head, and the signer.
    private struct Scene {
        let city: TestCity
        let signer: Signer
        let cases: Cases
        let id: CaseID

        func act(_ post: String = "dpmptsp-kepala") async throws -> OfficerAct {
            try await city.act(id, post)
        }

        var letterState: String? {
            get async throws {
                try await city.house.store.read("test.letter") { reader in
                    try reader.row("SELECT state FROM letters WHERE case_id = \(id)")?.text(0)
                }
            }
        }

        /// Files and claims that wait for their case to move.
        var waiting: Int64? {
            get async throws {
                try await city.house.store.read("test.signings") { reader in
                    try reader.row("SELECT COUNT(*) FROM letter_signings")?.int(0)
                }
            }
        }

        /// The key of what a decision is refused with.
        func refusal(
            _ act: OfficerAct, _ passphrase: String?,
            _ place: SourceLocation = #_sourceLocation
        ) async -> Refusal.Problem? {
            let refusal = await #expect(throws: Refusal.self, sourceLocation: place) {
                try await cases.decide(act, .sign, passphrase: passphrase)
            }
            return refusal?.problems.first
        }
    }

    private func scene(
        _ engine: TestEngine, failures: Int = 0, _ body: (Scene) async throws -> Void
    ) async throws {
        try await TestCity.run(on: engine) { city in
            let signer = Signer(failures: failures)
            let id = try await city.submitted()
            try await city.bring(id, to: .decide)
            try await body(
                Scene(
                    city: city, signer: signer, cases: Self.cases(city, signer.hands), id: id))
        }
    }

    @Test(
        "without the passphrase, or with a wrong one, nothing is signed",
        arguments: TestEngine.available)
    func locked(engine: TestEngine) async throws {
        try await scene(engine) { scene in
            let act = try await scene.act()
            for (passphrase, key) in [
                (nil, "case.letter.passphrase"), ("", "case.letter.passphrase"),
                ("salah", "case.letter.wrong_passphrase"),
            ] {
                let problem = await scene.refusal(act, passphrase)
                #expect(problem?.key == key)
                #expect(problem?.field == "frasa")
            }
            #expect(scene.signer.signed == 0)
            #expect(try await scene.letterState == "draft")
            try await scene.cases.decide(act, .sign, passphrase: "benar")
            #expect(scene.signer.signed == 1)
            #expect(try await scene.letterState == "issued")
            let file = try #require(try await scene.city.issuedLetter(of: scene.id))
            #expect(String(decoding: file.suffix(14), as: UTF8.self) == "% tanda tangan")
            #expect(try await scene.waiting == 0)
        }
    }

    @Test(
        "a signer that is down leaves the letter, and the next try signs it",
        arguments: TestEngine.available)
    func down(engine: TestEngine) async throws {
        try await scene(engine, failures: 1) { scene in
            let act = try await scene.act()
            #expect(await scene.refusal(act, "benar")?.key == "case.letter.unsigned")
            #expect(try await scene.letterState == "draft")
            #expect(try await scene.waiting == 0)
            try await scene.cases.decide(act, .sign, passphrase: "benar")
            #expect(try await scene.letterState == "issued")
            #expect(scene.signer.signed == 1)
        }
    }

    @Test(
        "what was signed is not signed again when the case could not move",
        arguments: TestEngine.available)
    func once(engine: TestEngine) async throws {
        try await scene(engine) { scene in
            // Whoever drafted may not decide: that is known only once the letter is signed.
            try await scene.city.delegate("dpmptsp-kepala", to: "dpmptsp-analis-1", days: 2)
            let drafter = try await scene.act("dpmptsp-analis-1")
            for _ in 0..<2 {
                #expect(await scene.refusal(drafter, "benar")?.key == "case.four_eyes")
            }
            #expect(scene.signer.signed == 1)
            #expect(try await scene.waiting == 1)
            // Another hand: what lay there is forgotten.
            try await scene.cases.decide(try await scene.act(), .sign, passphrase: "benar")
            #expect(scene.signer.signed == 2)
            #expect(try await scene.waiting == 0)
            #expect(try await scene.letterState == "issued")
        }
    }

    @Test("two presses at once ask the signer once", arguments: TestEngine.available)
    func twoPresses(engine: TestEngine) async throws {
        try await scene(engine) { scene in
            let cases = scene.cases
            let act = try await scene.act()
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
            #expect(scene.signer.signed == 1)
            #expect(try await scene.letterState == "issued")
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
        try await scene(engine) { scene in
            try await scene.cases.decide(
                try await scene.act(), .refuse(reason: "Lokasi tidak sesuai tata ruang."),
                passphrase: "benar")
            #expect(scene.signer.signed == 1)
            #expect(try await scene.waiting == 0)
            let acts = try await scene.city.acts(scene.id)
            #expect(acts.contains(ActKind.refused.rawValue))
        }
    }
}
