import City
import Kernel
import Store
import TestKit
import Testing

@testable import Cases

@Suite("Numbers of many cases at a time")
struct RedrawnNumberTests {
    @Test("are drawn again when a case has one already", arguments: TestEngine.available)
    func taken(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine, tampers: true) { city in
            let taken = try await city.standing(try await city.submitted()).record.number
            let other = try await city.submitted(1)
            let fresh = TrackingCode(random: .system)
            var drawn = [taken, fresh]
            let number = try await CaseBlock.redrawing {
                let number = drawn.removeFirst()
                try await city.house.store.write("test.number") { tx in
                    try tx.execute(
                        "UPDATE cases SET number = \(number.symbols) WHERE id = \(other)")
                }
                return number
            }
            #expect(number == fresh)
            #expect(try await city.standing(other).record.number == fresh)
        }
    }

    @Test("any other fault is told", arguments: TestEngine.available)
    func others(_ engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            let id = try await city.submitted()
            await #expect(throws: StoreError.self) {
                try await CaseBlock.redrawing {
                    try await city.house.store.write("test.twice") { tx in
                        try tx.execute(
                            "INSERT INTO case_acts (case_id, last) VALUES (\(id), 9)")
                    }
                }
            }
        }
    }
}
