import Cases
import City
import Contracts
import Kernel
import People
import Store
import TestKit
import Testing

/// Very many people who press at the same moment.
@Suite("Races")
struct RaceTests {
    static let tries = 200

    /// How many of so many tries came about; the others were refused, and nothing else happened.
    private func won(
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<Self.tries {
                group.addTask {
                    do {
                        try await body(number)
                        return true
                    } catch is Refusal {
                        return false
                    }
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
    }

    @Test("One of 200 claims a task", arguments: TestEngine.available)
    func claim(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            let acts = [
                try await city.act(id, "dpmptsp-loket-1"),
                try await city.act(id, "dpmptsp-loket-2"),
            ]
            let count = try await won { try await city.house.cases.claim(acts[$0 % 2]) }
            #expect(count == 1)
            #expect(try await city.acts(id).filter { $0 == "case.claimed" }.count == 1)
            #expect(try await city.standing(id).task?.claimedBy != nil)
        }
    }

    @Test("One of 200 decides, and one number is used", arguments: TestEngine.available)
    func decide(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.story(
                "sip-dokter", "{tempat: faskes}",
                """
                - do: periksa
                - do: verifikasi
                - do: konsep
                - do: paraf
                """)
            let act = try await city.act(id, "dpmptsp-kepala")
            let count = try await won { number in
                let decision: Decision =
                    number.isMultiple(of: 2) ? .sign : .refuse(reason: "STR tidak berlaku.")
                try await city.house.cases.decide(act, decision)
            }
            #expect(count == 1)
            let acts = try await city.acts(id)
            #expect(acts.filter { $0 == "case.granted" || $0 == "case.refused" }.count == 1)
            let issued = try await city.house.store.read("test.letters") { reader in
                try reader.row(
                    "SELECT COUNT(*) FROM letters WHERE case_id = \(id) AND state = 'issued'")?
                    .int(0)
            }
            #expect(issued == 1)
        }
    }

    @Test("Numbers of letters have no gap and no double", arguments: TestEngine.available)
    func numbers(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            var drafts: [(act: OfficerAct, text: String)] = []
            for _ in 0..<20 {
                let id = try await city.story(
                    "sip-dokter", "{tempat: faskes}",
                    """
                    - do: periksa
                    - do: verifikasi
                    """)
                let act = try await city.act(id, "dpmptsp-analis-1")
                drafts.append((act, try await city.draftLetter(for: act, .grant)))
            }
            // Each is pressed ten times.
            let count = try await won { [drafts] number in
                let draft = drafts[number % drafts.count]
                try await city.house.cases.prepareLetter(draft.act, .grant, text: draft.text)
            }
            #expect(count == drafts.count)
            let serials = try await city.house.store.read("test.numbers") { reader in
                try reader.rows("SELECT serial FROM numbers WHERE register = 'sip-dokter'")
                    .map { $0.int(0) }
            }
            #expect(serials.sorted() == (1...20).map(Int64.init))
        }
    }

    @Test("One of 200 stand-ins is appointed", arguments: TestEngine.available)
    func delegate(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let today = Day(city.clock.now, in: .wib)
            let people = [
                try await city.officer("dlh-analis-1"), try await city.officer("dpupr-analis-1"),
            ]
            let delegations = Delegations(
                ledger: city.house.ledger, world: city.house.world, zone: city.house.zone)
            let count = try await won { number in
                try await city.house.store.write("test.delegate") { tx in
                    let post = try #require(
                        try city.house.directory.position(code: "dpmptsp-kepala", in: tx))
                    _ = try delegations.give(
                        post.id, to: people[number % 2].account, as: .plh, from: today,
                        until: today.adding(days: number % 5), reason: "Surat perintah",
                        by: .system("test"), in: tx)
                }
            }
            #expect(count == 1)
        }
    }
}
