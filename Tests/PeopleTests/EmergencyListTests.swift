import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("The list of emergencies")
struct EmergencyListTests {
    @Test(
        "is read page by page, and what nobody has judged stands first, however old",
        arguments: TestEngine.available)
    func pages(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let officer = try await house.clerks()[0]
            let seat = try #require(officer.authorities.first).position
            let emergencies = Emergencies(
                store: store, vault: house.vault, ledger: house.ledger, world: house.world)
            #expect(try await emergencies.page(7).pages == 1)
            var opened: [EmergencyID] = []
            for number in 0..<110 {
                let id = try await store.write("test.open") { tx in
                    try emergencies.open(
                        house.world.id(), number: "N\(number)", by: officer, from: seat,
                        reason: "Ambulans menunggu alamat pemohon", in: tx
                    ).id
                }
                opened.append(id)
                // The oldest is left, the others are judged.
                if number > 0 {
                    try await store.write("test.judge") { tx in
                        _ = try tx.execute(
                            """
                            UPDATE people_emergencies SET verdict = 'justified' WHERE id = \(id)
                            """)
                    }
                }
                house.pass(minutes: 1)
            }
            let first = try await emergencies.page()
            #expect(first.pages == 4 && first.number == 1)
            #expect(first.list.count == Emergencies.pageSize)
            #expect(first.list.first?.id == opened.first)
            #expect(first.list.dropFirst().first?.id == opened.last)
            var seen: Set<EmergencyID> = []
            for number in 1...4 {
                seen.formUnion(try await emergencies.page(number).list.map(\.id))
            }
            #expect(seen.count == 110)
            let beyond = try await emergencies.page(99, of: officer.account)
            #expect(beyond.number == 4 && beyond.list.count == 20)
        }
    }
}
