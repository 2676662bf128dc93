import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Trips to a provider")
struct ProviderTripTests {
    private static let pending: JSONValue = ["state": "abc", "verifier": "rahasia"]

    private func rows(_ house: House) async throws -> [Int64?] {
        try await house.store.read("test.rows") { reader in
            try [
                "SELECT COUNT(*) FROM people_steps", "SELECT COUNT(*) FROM people_answered",
                "SELECT COUNT(*) FROM people_throttles",
            ].map { (sql: SQL) in try reader.row(sql)?.int(0) }
        }
    }

    @Test(
        "leaving writes nothing; coming back counts once, also for two at the same time",
        arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let account: AccountID = house.world.id()
            var kept = ""
            for _ in 0..<50 {
                kept = try house.accounts.leave(
                    Self.pending, next: "/berkas", connecting: account)
            }
            #expect(try await rows(house) == [0, 0, 0])
            #expect(!kept.contains("rahasia") && kept.utf8.count < 4_000)
            let text = kept
            let trips = try await withThrowingTaskGroup(of: ProviderTrip?.self) { group in
                for _ in 0..<6 {
                    group.addTask { try await house.accounts.comeBack(text, from: House.home) }
                }
                return try await group.reduce(into: [ProviderTrip?]()) { $0.append($1) }
            }.compactMap { $0 }
            #expect(trips.count == 1)
            #expect(trips.first?.pending == Self.pending)
            #expect(trips.first?.next == "/berkas" && trips.first?.account == account)
        }
    }

    @Test("what is changed, too old or nonsense is no trip, and writes nothing")
    func forged() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            let kept = try house.accounts.leave(Self.pending, next: nil)
            var changed = Array(kept.utf8)
            changed[20] = changed[20] == 65 ? 66 : 65
            for text in [
                String(decoding: changed, as: UTF8.self), "", "x", kept + "A",
                String(repeating: "A", count: 9_000),
            ] {
                #expect(try await house.accounts.comeBack(text, from: House.home) == nil)
            }
            house.pass(minutes: 10)
            #expect(try await house.accounts.comeBack(kept, from: House.home) == nil)
            #expect(try await rows(house) == [0, 0, 0])
        }
    }

    @Test("a way that no cookie holds is left out, and one network comes back so often")
    func bounds() async throws {
        try await withStore(.sqlite, House.tables) { store in
            let house = try await House(store)
            let long = "/" + String(repeating: "a", count: 3_000)
            let kept = try house.accounts.leave(Self.pending, next: long)
            #expect(kept.utf8.count < 4_000)
            let trip = try #require(
                try await house.accounts.comeBack(kept, from: House.home))
            #expect(trip.next == nil)
            var refused = 0
            for _ in 0..<310 {
                let kept = try house.accounts.leave(Self.pending, next: nil)
                let answer = await refusal {
                    _ = try await house.accounts.comeBack(kept, from: House.home)
                }
                if answer == "people.proof.too-often" { refused += 1 }
            }
            #expect(refused == 11)
        }
    }
}
